/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Progress } from '../../harness/progress';
import { Trouble } from '../../harness/trouble';
import { type Change, makeCopy } from './copy';
import { Tests } from './tests';
import { typeCheck } from './typeCheck';

const ROOMS = ['values', 'text', 'sending', 'trigger', 'resume', 'events', 'api'];
const UNNOTICED = 'nothing';

const progress = new Progress();
const oneLine = (code: string) => code.replace(/\s+/g, ' ').slice(0, 120);
const percent = (part: number, whole: number) => `${((100 * part) / (whole || 1)).toFixed(1)} %`;

/** The same changes every time, however the code around them has changed since. */
function sampleOf(changes: Change[], size: number): Change[] {
	const rankOf = ({ file, from, to }: Change) =>
		createHash('sha256')
			.update(JSON.stringify([file, from, to]))
			.digest('hex');
	const ranked = changes.map((change) => ({ change, rank: rankOf(change) }));
	ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
	const chosen = new Set(ranked.slice(0, size).map(({ change }) => change));
	return changes.filter((change) => chosen.has(change));
}

/** What notices each change of a room, counted; what nothing notices is printed as it is found. */
async function countRoom(changes: Change[], noticedBy: (change: Change) => Promise<string>) {
	const counts: Record<string, number> = {};
	for (const change of changes) {
		const by = await noticedBy(change);
		counts[by] = (counts[by] ?? 0) + 1;
		if (by !== UNNOTICED) continue;
		const { file, line, from, to } = change;
		progress.say(`  ${file}:${line}  ${oneLine(from)}  →  ${oneLine(to)}`);
	}
	return counts;
}

/**
 * `npm run mutation`: changes the code in one place at a time and tells which changes no test and
 * no type notices. `npm run mutation -- values text`: in these folders only. `--sample 200`: that
 * many places of each folder, the same ones every time. `--engine 5`: what the unit tests let pass
 * goes to at most five files of engine tests, which take seconds each; 0 leaves them out.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			sample: { type: 'string', default: 'Infinity' },
			engine: { type: 'string', default: '10' },
		},
	});
	const rooms = positionals.length > 0 ? positionals : ROOMS;
	// All of them, whichever are asked for: what the tests cover is then the same, and known.
	const { folder, changes } = await makeCopy(process.cwd(), ROOMS);
	const cache = join(process.cwd(), 'node_modules', '.cache', 'mutation');
	const unit = new Tests(folder, 'unit', cache);
	const engine = new Tests(folder, 'engine', cache);
	process.once('exit', () => {
		unit.end();
		engine.end();
		rmSync(folder, { recursive: true, force: true });
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
	const engineFiles = Number(values.engine);
	for (const [title, tests] of Object.entries({ unit, ...(engineFiles > 0 && { engine }) })) {
		const outcome = (left: string[]) => (left.length > 0 ? `without ${left.join(', ')}` : '');
		await progress.step(`The ${title} tests without a change`, () => tests.dryRun(), outcome);
	}
	const compiles = typeCheck(process.cwd());
	const noticedBy = async (change: Change) => {
		if (await unit.notice(change, Infinity)) return 'unit tests';
		if (!compiles(change)) return 'types';
		return (await engine.notice(change, engineFiles)) ? 'engine tests' : UNNOTICED;
	};
	for (const room of rooms) {
		const all = changes.filter(({ file }) => file.startsWith(`${room}/`));
		const sample = sampleOf(all, Number(values.sample));
		await progress.step(
			`${room}: ${sample.length} of ${all.length} changes`,
			() => countRoom(sample, noticedBy),
			({ [UNNOTICED]: missed = 0, ...noticed }) => {
				const parts = Object.entries(noticed).map(([by, count]) => `${count} by ${by}`);
				return `${percent(sample.length - missed, sample.length)} noticed (${parts.join(', ')})`;
			},
		);
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error instanceof Trouble ? error.text : error.stack}\n`);
		process.exit(1);
	},
);
