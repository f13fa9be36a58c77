/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../until';

/**
 * The shell ends the server when its own input is closed, which happens however this process ends:
 * no server is left behind that belongs to no test.
 */
const END_WITH_PARENT = 'signal=$1; shift; "$@" & read -r _; kill -s "$signal" $!; wait';

/**
 * Starts a server that ends with this process, and waits until it is ready.
 *
 * @param command the program and its arguments
 * @param signal what asks it to end, such as TERM
 * @returns ends it, and resolves when it has ended
 */
export async function startServer(
	command: string[],
	signal: string,
	isReady: () => Promise<boolean> | boolean,
	options: SpawnOptions = {},
): Promise<() => Promise<void>> {
	const shell = spawn('sh', ['-c', END_WITH_PARENT, 'sh', signal, ...command], {
		...options,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	const ended = once(shell, 'close');
	await until(`${command[0]} answers`, isReady);
	return async () => {
		shell.stdin?.end();
		await ended;
	};
}
