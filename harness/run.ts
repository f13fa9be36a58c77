/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawn } from 'node:child_process';

/**
 * Runs a program with its output in the terminal.
 *
 * @param within ms; then it is ended, and the error names the step
 * @returns its exit code
 * @throws Error when it does not exist or takes too long
 */
export function run(
	step: string,
	within: number,
	command: string,
	args: string[],
	environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			env: environment,
			stdio: ['ignore', 'inherit', 'inherit'],
		});
		const tooLong = setTimeout(() => {
			child.kill();
			reject(new Error(`"${step}" took more than ${within / 60_000} minutes and was ended.`));
		}, within);
		const endChild = () => child.kill();
		process.once('SIGTERM', endChild);
		child.on('error', (error) => {
			clearTimeout(tooLong);
			reject(new Error(`"${step}": ${command} could not be started (${error.message}).`));
		});
		child.on('close', (code) => {
			clearTimeout(tooLong);
			process.off('SIGTERM', endChild);
			resolve(code ?? 1);
		});
	});
}

/** The same limit for work that is no program of its own. */
export async function within<T>(step: string, limit: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		const error = new Error(`"${step}" took more than ${limit / 60_000} minutes.`);
		timer = setTimeout(() => reject(error), limit);
	});
	try {
		return await Promise.race([work, tooLong]);
	} finally {
		clearTimeout(timer);
	}
}
