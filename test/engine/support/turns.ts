/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { ClientRequest } from 'node:http';

/** More than an answer of the same process needs, however many requests are under way. */
const TURNS = 40;
/** Shorter waits are a test's own, not a time-out. */
const SHORTEST = 100;

const after = globalThis.setTimeout;
const ofRequests = ClientRequest.prototype.setTimeout;

/**
 * Like setTimeout, but the event loop turns that often meanwhile: a pause of the whole process, as
 * on a busy machine, is one turn, however long it takes. Node cuts fractions of a millisecond off, so
 * each turn takes whole ones, lest the wait be too short.
 */
function afterTurns(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
	if (ms < SHORTEST) return after(callback, ms, ...args);
	let left = TURNS;
	const timer = after(
		() => {
			left -= 1;
			if (left > 0) timer.refresh();
			else callback(...args);
		},
		Math.ceil(ms / TURNS),
	);
	return timer;
}

/** As Node's own: 'timeout' when nothing has come or gone for so long. */
function timeoutAfterTurns(this: ClientRequest, ms: number, callback?: () => void) {
	if (ms === 0) return ofRequests.call(this, 0, callback);
	if (callback) this.once('timeout', callback);
	let [left, moved] = [TURNS, 0];
	const timer = after(
		() => {
			const { bytesRead = 0, bytesWritten = 0 } = this.socket ?? {};
			left = bytesRead + bytesWritten === moved ? left - 1 : TURNS;
			moved = bytesRead + bytesWritten;
			if (left > 0) timer.refresh();
			else this.emit('timeout');
		},
		Math.ceil(ms / TURNS),
	);
	this.once('close', () => clearTimeout(timer));
	return this;
}

// A request of this file's tests times out when nobody answers it, never because the machine is slow.
beforeAll(() => {
	globalThis.setTimeout = Object.assign(afterTurns, after) as unknown as typeof setTimeout;
	ClientRequest.prototype.setTimeout = timeoutAfterTurns as typeof ofRequests;
});
afterAll(() => {
	globalThis.setTimeout = after;
	ClientRequest.prototype.setTimeout = ofRequests;
});
