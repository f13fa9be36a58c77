/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawnNpm } from './npmProcess.cjs';
import { Trouble } from './trouble';

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill()));

/** Ends every npm that runs, and waits while it clears up what it had half done. */
export async function stopNpm(): Promise<void> {
	const ended = [...running].map((child) => once(child, 'close'));
	for (const child of running) child.kill();
	await Promise.all(ended);
}

const DOWNLOAD_REMEDY =
	'check that this machine reaches the npm registry (npm ping) and has 4 GB of free disk, then run the same command again: it goes on with what is already there.';

/**
 * Runs npm in a folder and gives what it printed on stdout.
 *
 * @param args npm's arguments; audit, funding notes and version checks are off
 * @param purpose what could not be done if it fails, as in "n8n could not be installed"
 * @param remedy what to do if it fails
 * @throws Trouble with npm's last lines
 */
export function npm(
	folder: string,
	args: string[],
	purpose: string,
	remedy = DOWNLOAD_REMEDY,
): Promise<string> {
	return new Promise((resolve, reject) => {
		let printed = '';
		let output = '';
		const child = spawnNpm(folder, args, ['ignore', 'pipe', 'pipe']);
		running.add(child);
		child.once('close', () => running.delete(child));
		const fail = (reason: string) => {
			const last = printed.trim().split('\n').slice(-12).join('\n');
			reject(new Trouble(`${purpose} (${reason}).`, remedy, last));
		};
		child.stdout?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			printed += chunk.toString();
		});
		child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		child.on('error', (error) => fail(error.message));
		child.on('close', (code) => (code === 0 ? resolve(output) : fail(`npm ended with ${code}`)));
	});
}
