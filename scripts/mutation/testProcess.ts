/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { join } from 'node:path';
import { readConfigs } from 'jest-config';
import TestRunner from 'jest-runner';
import Runtime from 'jest-runtime';
import { switches } from './environment';

/** One run of a test file. */
export interface Order {
	/** The jest project, and the file's path. */
	project: string;
	file: string;
	/** The change to switch on. */
	change?: string;
	hitLimit?: number;
}

export interface Verdict {
	/** Why it failed. */
	failure?: string;
	/** How often each place ran, by the change's id. */
	hits: Record<string, number>;
	/** Of the processor. */
	ms: number;
}

const read = readConfigs({ _: [], $0: '', silent: true }, [process.cwd()]);

async function contextOf(project: string) {
	const { configs } = await read;
	const config = configs.find(({ displayName }) => displayName?.name === project)!;
	const testEnvironment = join(__dirname, 'environment.ts');
	const options = { console, maxWorkers: 1, watch: false, watchman: false };
	return await Runtime.createContext({ ...config, testEnvironment }, options);
}
const contexts: Record<string, ReturnType<typeof contextOf>> = {};

/** Runs a test file in this process as jest would, with nothing kept from the run before. */
async function runTestFile({ project, file, change, hitLimit }: Order): Promise<Verdict> {
	const before = process.cpuUsage();
	const { globalConfig } = await read;
	const context = await (contexts[project] ??= contextOf(project));
	const state = (switches.__stryker__ = { activeMutant: change, hitCount: 0, hitLimit });
	const runner = new TestRunner(globalConfig, {} as never);
	let failure: string | undefined;
	runner.on('test-file-success', ([, result]) => {
		failure = result.failureMessage ?? undefined;
	});
	runner.on('test-file-failure', ([, error]) => {
		failure = String(error.stack ?? error.message);
	});
	const watcher = { isInterrupted: () => false } as never;
	await runner.runTests([{ path: file, context }], watcher, { serial: true } as never);
	const { mutantCoverage } = state as NonNullable<typeof switches.__stryker__>;
	const { user, system } = process.cpuUsage(before);
	return { failure, hits: mutantCoverage?.static ?? {}, ms: (user + system) / 1000 };
}

process.on('message', (order: Order) => {
	void runTestFile(order).then((verdict) => process.send!(verdict));
});
process.on('disconnect', () => process.exit());
