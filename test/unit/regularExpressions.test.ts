/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
// Loaded here, so that only the package's own modules are left to load below.
import 'luxon';
import 'n8n-workflow';

import { timed } from '../support/processorTime';
import type * as notOneNumber from '../../nodes/EightByEightSmsEngage/values/notOneNumber';
import type * as phoneNumbers from '../../nodes/EightByEightSmsEngage/values/phoneNumber';

const root = join(__dirname, '../..');
const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

const CHARACTERS = 20_000;
const PARTS = 10;
/** For what is no longer than `LONGEST`, and for a whole phone number of any length. */
const MILLISECONDS = 100;
/** What these see is cut at `LONGEST` characters before. */
const PHONE_NUMBER =
	/values\/(notOneNumber|numberParts|phoneNumber|phoneNumberText|spreadsheet)\.ts$/;

interface Found {
	file: string;
	expression: RegExp;
}

function literalsIn(file: string): Found[] {
	const text = readFileSync(join(root, file), 'utf8');
	const found: Found[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			const expression = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
			found.push({ file, expression });
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
	return found;
}

/** Those that a module makes when it is loaded. */
function constructed(): Found[] {
	const found: Found[] = [];
	const native = RegExp;
	globalThis.RegExp = new Proxy(native, {
		construct(target, given: [string, string?]) {
			const expression = new target(...given);
			const caller = (new Error().stack ?? '').split('\n')[2] ?? '';
			const by = /\/((?:nodes|credentials)\/[^:]+\.ts)/.exec(caller)?.[1];
			if (by !== undefined) found.push({ file: by, expression });
			return expression;
		},
	});
	try {
		for (const file of files) jest.requireActual(join(root, file));
	} finally {
		globalThis.RegExp = native;
	}
	return found;
}

const COMMON = [...' \n07aE_-.,:/\\{}<>()[]"+*#=&%@;\'\u00e9\u0301\u200b\u0660\uff0c\u{1f600}'];

/** Texts of an expression's own kind: its words and marks, over and over, and then what does not fit. */
function textsFor({ source }: RegExp): Array<(length: number) => string> {
	const words = source.replace(/\\[a-zA-Z]/g, ' ').match(/[\p{L}$]{2,}|[^\s\p{L}\d]/gu) ?? [];
	const own = [...new Set(words)];
	const many = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));
	return [...new Set([...own, ...COMMON])].flatMap((piece) => [
		...['', '\u0001', 'x'].map((end) => (length: number) => many(piece, length) + end),
		...own.map((word) => (length: number) => word + many(piece, length)),
		...own.map((word) => (length: number) => many(word + piece, length)),
		...['1', '{{', '<a', '2026-01-01'].map(
			(start) => (length: number) => `${start}${many(piece, length)}\u0001`,
		),
	]);
}

function searched(expression: RegExp, text: string): number {
	const all = new RegExp(expression.source, [...new Set([...expression.flags, 'g'])].join(''));
	const [, ms] = timed(() => [expression.exec(text), text.replace(all, '')]);
	return ms;
}

const fastest = (expression: RegExp, text: string) =>
	Math.min(...[1, 2, 3].map(() => searched(expression, text)));

/** Whether ten times the text takes far more than ten times as long, however fast the machine is. */
function growsFaster(expression: RegExp, text: (length: number) => string): boolean {
	const [part, whole] = [text(CHARACTERS / PARTS), text(CHARACTERS)];
	// A hundred times this is time that somebody would notice; most take far less.
	if (searched(expression, part) < 0.5) return false;
	return fastest(expression, whole) > 3 * PARTS * Math.max(0.5, fastest(expression, part));
}

const literals = files.flatMap(literalsIn);
const made = constructed();
const values = join(root, 'nodes/EightByEightSmsEngage/values');
const { LONGEST } = jest.requireActual<typeof notOneNumber>(`${values}/notOneNumber`);
const { phoneNumber } = jest.requireActual<typeof phoneNumbers>(`${values}/phoneNumber`);

test('all are looked at', () => {
	expect(literals.length).toBeGreaterThan(100);
	for (const name of ['resume/n8nResume', 'values/notOneNumber', 'values/times']) {
		expect(made.map(({ file }) => file)).toContain(`nodes/EightByEightSmsEngage/${name}.ts`);
	}
});

test.each([
	[/a+b/, 'a', true],
	[/a+/, 'a', false],
	[/\p{Nd}+|\p{L}+/gu, '\u{1f600}', false],
])('%s over %j takes longer than its text grows: %j', (expression, piece, grows) => {
	expect(growsFaster(expression, (length) => piece.repeat(length))).toBe(grows);
});

test('no expression takes longer than its text grows', () => {
	const slow: string[] = [];
	for (const { file, expression } of [...literals, ...made]) {
		const isSlow = PHONE_NUMBER.test(file)
			? (text: (length: number) => string) => fastest(expression, text(LONGEST)) > MILLISECONDS
			: (text: (length: number) => string) => growsFaster(expression, text);
		const found = textsFor(expression).find(isSlow);
		if (found !== undefined) slow.push(`${file} ${String(expression)} ${found(20)}`);
	}
	expect(slow).toEqual([]);
});

test('a phone number of any length is refused at once', () => {
	for (const piece of COMMON) {
		for (const start of ['', '+6591234567', '9']) {
			const text = `${start}${piece.repeat(5 * CHARACTERS)}!`;
			const refuse = () => expect(() => phoneNumber(text, 'SG')).toThrow(/'Phone Number'/);
			expect(Math.min(timed(refuse)[1], timed(refuse)[1])).toBeLessThan(MILLISECONDS);
		}
	}
});
