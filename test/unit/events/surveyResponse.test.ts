import type { IDataObject } from 'n8n-workflow';

import { recogniseEvent, simplifiedItem } from '../../../nodes/EightByEightSmsEngage/events';
import type { Fields } from '../../../nodes/EightByEightSmsEngage/values/record';
import type { ItemOptions } from '../../../nodes/EightByEightSmsEngage/events/event';
import { surveyResponseBody } from '../../support/webhookContext';

function item(body: Fields, options: Partial<ItemOptions> = {}): IDataObject {
	const event = recogniseEvent(body);
	if (event === undefined) throw new Error('not recognised');
	return simplifiedItem(event, {
		answersKeyedBy: 'question',
		scoreQuestion: '',
		scoreType: 'nps',
		...options,
	});
}
const answersTo = (...questions: unknown[]) =>
	item({ answers: questions.map((question, n) => ({ question, answer: n })) }).answers;

it('simplifies 8x8’s own example', () => {
	const { answers } = surveyResponseBody();
	expect(item(surveyResponseBody())).toStrictEqual({
		event: 'surveyResponse',
		umid: '84e7ee9a-5c41-e811-814c-020897df5459',
		surveyId: 'test-surveyid',
		startedAt: '2018-04-16T09:59:48Z',
		submittedAt: '2018-04-16T10:00:14Z',
		durationSeconds: 26,
		variables: { firstname: 'John', order_nr: '1010101' },
		answers: {
			'Dear , Order was found as a duplication, please confirm below or your order will be cancelled':
				'Cancel Now',
			'Full Name': 'John',
			'Do you confirm your response?': 'Yes',
		},
		responses: answers,
	});
});

it('keys the answers by question id on request', () => {
	const { answers } = item(surveyResponseBody(), { answersKeyedBy: 'questionId' });
	expect(answers).toStrictEqual({ 3: 'Cancel Now', 16: 'John', 4: 'Yes' });
});

describe('questions as keys', () => {
	it.each([
		['<b>Full</b> Name', 'Full Name'],
		['Do<b>n’t</b> you?', 'Don’t you?'],
		['<p>How</p><p>was it?</p>', 'How was it?'],
		['a<br>b<BR/>c', 'a b c'],
		['<div class="x" data-y=\'1\'>Hi</div><!-- no -->', 'Hi'],
		['  two\r\n\t lines ', 'two lines'],
		['[url(\'A\')]Hi[url("B")] there', 'Hi there'],
		['Is 3 < 5 and 7 > 6?', 'Is 3 < 5 and 7 > 6?'],
		['Q&amp;A &lt;b&gt; &#39;x&#x27;&nbsp;&quot;', "Q&A <b> 'x' \""],
		['&unknown; &#9999999;', '&unknown; &#9999999;'],
	])('%j becomes %j', (question, key) => {
		expect(answersTo(question)).toStrictEqual({ [key]: 0 });
	});

	it('numbers equal ones, and those that look numbered', () => {
		expect(answersTo('Q', '<b>Q</b>', 'Q (2)', 'Q', 'Q (2)')).toStrictEqual({
			Q: 0,
			'Q (2)': 1,
			'Q (2) (2)': 2,
			'Q (3)': 3,
			'Q (2) (3)': 4,
		});
	});

	it('falls back to the id, then to a word', () => {
		const answers = [
			{ questionId: 5, question: '<br>', answer: 'a' },
			{ answer: 'b' },
			{ question: 7, answer: 'c' },
		];
		expect(item({ answers }).answers).toStrictEqual({ 5: 'a', Question: 'b', 'Question (2)': 'c' });
	});

	it.each(['<a', '<!--', '[url(', '&#', '<', ' '])(
		'takes no time over %j a million times',
		(text) => {
			const start = Date.now();
			answersTo(text.repeat(1_000_000));
			expect(Date.now() - start).toBeLessThan(20_000);
		},
	);

	it('takes no time over 100,000 equal ones', () => {
		const start = Date.now();
		const answers = answersTo(...Array<string>(100_000).fill('Q'));
		expect(Object.keys(answers as object)).toHaveLength(100_000);
		expect(Date.now() - start).toBeLessThan(20_000);
	});
});

describe('names that JavaScript uses itself', () => {
	const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

	it.each(names)('%s is a variable and a question like any other', (name) => {
		const { variables, answers } = item({
			templateVariables: [{ name, value: { polluted: true } }],
			answers: [
				{ question: name, answer: { polluted: true } },
				{ question: name, answer: 2 },
			],
		});
		expect(Object.entries(variables as object)).toEqual([[name, { polluted: true }]]);
		expect(Object.keys(answers as object)).toEqual([name, `${name} (2)`]);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

describe('what is missing or malformed', () => {
	it.each([null, undefined, 'text', 5, {}, []])('answers and variables %j', (value) => {
		const body = { answers: value, templateVariables: value, surveySubmittedAt: null };
		expect(item(body)).toMatchObject({ answers: {}, variables: {}, responses: [] });
	});

	it('loses no entry beside a malformed one', () => {
		const { variables, answers, responses } = item({
			templateVariables: [null, 1, [], {}, { name: {} }, { name: 'a' }, { name: 7, value: 'b' }],
			answers: [null, 'x', [], { question: 'Q', answer: null }, { question: 'R', answer: [1] }],
		});
		expect(variables).toStrictEqual({ a: null, 7: 'b' });
		expect(answers).toStrictEqual({ Q: null, R: [1] });
		expect(responses).toStrictEqual([
			{ questionId: null, question: 'Q', answerId: null, answer: null },
			{ questionId: null, question: 'R', answerId: null, answer: [1] },
		]);
	});

	it.each([undefined, null, '', 'yesterday', '16/04/2018', '2018-02-30T00:00:00Z', 1523872788, {}])(
		'the date %j is null',
		(date) => {
			const body = surveyResponseBody({ surveyStartedAt: date as string });
			expect(item(body)).toMatchObject({
				startedAt: null,
				submittedAt: '2018-04-16T10:00:14Z',
				durationSeconds: null,
			});
		},
	);

	it.each([
		['2018-04-16T09:59:48.1234567Z', 26],
		['2018-04-16 09:59:48Z', 26],
		['2018-04-16T17:59:48+08:00', 26],
		['2018-04-16T09:59:48', 26],
	])('the date %s is read', (surveyStartedAt, durationSeconds) => {
		const simplified = item(surveyResponseBody({ surveyStartedAt }));
		expect(simplified).toMatchObject({ startedAt: surveyStartedAt, durationSeconds });
	});
});
