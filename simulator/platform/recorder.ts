/** One API request. The API key is nowhere in it. */
export interface RecordedRequest {
	method: string;
	path: string;
	/** As it came, with what is secret in it masked; undefined when there was none. */
	body: unknown;
	/** Undefined when the connection ended without an answer. */
	status?: number;
	/** Whether the API key was the right one. */
	authorized: boolean;
	/** ISO 8601. */
	startedAt: string;
	endedAt?: string;
}

/** Keeps every API request, and how many there were at once. */
export class Recorder {
	private records: RecordedRequest[] = [];
	private readonly open = new Set<RecordedRequest>();
	private most = 0;
	revision = 0;

	start(method: string, path: string, authorized: boolean): RecordedRequest {
		const record: RecordedRequest = {
			method,
			path,
			body: undefined,
			authorized,
			startedAt: new Date().toISOString(),
		};
		this.records.push(record);
		this.open.add(record);
		this.most = Math.max(this.most, this.open.size);
		this.revision += 1;
		return record;
	}

	/** Ends a request; the second time it does nothing. */
	end(record: RecordedRequest, status?: number): void {
		if (!this.open.delete(record)) return;
		record.status = status;
		record.endedAt = new Date().toISOString();
		this.revision += 1;
	}

	requests(): RecordedRequest[] {
		return [...this.records];
	}

	maxInFlight(): number {
		return this.most;
	}

	clear(): void {
		this.records = [];
		this.most = this.open.size;
		this.revision += 1;
	}
}

const SECRET = /^(httpAuthorization|clientSecret|authorization|apiKey)$/i;

/** A webhook's request body with its secrets masked, as 8x8 masks them in its answers. */
export function masked(body: unknown): unknown {
	if (Array.isArray(body)) return body.map(masked);
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [name, SECRET.test(name) ? '***' : masked(value)]),
	);
}
