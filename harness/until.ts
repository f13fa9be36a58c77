/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY = 100;

/**
 * Asks again until there is something to give.
 *
 * @param what the end of a sentence that begins with "did not happen": names what was waited for
 * @param look undefined and false mean: not yet
 * @param within ms
 * @throws Error that names what did not happen, with what `last` tells
 */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined | false> | T | undefined | false,
	within = 120_000,
	last: () => unknown = () => undefined,
): Promise<T> {
	const deadline = Date.now() + within;
	do {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		await sleep(LOOK_EVERY);
	} while (Date.now() < deadline);
	const state = JSON.stringify(await last()) ?? '';
	throw new Error(`Did not happen within ${within / 1000} s: ${what}. ${state}`);
}
