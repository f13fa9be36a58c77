/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { N8N_VERSION, repository } from '../harness/places';
import { installPrograms } from '../harness/programs';
import { Progress } from '../harness/progress';
import { Stage } from '../harness/stage';
import { Trouble } from '../harness/trouble';
import { Measurements } from './measurements';
import { PROBE, ProcessProbe } from '../harness/n8n/probe';
import { resultsOf, type Round, rounded, tableOf } from './rows';
import { SimulatorProcess } from '../harness/simulatorProcess';
import { measureWorkers } from './workers';

const progress = new Progress();
const resultsFile = join(repository, 'bench', 'results.json');

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as object;

/** When and where this is measured. */
const about = () => ({
	date: new Date().toISOString().slice(0, 10),
	machine: {
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		platform: `${process.platform}-${process.arch}`,
		loadAtStart: rounded(loadavg()[0]!),
	},
});

async function measure(sides: Measurements, count: number): Promise<Round[]> {
	await progress.step('Making the workflows', () => sides.prepare());
	await progress.step('Warming up', () => sides.warmUp());
	const rounds: Round[] = [];
	for (let round = 1; round <= count; round++) {
		rounds.push(await progress.step(`Round ${round} of ${count}`, () => sides.round()));
	}
	return rounds;
}

/** One n8n worker against two, into bench/results.json beside what is there. */
async function compareWorkers(rounds: number): Promise<void> {
	await installPrograms(['redis-server', 'postgresql']);
	const workers = await progress.step('One worker and two, in queue mode', () =>
		measureWorkers(rounds),
	);
	for (const { latencyMs, onePerSecond, twoPerSecond, growth } of workers) {
		progress.say(
			`8x8 answers after ${latencyMs} ms: ${onePerSecond} executions a second with one worker, ${twoPerSecond} with two (${growth} times)`,
		);
	}
	writeResults({ ...earlierResults(), workers: { ...about(), measured: workers } });
}

const earlierResults = () => (existsSync(resultsFile) ? read(resultsFile) : {});

function writeResults(results: object): void {
	writeFileSync(resultsFile, `${JSON.stringify(results, null, '\t')}\n`);
	progress.say('Written to bench/results.json.');
}

/**
 * `npm run bench`, or `npm run bench -- --rounds 2`: the table, and bench/results.json.
 * `npm run bench -- --workers`: n8n's queue mode with one worker and with two.
 */
async function main(): Promise<void> {
	if (process.platform !== 'linux') {
		throw new Trouble('The benchmark reads /proc, which only Linux has.', 'run it on Linux.');
	}
	const { values } = parseArgs({
		options: { rounds: { type: 'string', default: '5' }, workers: { type: 'boolean' } },
	});
	const count = Number(values.rounds);
	if (!Number.isInteger(count) || count < 1) {
		throw new Trouble(
			`"${values.rounds}" is not a number of rounds.`,
			'give a whole number from 1.',
		);
	}
	if (values.workers) return await compareWorkers(count);
	const facts = about();
	const probeSocket = join(tmpdir(), `n8n-8x8-probe-${process.pid}.sock`);
	const endings: Array<() => Promise<unknown>> = [];
	const end = async () => {
		for (const last of endings.splice(0).reverse()) await last().catch(() => {});
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void end().finally(() => process.exit(1)));
	}
	try {
		const stage = await Stage.open({
			startSimulator: (options) => SimulatorProcess.start(options),
			variables: {
				PROBE_SOCKET: probeSocket,
				NODE_OPTIONS: `--require ${PROBE}`,
			},
			progress,
			endings,
		});
		const probe = await ProcessProbe.open(probeSocket);
		const rounds = await measure(new Measurements(stage, probe), count);
		const rows = resultsOf(rounds);
		progress.say(`\n${tableOf(rows)}\n`);
		const { version } = read(join(repository, 'package.json')) as { version: string };
		const versions = { package: version, n8n: N8N_VERSION, node: probe.nodeVersion };
		writeResults({ ...earlierResults(), ...facts, versions, rows, rounds: rounds.map(short) });
	} finally {
		await end();
	}
}

const short = (round: Round) =>
	Object.fromEntries(Object.entries(round).map(([name, value]) => [name, rounded(value)]));

main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Trouble ? error.text : (error as Error).stack}\n`);
		process.exit(1);
	},
);
