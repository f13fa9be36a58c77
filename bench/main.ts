/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { N8N_VERSION, repository } from '../harness/places';
import { installPrograms } from '../harness/programs';
import { Progress } from '../harness/progress';
import { Trouble } from '../harness/trouble';
import { bursts } from './burst';
import { resultOf, rounded, type Row, rows } from './rows';
import { Stand } from './stand';

const file = join(repository, 'bench', 'results.json');
const progress = new Progress();

/** Into bench/results.json, beside what is there. */
function write(name: string, measured: object): void {
	const date = new Date().toISOString().slice(0, 10);
	const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`;
	const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
	const all = { ...earlier, [name]: { date, machine, n8n: N8N_VERSION, ...measured } };
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
}

/** Measures each row once in each round; gives each row's rounds. */
async function measure(wanted: Row[], rounds: number): Promise<number[][][]> {
	const stands: Record<string, Promise<Stand>> = {};
	const all: number[][][] = wanted.map(() => []);
	try {
		for (let round = 1; round <= rounds; round++) {
			for (const [index, { what, own, other, variables = {} }] of wanted.entries()) {
				const name = Object.keys(variables).join() || 'installed';
				const n8n = await (stands[name] ??= Stand.open(name, { variables, progress }));
				const sides = async () => [await own(n8n), ...(other ? [await other(n8n)] : [])];
				const title = `${round}/${rounds} ${what}`;
				all[index]!.push(await progress.step(title, sides, (both) => both.map(rounded).join(', ')));
			}
		}
	} finally {
		for (const stand of Object.values(stands)) await (await stand).stage.close();
	}
	return all;
}

/**
 * `npm run bench`, or `npm run bench -- --rounds 2`: the table, and bench/results.json.
 * `npm run bench -- --only send`: the rows that begin so, without bench/results.json.
 * `npm run bench -- --burst`, or `--burst --only queue`: what a campaign's events do to n8n.
 */
async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const options = { rounds: text, only: text, burst: { type: 'boolean' } } as const;
	const { rounds = '5', only = '', burst } = parseArgs({ options }).values;
	if (burst) {
		await installPrograms(['redis-server', 'postgresql']);
		for (const [name, measureBurst] of Object.entries(bursts)) {
			if (!name.startsWith(only)) continue;
			const measured = await measureBurst(progress);
			console.log(name, measured);
			write(`burst, ${name}`, measured);
		}
		return;
	}
	const wanted = rows.filter(({ what }) => what.startsWith(only));
	if (process.platform !== 'linux' || wanted.length === 0 || !/^[1-9]\d*$/.test(rounds)) {
		const known = [...new Set(rows.map(({ what }) => what.split(' ')[0]))].join(', ');
		const remedy = `use Linux, which has /proc, a whole number of --rounds, and --only ${known}.`;
		throw new Trouble('This cannot be measured.', remedy);
	}
	const all = await measure(wanted, Number(rounds));
	const results = wanted.map((row, index) => resultOf(row, all[index]!));
	console.table(results);
	if (only === '') write('table', { rows: results, rounds: all });
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Trouble ? error.text : error);
		process.exit(1);
	},
);
