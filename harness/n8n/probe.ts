/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { connect } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** To be loaded into n8n's process, with `PROBE_SOCKET` in its environment. */
export const PROBE = join(__dirname, 'probeServer.cjs');

/** Clock ticks a second in /proc, which Linux fixes at 100 for programs. */
const TICKS = 100;

/** What the operating system knows of n8n's process. Needs Linux' /proc. */
export class ProcessProbe {
	private constructor(
		readonly pid: number,
		/** The version of Node.js that runs n8n. */
		readonly nodeVersion: string,
		private readonly socketPath: string,
	) {}

	/** @param socketPath where probeServer.cjs listens */
	static async open(socketPath: string): Promise<ProcessProbe> {
		const { pid, version } = await ask(socketPath);
		return new ProcessProbe(pid, version, socketPath);
	}

	/** CPU time that the process uses for the work, in all its threads, in µs. */
	async cpu(work: () => Promise<unknown>): Promise<number> {
		const before = this.used();
		await work();
		return this.used() - before;
	}

	private used(): number {
		const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
		// The second field is the program's name in brackets and may hold blanks.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1e6;
	}

	/**
	 * Collects garbage, forgets the peak so far, and does the work.
	 *
	 * @returns how far the resident memory rose above where it began, in kB
	 */
	async memoryPeak(work: () => Promise<unknown>): Promise<number> {
		await ask(this.socketPath);
		// proc(5): 5 sets the peak back to what is resident now.
		writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
		const before = this.resident('VmRSS');
		await work();
		return this.resident('VmHWM') - before;
	}

	private resident(field: 'VmRSS' | 'VmHWM'): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
	}
}

async function ask(socketPath: string): Promise<{ pid: number; version: string }> {
	return JSON.parse(await text(connect(socketPath))) as { pid: number; version: string };
}
