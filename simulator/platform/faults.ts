export const faultKinds = [
	'rateLimit',
	'serverError',
	'reset',
	'timeout',
	'rejected',
	'unreadable',
	'unauthorized',
	'forbidden',
	'redirect',
	'badRequest',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that goes wrong at 8x8, for the next requests it matches. */
export interface Fault {
	kind: FaultKind;
	/**
	 * serverError, reset, timeout, unreadable: whether 8x8 had taken the SMS before it failed.
	 * Default `after`, the worst case. The other kinds never take it.
	 */
	when?: 'before' | 'after';
	/** How many requests it hits. Default 1; Infinity is allowed. */
	times?: number;
	/** Lets that many matching requests pass first. */
	skip?: number;
	match?: {
		method?: string;
		/** A text that the path holds, or a pattern for it. */
		path?: RegExp | string;
		/** A request for this number; of a batch, one that holds it. */
		destination?: string;
	};
	/** Seconds, for rateLimit. Default 1; null leaves the header out. */
	retryAfter?: number | null;
	/** 8x8's code, for badRequest (default 1002) and serverError (default 2000). */
	code?: number;
	/** HTTP status, for badRequest (default 400) and serverError (default 500). */
	status?: number;
}

export interface FaultTarget {
	method: string;
	path: string;
	body: unknown;
}

interface Armed {
	fault: Fault;
	skip: number;
	left: number;
}

/** The faults that are switched on; of several that match a request the oldest hits it. */
export class Faults {
	private armed: Armed[] = [];

	add(fault: Fault): void {
		this.armed.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
	}

	clear(): void {
		this.armed = [];
	}

	/** Those still switched on, with the number of requests that each will still hit. */
	active(): Fault[] {
		return this.armed.map(({ fault, skip, left }) => ({ ...fault, skip, times: left }));
	}

	/** The fault that hits this request, if any; counts it. */
	hit(target: FaultTarget): Fault | undefined {
		for (const entry of this.armed) {
			if (!matches(entry.fault, target)) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.left -= 1;
			this.armed = this.armed.filter(({ left }) => left > 0);
			return entry.fault;
		}
		return undefined;
	}
}

/** Whether this message is one that the fault rejects. */
export const rejects = (fault: Fault | undefined, destination: string): boolean =>
	fault?.kind === 'rejected' &&
	(fault.match?.destination === undefined || isSame(fault.match.destination, destination));

function matches({ match = {} }: Fault, { method, path, body }: FaultTarget): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path !== undefined) {
		const { path: wanted } = match;
		if (!(typeof wanted === 'string' ? path.includes(wanted) : path.search(wanted) >= 0)) {
			return false;
		}
	}
	const { destination } = match;
	return (
		destination === undefined || destinationsOf(body).some((number) => isSame(number, destination))
	);
}

const isSame = (a: string, b: string) => a.replace(/\D/g, '') === b.replace(/\D/g, '');

function destinationsOf(body: unknown): string[] {
	const { destination, messages } = (body ?? {}) as Record<string, unknown>;
	const one = typeof destination === 'string' ? [destination] : [];
	return Array.isArray(messages) ? messages.flatMap(destinationsOf) : one;
}
