/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */

/** What a deed gives, and the milliseconds that it took of the processor, busy with others or not. */
export function timed<T>(deed: () => T): [T, number] {
	const before = process.cpuUsage();
	const result = deed();
	const { user, system } = process.cpuUsage(before);
	return [result, (user + system) / 1_000];
}
