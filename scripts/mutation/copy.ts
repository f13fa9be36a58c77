/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';

/** The folder whose code is changed. */
export const HOUSE = join('nodes', 'EightByEightSmsEngage');

/** One change to the code. */
export interface Change {
	id: string;
	/** Below HOUSE. */
	file: string;
	line: number;
	/** What stands there, and what would stand there instead. */
	from: string;
	to: string;
	/** The whole file with this change. */
	text: string;
}

const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', '.git', 'report']);

/** Sorted, with their folders below `folder`; none where it is missing. */
export const filesBelow = (folder: string): string[] =>
	existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : [];

/**
 * Copies a repository to where all its changes can be switched on one by one: a changed place
 * asks the global `__stryker__` which change is active.
 *
 * @param rooms the folders below HOUSE to change
 */
export async function makeCopy(repository: string, rooms: readonly string[]) {
	const { Instrumenter } = await import('@stryker-mutator/instrumenter');
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mutation-')));
	const filter = (path: string) => !LEFT_OUT.has(basename(path));
	cpSync(repository, folder, { recursive: true, filter });
	symlinkSync(realpathSync(join(repository, 'node_modules')), join(folder, 'node_modules'));

	const house = join(folder, HOUSE);
	const files = filesBelow(house)
		.filter((file) => file.endsWith('.ts') && rooms.includes(file.split('/')[0]!))
		.map((name) => ({ name, mutate: true, content: readFileSync(join(house, name), 'utf8') }));
	const quiet = { debug() {}, info() {}, isDebugEnabled: () => false };
	const options = { plugins: null, excludedMutations: [], ignorers: [] };
	const instrumented = await new Instrumenter(quiet as never).instrument(files, options);
	const broken = instrumented.mutants.filter(({ replacement }) => isBrokenRegExp(replacement));
	for (const { name, content } of instrumented.files) {
		const ofFile = broken.filter(({ fileName }) => fileName === name);
		const whole = ofFile.reduce(
			(text, { replacement }) => text.replaceAll(replacement, '/x/'),
			content,
		);
		writeFileSync(join(house, name), whole);
	}

	const texts = new Map(files.map(({ name, content }) => [name, content]));
	const mutants = instrumented.mutants.filter((mutant) => !broken.includes(mutant));
	const changes = mutants.map(({ id, fileName, location, replacement }): Change => {
		const text = texts.get(fileName)!;
		const [start, end] = [offset(text, location.start), offset(text, location.end)];
		return {
			id,
			file: fileName,
			line: location.start.line + 1,
			from: text.slice(start, end),
			to: replacement,
			text: text.slice(0, start) + replacement + text.slice(end),
		};
	});
	return { folder, changes };
}

/** Stryker knows no flags: `/\V/u` is no regular expression, and no file that holds it can be loaded. */
function isBrokenRegExp(code: string): boolean {
	if (!code.startsWith('/')) return false;
	try {
		new Script(code);
		return false;
	} catch {
		return true;
	}
}

/** @param line and column from 0 */
function offset(text: string, { line, column }: { line: number; column: number }): number {
	const before = text.split('\n').slice(0, line);
	return before.join('\n').length + (line > 0 ? 1 : 0) + column;
}
