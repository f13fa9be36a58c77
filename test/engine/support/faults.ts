import type { Fault } from '../../../simulator';

/** Every way in which the simulator can fail, with a name for the test. */
export const FAULTS: Array<[name: string, fault: Fault]> = [
	['429 past its limit', { kind: 'rateLimit', retryAfter: 5 }],
	['5xx, nothing taken', { kind: 'serverError', when: 'before' }],
	['5xx, taken', { kind: 'serverError', when: 'after', status: 503 }],
	['connection reset, nothing taken', { kind: 'reset', when: 'before' }],
	['connection reset, taken', { kind: 'reset', when: 'after' }],
	['time-out, nothing taken', { kind: 'timeout', when: 'before' }],
	['time-out, taken', { kind: 'timeout', when: 'after' }],
	['unreadable answer, nothing taken', { kind: 'unreadable', when: 'before' }],
	['unreadable answer, taken', { kind: 'unreadable', when: 'after' }],
	['rejected', { kind: 'rejected' }],
	['wrong key', { kind: 'unauthorized' }],
	['no access', { kind: 'forbidden' }],
	['redirect', { kind: 'redirect' }],
	['400', { kind: 'badRequest', code: 1007 }],
	['404', { kind: 'badRequest', status: 404, code: 1300 }],
];

/** Options with which a fault takes little time, and nothing else runs into them. */
export const quick = ({ kind }: Fault) => ({
	rateLimitWait: 0,
	timeout: kind === 'timeout' ? 200 : 20_000,
});

let lastNumber = 90_000_000;

/**
 * Phone numbers that no other call gives: what 8x8 takes late, of a request that its sender has
 * given up, is not mistaken for another run's.
 */
export const people = (count: number): string[] =>
	Array.from({ length: count }, () => `+65${lastNumber++}`);
