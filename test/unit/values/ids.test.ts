import fc from 'fast-check';

import { optionalText } from '../../../nodes/EightByEightSmsEngage/values/given';
import {
	readClientBatchId,
	readClientMessageId,
	readSenderId,
	readSubAccountId,
	readSurveyId,
} from '../../../nodes/EightByEightSmsEngage/values/ids';
import { readCallbackUrl } from '../../../nodes/EightByEightSmsEngage/values/webAddress';
import { failure } from '../failure';

const READERS: Array<[string, (value: unknown) => string | undefined]> = [
	['Survey ID', readSurveyId],
	['Subaccount ID', (value) => readSubAccountId(value, 'demo_1')],
	['Sender ID', readSenderId],
	['Client Message ID', readClientMessageId],
	['Client Batch ID', readClientBatchId],
	['Delivery Receipt URL', readCallbackUrl],
];

describe.each(READERS)('%s', (field, read) => {
	test.each([
		[{ id: 1 }, 'is an object'],
		[new Date(0), 'is an object'],
		[Object.create(null), 'is an object'],
		[() => 'x', 'is an object'],
		[[], 'is a list'],
		[['ticket-1'], 'is a list'],
		[true, 'is true'],
		[false, 'is false'],
		[NaN, 'is NaN'],
		[Infinity, 'is Infinity'],
		[2 ** 53, 'too large'],
		[1e21, 'too large'],
		['ticket-[object Object]', 'holds an object'],
	])('%p is refused by name', (value, reason) => {
		const error = failure(() => read(value));
		expect(error.field).toBe(field);
		expect(error.message).toContain(`'${field}' ${reason.startsWith('too') ? 'is' : reason}`);
		expect(error.message).toContain(reason);
		expect(error.description).toContain(field);
	});
});

test('code that n8n does not fill in, since the field is no expression, is no ID', () => {
	for (const [field, read] of READERS.filter(([name]) => !/^Sub|URL$/.test(name))) {
		const error = failure(() => read('{{$json.x}}'));
		expect(error.message).toContain(`'${field}' is not an expression`);
		expect(error.field).toBe(field);
		expect(error.description).toBe(`Switch '${field}' from Fixed to Expression.`);
		for (const plain of ['{{x}} {$json.x}', '{{in $US}}', '{{x $json.x', '{{x}} $now }}']) {
			expect(read(plain)).toBe(plain);
		}
	}
});

test('a text or a number is its text without the blanks at its ends; blanks are nothing', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.maxSafeInteger(), fc.bigInt()), (value) => {
			const text = String(value).trim();
			expect(optionalText(value, 'Sender ID')).toBe(text === '' ? undefined : text);
		}),
	);
	for (const empty of [undefined, null, '', ' \n\u00a0']) {
		expect(optionalText(empty, 'Sender ID')).toBeUndefined();
	}
});

test.each([undefined, null, '', '  '])('an empty survey ID is refused: %j', (value) => {
	expect(failure(() => readSurveyId(value)).message).toBe("'Survey ID' is empty");
});

test.each(['.', '..', ' .. '])('%j is not a survey ID: it would change the address', (value) => {
	expect(failure(() => readSurveyId(value)).message).toContain('not an ID');
});

test.each(['...', '.a', 'a..b', 'nps/../x', 4711])('%j is a survey ID', (value) => {
	expect(readSurveyId(value)).toBe(String(value));
});

test('as long as 8x8 takes it', () => {
	expect(readSenderId('x'.repeat(16))).toHaveLength(16);
	expect(readClientMessageId('x'.repeat(350))).toHaveLength(350);
	expect(readClientBatchId('x'.repeat(20))).toHaveLength(20);
	expect(() => readClientBatchId('x'.repeat(21))).toThrow(
		"'Client Batch ID' has 21 characters, and 8x8 takes at most 20",
	);
});

test.each([
	[undefined, ' demo_1 ', 'demo_1'],
	['own-1', 'demo_1', 'own-1'],
	['', 'A.b_c&d-9', 'A.b_c&d-9'],
])('subaccount %j, else %j', (own, ofCredential, expected) => {
	expect(readSubAccountId(own, ofCredential)).toBe(expected);
});

test.each(['ab', '...', 'a/b/c', 'x'.repeat(51), 'é'.repeat(5)])(
	'%j is not a subaccount ID',
	(subAccountId) => {
		expect(() => readSubAccountId(subAccountId, '')).toThrow('is not a valid subaccount ID');
	},
);

test('no subaccount at all', () => {
	expect(() => readSubAccountId('', ' ')).toThrow("'Subaccount ID' is empty");
});

test('an address of 100,000 characters is read in a moment', () => {
	const started = Date.now();
	for (const end of ['', ' ', '\n']) {
		for (const piece of ['a', '.', '/', '@']) {
			try {
				readCallbackUrl(`https://${piece.repeat(100_000)}${end}b`);
			} catch {
				// Whether it is one does not matter here.
			}
		}
	}
	expect(Date.now() - started).toBeLessThan(5_000);
});
