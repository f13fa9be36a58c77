/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPrograms } from '../scripts/e2e/programs';
import { N8N_VERSION, repository } from '../scripts/start/places';
import { Progress } from '../scripts/start/progress';
import { Trouble } from '../scripts/start/trouble';
import { Measurements, type Round } from './measurements';
import { mediansOf, reached, rowsOf, tableOf } from './results';
import { Stage } from './stage';
import { rounded } from './statistics';
import { measureWorkers } from './workers';

const progress = new Progress();
const resultsFile = join(repository, 'bench', 'results.json');

/** The size of the installed package, which is what was packed, in bytes. */
function unpackedSize(folder: string): number {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true });
	return files
		.filter((file) => file.isFile())
		.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

function about(nodeVersion: string) {
	const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		date: new Date().toISOString().slice(0, 10),
		versions: { package: version, n8n: N8N_VERSION, node: nodeVersion },
		machine: {
			cores: cpus().length,
			memoryGb: Math.round(totalmem() / 2 ** 30),
			platform: `${process.platform}-${process.arch}`,
			loadAtStart: rounded(loadavg()[0]!),
		},
	};
}

async function measure(stage: Stage, count: number): Promise<Round[]> {
	const sides = await progress.step('Making the workflows', () => Measurements.prepare(stage));
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
	const { date, machine } = about(process.versions.node);
	writeResults({ ...earlierResults(), workers: { date, machine, measured: workers } });
}

function earlierResults(): object {
	return existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as object) : {};
}

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
		throw new Trouble(`"${values.rounds}" is no number of rounds.`, 'give a whole number from 1.');
	}
	if (values.workers) return await compareWorkers(count);
	const earlier = earlierResults();
	const load = loadavg()[0]!;
	const stage = await Stage.open(progress);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void stage.close().finally(() => process.exit(1)));
	}
	try {
		const facts = about(stage.probe.nodeVersion);
		facts.machine.loadAtStart = rounded(load);
		const rounds = await measure(stage, count);
		const mostAtOnce = Math.max(...rounds.map((round) => round.mostRequestsAtOnce));
		const rows = rowsOf(mediansOf(rounds), mostAtOnce, unpackedSize(stage.packageFolder));
		progress.say(`\n${tableOf(rows)}\n`);
		writeResults({
			...earlier,
			...facts,
			rows: rows.map((row) => ({ ...row, value: rounded(row.value), reached: reached(row) })),
			rounds: rounds.map((round) =>
				Object.fromEntries(Object.entries(round).map(([name, value]) => [name, rounded(value)])),
			),
		});
	} finally {
		await stage.close();
	}
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Trouble ? error.text : (error as Error).stack}\n`);
		process.exit(1);
	},
);
