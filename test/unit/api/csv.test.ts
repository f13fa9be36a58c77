import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';

import { CsvReader } from '../../../nodes/EightByEightSmsEngage/api/csv';

function read(pieces: string[]): string[][] {
	const reader = new CsvReader();
	return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
}

/** A text cut at these places. */
const cut = (text: string, places: number[]): string[] => {
	const sorted = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort(
		(a, b) => a - b,
	);
	return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
};

const cell = fc.oneof(
	fc.string(),
	fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', ' ', '\uFEFF', '😀') }),
);
/** Two columns at least: a line that holds nothing is no row. */
const table = fc
	.integer({ min: 2, max: 5 })
	.chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));

test('whatever csv-stringify writes is read as it was, wherever it is cut', () => {
	fc.assert(
		fc.property(
			table,
			fc.array(fc.nat()),
			fc.constantFrom('\n', '\r\n', '\r'),
			fc.boolean(),
			fc.boolean(),
			(rows, places, record_delimiter, bom, quoted) => {
				// An unquoted mark at the very start is the file's own.
				fc.pre(bom || quoted || !rows[0]?.[0]?.startsWith('\uFEFF'));
				// By itself it quotes only the line breaks that it ends rows with.
				const quoted_match = /[\r\n]/;
				const text = stringify(rows, { record_delimiter, bom, quoted, quoted_match });
				expect(read(cut(text, places))).toEqual(rows);
			},
		),
		{ numRuns: 1_000 },
	);
});

test('any text at all ends, and its pieces give what the whole gives', () => {
	const outcome = (pieces: string[]) => {
		try {
			return read(pieces);
		} catch (error) {
			return String(error);
		}
	};
	const text = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', ' ', '\uFEFF') });
	fc.assert(
		fc.property(text, fc.array(fc.nat()), (whole, places) => {
			expect(outcome(cut(whole, places))).toEqual(outcome([whole]));
		}),
		{ numRuns: 1_000 },
	);
});

test.each<[string, string[][]]>([
	['', []],
	[
		'\uFEFFa,b\n1,2',
		[
			['a', 'b'],
			['1', '2'],
		],
	],
	[
		'a,b\r\n\r\n1,2\r\n',
		[
			['a', 'b'],
			['1', '2'],
		],
	],
	['a,"x ""y"", z\nnext"\n', [['a', 'x "y", z\nnext']]],
	['a,5" pipe\n', [['a', '5" pipe']]],
	[',\n', [['', '']]],
	['"a",""\n', [['a', '']]],
])('%j', (text, rows) => {
	expect(read([text])).toEqual(rows);
	expect(read([...text])).toEqual(rows);
});

test.each(['a,"b', 'a,"b""', '"'])('%j ends inside quotes', (text) => {
	expect(() => read([text])).toThrow('ends inside quotes');
});

test.each([
	['a quote that nothing closes', '"', 'x'.repeat(64_000)],
	['nothing but quotes', '"', '""'.repeat(32_000)],
	['commas without an end', '', ','.repeat(64_000)],
	['one cell without an end', '', 'x'.repeat(64_000)],
])('%s: no more is read than a few pieces', (_, first, piece) => {
	const reader = new CsvReader();
	reader.read(first);
	const readOn = () => {
		for (let pieces = 0; pieces < 100; pieces++) reader.read(piece);
	};
	expect(readOn).toThrow('A row has no end');
});

test('a long file of short rows is no long row', () => {
	const reader = new CsvReader();
	const rows = Array.from({ length: 100 }, () => reader.read('a,"b""c"\n'.repeat(2_000))).flat();
	expect(rows).toHaveLength(200_000);
	expect(rows.at(-1)).toEqual(['a', 'b"c']);
});
