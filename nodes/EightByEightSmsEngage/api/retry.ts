import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { ConnectionFailure } from './connectionError';

/** Tries after the first for a connection that was never made. */
const CONNECTION_RETRIES = 2;
const CONNECTION_RETRY_WAIT_MS = 500;
/** For a 429 that does not say how long, and the least for one that says "at once". */
const LEAST_RETRY_AFTER_S = 1;

/** The result of one try: any response, or a connection that failed. */
export type Exchange = { response: IN8nHttpFullResponse } | { failure: ConnectionFailure };

/** The tries of one request: whether there may be another, and when. */
export class Retries {
	private connectionTries = 0;
	private waitedSeconds = 0;

	/** @param rateLimitWait the most time to wait out 429s, in seconds */
	constructor(private readonly rateLimitWait: number) {}

	/**
	 * Milliseconds until the next try; undefined when there must be none. Only what 8x8 certainly did not
	 * take is tried again: a 429, and a connection that was never made.
	 */
	waitAfter(exchange: Exchange): number | undefined {
		if ('failure' in exchange) return this.waitAfterFailure(exchange.failure);
		return exchange.response.statusCode === 429
			? this.waitAfterRateLimit(exchange.response.headers['retry-after'])
			: undefined;
	}

	private waitAfterFailure({ worthAnotherTry }: ConnectionFailure): number | undefined {
		if (!worthAnotherTry || this.connectionTries >= CONNECTION_RETRIES) return undefined;
		this.connectionTries++;
		return CONNECTION_RETRY_WAIT_MS * this.connectionTries;
	}

	private waitAfterRateLimit(header: unknown): number | undefined {
		const seconds = secondsOf(header);
		if (this.waitedSeconds + seconds > this.rateLimitWait) return undefined;
		this.waitedSeconds += seconds;
		return seconds * 1000;
	}
}

/** Seconds of a `Retry-After` header, which is a number of seconds or an HTTP date. */
function secondsOf(header: unknown): number {
	const text = String(header ?? '').trim();
	const seconds = /^\d+(\.\d+)?$/.test(text)
		? Number(text)
		: (Date.parse(text) - Date.now()) / 1000;
	return seconds > LEAST_RETRY_AFTER_S ? seconds : LEAST_RETRY_AFTER_S;
}
