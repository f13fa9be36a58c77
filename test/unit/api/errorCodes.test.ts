import type { INode } from 'n8n-workflow';

import { ERROR_CODES, plainWords } from '../../../nodes/EightByEightSmsEngage/api/errorCodes';
import { nodeError } from '../../../nodes/EightByEightSmsEngage/n8n/failure';
import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { rows } from './errorsPage';

const codes = Object.entries(ERROR_CODES);

/** 8x8's list. */
const DOCUMENTED = [
	1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1014, 1100, 1200,
	1201, 1300, 1400, 2000, 2001, 2002, 2003, 3001, 3002, 3003, 3004, 3005, 3006, 3007, 3008, 3009,
	3010, 3011, 3012, 3013, 3014, 3018, 3020, 3030, 4018,
];

test("every code of 8x8's has words", () => {
	expect(Object.keys(ERROR_CODES).map(Number)).toEqual(DOCUMENTED);
	for (const [, { message, description }] of codes) {
		expect(message.length).toBeGreaterThan(15);
		expect(description).toMatch(/\.$/);
	}
});

test('the page lists every code with its words, and no other', () => {
	expect(rows.filter(([first]) => /^\d{4}$/.test(first!))).toEqual(
		codes.map(([code, { message, description }]) => [code, message, description]),
	);
});

test.each([
	['401', 401],
	['403', 403],
	['404', 404],
	['407', 407],
	['408', 408],
	['410', 410],
	['413', 413],
	['426', 426],
	['429', 429],
	['other 4xx', 418],
	['5xx', 503],
])('the page lists the status %s', (name, status) => {
	const { message, description } = plainWords(status, 99_999);
	expect(rows.filter(([first]) => first === name)).toEqual([[name, message, description]]);
});

test.each([
	['403 without a code', 403],
	['404 without a code', 404],
])('the page lists a %s, which is not from 8x8', (name, status) => {
	const { message, description } = plainWords(status, undefined);
	expect(plainWords(status, 99_999).message).not.toBe(message);
	expect(rows.filter(([first]) => first === name)).toEqual([[name, message, description]]);
});

/** Every field of the node as the editor names it. */
const FIELDS = new Set(
	new EightByEightSmsEngage().description.properties.flatMap(({ displayName, options }) => [
		displayName,
		...(options ?? []).map((option) => ('displayName' in option ? option.displayName : '')),
	]),
);

test.each(codes)('%s names fields as the editor does', (_, { message, description }) => {
	const named = [...`${message} ${description}`.matchAll(/'([^']+)'/g)].map(([, name]) => name!);
	expect(named.filter((name) => !FIELDS.has(name))).toEqual([]);
});

test('no text for users speaks of errors, problems or failures', () => {
	const statuses = [401, 403, 404, 407, 408, 410, 413, 418, 426, 429, 500, 503];
	const words = [
		...codes.map(([, known]) => known),
		...statuses.flatMap((status) => [plainWords(status, undefined), plainWords(status, 99_999)]),
	];
	for (const { message, description } of words) {
		expect(`${message} ${description}`).not.toMatch(/\b(error|fail|problem)/i);
	}
});

describe("n8n's own words replace none of ours", () => {
	const node = { name: 'Survey', type: 'x', typeVersion: 1 } as INode;
	const failures = [
		...codes.flatMap(([code, words]) => [
			{ ...words, httpStatus: 400, code: Number(code) },
			{ ...words, httpStatus: 503 },
			words,
		]),
		{ message: 'Placeholder {ECONNRESET} and {etimedout} have no value', description: 'x' },
		{ message: 'Survey ENOENT not found', description: 'x', httpStatus: 404 },
	];

	test.each(failures)('$message', (failure) => {
		const error = nodeError(node, failure, 3);
		expect(error.message).toBe(failure.message);
		expect(error.description).toBe(failure.description);
		expect(error.context.itemIndex).toBe(3);
	});
});
