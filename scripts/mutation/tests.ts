/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, filesBelow } from './copy';
import type { Order, Verdict } from './testProcess';

const TICK_MS = 250;
/** Of the processor: what takes longer is not run for each change. */
const SLOWEST_MS = 20_000;
/** Their tests are of what is not changed. */
const UNCHANGED = /^(harness|scripts|simulator)\//;

function hash(...parts: Array<string | Buffer>): string {
	const sum = createHash('sha256');
	for (const part of parts) sum.update(part).update('\0');
	return sum.digest('hex');
}

/** Of all that a test file may load. */
function fingerprint(copy: string): string {
	const files = ['credentials', 'nodes', 'simulator', 'test']
		.flatMap((folder) => filesBelow(join(copy, folder)).map((file) => join(copy, folder, file)))
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
	return hash(...files.map((file) => readFileSync(file)));
}

/** One test file as it is without a change. */
interface TestFile {
	path: string;
	hits: Record<string, number>;
	ms: number;
	/** How many changes it noticed, by the changed file. */
	noticed: Record<string, number>;
}

/** The tests of one jest project, run in a process of their own, which an endless loop may cost. */
export class Tests {
	private readonly files: TestFile[] = [];
	private process?: ChildProcess;

	/**
	 * @param copy the folder with the copy of the repository
	 * @param cache the folder for what test files cover, from one start of this command to the next
	 */
	constructor(
		private readonly copy: string,
		private readonly project: string,
		private readonly cache: string,
	) {}

	/** Runs every test file without a change. @returns those that are left out, and why */
	async dryRun(): Promise<string[]> {
		mkdirSync(this.cache, { recursive: true });
		const folder = join(this.copy, 'test', this.project);
		const around = fingerprint(this.copy);
		const left: string[] = [];
		for (const file of filesBelow(folder)) {
			if (!file.endsWith('.test.ts') || UNCHANGED.test(file)) continue;
			const path = join(folder, file);
			const cached = join(this.cache, hash(around, file, readFileSync(path)));
			const { failure, hits, ms } = existsSync(cached)
				? (JSON.parse(readFileSync(cached, 'utf8')) as Verdict)
				: await this.run({ project: this.project, file: path }, 300_000);
			if (failure === undefined) writeFileSync(cached, JSON.stringify({ hits, ms }));
			if (failure !== undefined || ms > SLOWEST_MS)
				left.push(failure === undefined ? `${file} (slow)` : `${file} (${failure.slice(0, 300)})`);
			else if (Object.keys(hits).length > 0) this.files.push({ path, hits, ms, noticed: {} });
		}
		return left;
	}

	/**
	 * Whether a test fails with this change. Those that noticed most in the changed file come first,
	 * then the quick ones.
	 *
	 * @param most how many test files are run at most
	 */
	async notice({ id, file }: Change, most: number): Promise<boolean> {
		const seen = ({ noticed }: TestFile) => noticed[file] ?? 0;
		const covering = this.files
			.filter(({ hits }) => id in hits)
			.sort((a, b) => seen(b) - seen(a) || a.ms - b.ms);
		for (const test of covering.slice(0, most)) {
			const hitLimit = 1000 + 100 * test.hits[id]!;
			const order = { project: this.project, file: test.path, change: id, hitLimit };
			const { failure } = await this.run(order, 10_000 + 20 * test.ms);
			if (failure === undefined) continue;
			test.noticed[file] = seen(test) + 1;
			return true;
		}
		return false;
	}

	end(): void {
		this.process?.kill('SIGKILL');
	}

	/** A run that does not end in time fails, and its process is ended. */
	private run(order: Order, limitMs: number): Promise<Verdict> {
		const child = (this.process ??= fork(join(__dirname, 'testProcess.ts'), {
			cwd: this.copy,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		}));
		return new Promise((resolve) => {
			// Ticks, not a clock: a machine that sleeps in between makes no test fail.
			let ticks = limitMs / TICK_MS;
			const timer = setInterval(() => --ticks < 0 && child.kill('SIGKILL'), TICK_MS);
			const done = (verdict: Verdict) => {
				clearInterval(timer);
				child.removeAllListeners();
				resolve(verdict);
			};
			child.once('message', (verdict) => done(verdict as Verdict));
			child.once('exit', () => {
				this.process = undefined;
				done({ failure: 'ended', hits: {}, ms: limitMs });
			});
			child.send(order);
		});
	}
}
