/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { N8N_VERSION, repository } from '../scripts/start/places';
import { Progress } from '../scripts/start/progress';
import { Trouble } from '../scripts/start/trouble';
import { Measurements, type Round } from './measurements';
import { mediansOf, reached, rowsOf, tableOf } from './results';
import { Stage } from './stage';
import { rounded } from './statistics';

const resultsFile = join(repository, 'bench', 'results.json');

/** The size of the installed package, which is what was packed, in bytes. */
function unpackedSize(folder: string): number {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true });
	return files
		.filter((file) => file.isFile())
		.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

function machine(nodeVersion: string) {
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

async function measure(stage: Stage, progress: Progress, count: number): Promise<Round[]> {
	const sides = await progress.step('Making the workflows', () => Measurements.prepare(stage));
	await progress.step('Warming up', () => sides.warmUp());
	const rounds: Round[] = [];
	for (let round = 1; round <= count; round++) {
		rounds.push(await progress.step(`Round ${round} of ${count}`, () => sides.round()));
	}
	return rounds;
}

/** `npm run bench`, or `npm run bench -- --rounds 2`: the table, and bench/results.json. */
async function main(): Promise<void> {
	if (process.platform !== 'linux') {
		throw new Trouble('The benchmark reads /proc, which only Linux has.', 'run it on Linux.');
	}
	const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
	const count = Math.max(1, Number(values.rounds));
	const progress = new Progress();
	const load = loadavg()[0]!;
	const stage = await Stage.open(progress);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void stage.close().finally(() => process.exit(1)));
	}
	try {
		const about = machine(stage.probe.nodeVersion);
		about.machine.loadAtStart = rounded(load);
		const rounds = await measure(stage, progress, count);
		const mostAtOnce = Math.max(...rounds.map((round) => round.mostRequestsAtOnce));
		const rows = rowsOf(mediansOf(rounds), mostAtOnce, unpackedSize(stage.packageFolder));
		progress.say(`\n${tableOf(rows)}\n`);
		const results = {
			...about,
			rows: rows.map((row) => ({ ...row, value: rounded(row.value), reached: reached(row) })),
			rounds: rounds.map((round) =>
				Object.fromEntries(Object.entries(round).map(([name, value]) => [name, rounded(value)])),
			),
		};
		writeFileSync(resultsFile, `${JSON.stringify(results, null, '\t')}\n`);
		progress.say('Written to bench/results.json.');
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
