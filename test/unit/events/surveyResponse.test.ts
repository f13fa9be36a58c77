import type { IDataObject } from 'n8n-workflow';

import { recogniseEvent, simplifiedItem } from '../../../nodes/EightByEightSmsEngage/events';
import { limitBody } from '../../../nodes/EightByEightSmsEngage/events/limitBody';
import type { Fields } from '../../../nodes/EightByEightSmsEngage/values/record';
import type { ItemOptions } from '../../../nodes/EightByEightSmsEngage/events/event';
import { RESPONSE_FIELDS } from '../../../nodes/EightByEightSmsEngage/events/surveyResponse.event';
import { surveyResponseBody } from '../../support/webhookContext';

function item(body: Fields, options: Partial<ItemOptions> = {}): IDataObject {
	const event = recogniseEvent(limitBody(body));
	if (event === undefined) throw new Error('not recognised');
	return simplifiedItem(event, {
		answersKeyedBy: 'question',
		scoreQuestion: '',
		scoreType: 'nps',
		optOutKeywords: [],
		...options,
	});
}
const answersTo = (...questions: unknown[]) =>
	item({ answers: questions.map((question, n) => ({ question, answer: n })) }).answers;

test('simplifies 8x8’s own example', () => {
	const { answers } = surveyResponseBody();
	expect(item(surveyResponseBody())).toStrictEqual({
		event: 'surveyResponse',
		answers: {
			'Dear , Order was found as a duplication, please confirm below or your order will be cancelled':
				'Cancel Now',
			'Full Name': 'John',
			'Do you confirm your response?': 'Yes',
		},
		variables: { firstname: 'John', order_nr: '1010101' },
		umid: '84e7ee9a-5c41-e811-814c-020897df5459',
		surveyId: 'test-surveyid',
		submittedAt: '2018-04-16T10:00:14Z',
		startedAt: '2018-04-16T09:59:48Z',
		responses: answers,
	});
});

test('has its fields in the order in which people look for them, and at most ten with resumed', () => {
	const names = Object.keys(item(surveyResponseBody(), { scoreQuestion: '16' }));
	expect(names).toEqual(RESPONSE_FIELDS);
	expect(names).toHaveLength(9);
});

test('keys the answers by question id on request', () => {
	const { answers } = item(surveyResponseBody(), { answersKeyedBy: 'questionId' });
	expect(answers).toStrictEqual({ 3: 'Cancel Now', 16: 'John', 4: 'Yes' });
});

describe('questions as keys', () => {
	test.each([
		['<b>Full</b> Name', 'Full Name'],
		['Do<b>n’t</b> you?', 'Don’t you?'],
		['<p>How</p><p>was it?</p>', 'How was it?'],
		['a<br>b<BR/>c', 'a b c'],
		['<div class="x" data-y=\'1\'>Hi</div><!-- no -->', 'Hi'],
		['  two\r\n\t lines ', 'two lines'],
		['[url(\'A\')]Hi[url("B")] there', 'Hi there'],
		['Is 3 < 5 and 7 > 6?', 'Is 3 < 5 and 7 > 6?'],
		['Q&amp;A &lt;b&gt; &#39;x&#x27;&nbsp;&quot;', "Q&A <b> 'x' \""],
		['&unknown; &rsquo;&agrave;&hellip;', '&unknown; ’à…'],
		['&#146;&#x80;&#150;&#39', "’€–'"],
		['&#0;&#xD800;&#9999999;', '\ufffd\ufffd\ufffd'],
		['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
		['0 (0 <- not at all, 10 -> very)', '0 (0 <- not at all, 10 -> very)'],
		['a <3 b, c>d', 'a <3 b, c>d'],
		['a<!-- x > y -->b<!doctype html>c', 'a b c'],
		['<o:p>a</o:p>', 'a'],
		['<a title="1 > 0" href = \'x>y\'>How</a> <img alt="a>b" />likely?', 'How likely?'],
		["<b it's>It's</b> <a href=\"x>so</a> > that", "It's so > that"],
		["[question('value'), id='3']: why?", ': why?'],
		['[contact("first name")], why?', ', why?'],
		['[url(&quot;A&quot;)]Hi [other(1)]', 'Hi [other(1)]'],
	])('%j becomes %j', (question, key) => {
		expect(answersTo(question)).toStrictEqual({ [key]: 0 });
	});

	test('numbers equal ones of different questions, and those that look numbered', () => {
		const questions = ['Q', '<b>Q</b>', 'Q (2)', 'Q', 'Q (2)'];
		const answers = questions.map((question, questionId) => ({
			questionId,
			question,
			answer: questionId,
		}));
		expect(item({ answers }).answers).toStrictEqual({
			Q: 0,
			'Q (2)': 1,
			'Q (2) (2)': 2,
			'Q (3)': 3,
			'Q (2) (3)': 4,
		});
	});

	test('gives a list for a question of several choices', () => {
		const chosen = (answer: unknown) => ({ questionId: 5, question: 'Which?', answer });
		const answers = [chosen('A'), { questionId: 6, question: 'Other', answer: 'x' }, chosen('B')];
		expect(item({ answers }).answers).toStrictEqual({ 'Which?': ['A', 'B'], Other: 'x' });
		expect(item({ answers }, { answersKeyedBy: 'questionId' }).answers).toStrictEqual({
			5: ['A', 'B'],
			6: 'x',
		});
		expect(answersTo('Q', '<b>Q</b>')).toStrictEqual({ Q: [0, 1] });
	});

	test('keeps the rows of a grid apart, which share an ID', () => {
		const answers = ['Speed', 'Price'].map((question) => ({ questionId: 5, question, answer: 1 }));
		expect(item({ answers }).answers).toStrictEqual({ Speed: 1, Price: 1 });
		const byId = item({ answers }, { answersKeyedBy: 'questionId' }).answers;
		expect(byId).toStrictEqual({ 5: 1, '5 (2)': 1 });
	});

	test('falls back to the id, then to a word', () => {
		const answers = [
			{ questionId: 5, question: '<br>', answer: 'a' },
			{ answer: 'b' },
			{ answer: 'c' },
			{ question: 7, answer: 'd' },
		];
		expect(item({ answers }).answers).toStrictEqual({
			...{ 5: 'a', 7: 'd' },
			...{ Question: 'b', 'Question (2)': 'c' },
		});
	});
});

describe('names that JavaScript uses itself', () => {
	const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

	test.each(names)('%s is a variable and a question like any other', (name) => {
		const { variables, answers } = item({
			templateVariables: [{ name, value: { polluted: true } }],
			answers: [
				{ question: name, answer: { polluted: true } },
				{ question: name, answer: 2 },
			],
		});
		expect(Object.entries(variables as object)).toEqual([[name, { polluted: true }]]);
		expect(Object.entries(answers as object)).toEqual([[name, [{ polluted: true }, 2]]]);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

describe('what is missing or malformed', () => {
	test.each([null, undefined, 'text', 5, {}, []])('answers and variables %j', (value) => {
		const body = { answers: value, templateVariables: value, surveySubmittedAt: null };
		expect(item(body)).toMatchObject({ answers: {}, variables: {}, responses: [] });
	});

	test('loses no entry beside a malformed one', () => {
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

	test.each([
		undefined,
		null,
		'',
		'yesterday',
		'16/04/2018',
		'2018-02-30T00:00:00Z',
		1523872788,
		{},
	])('the date %j is null', (date) => {
		const body = surveyResponseBody({ surveyStartedAt: date as string });
		expect(item(body)).toMatchObject({
			startedAt: null,
			submittedAt: '2018-04-16T10:00:14Z',
		});
	});

	test.each([
		'2018-04-16T09:59:48.1234567Z',
		'2018-04-16 09:59:48Z',
		'2018-04-16T17:59:48+08:00',
		'2018-04-16T09:59:48',
	])('the date %s is read', (surveyStartedAt) => {
		expect(item(surveyResponseBody({ surveyStartedAt })).startedAt).toBe(surveyStartedAt);
	});

	test.each([[[{ name: 'a', value: 1 }]], [[{ Name: 'a', VALUE: 1 }]], [{ a: 1 }], [[{ a: 1 }]]])(
		'the variables %j are read',
		(templateVariables) => {
			expect(item({ answers: [], templateVariables }).variables).toStrictEqual({ a: 1 });
		},
	);

	test.each([
		[JSON.stringify([{ name: 'a', value: 1 }]), { a: 1 }],
		[' {"a":1}', { a: 1 }],
		['[{"name":"a"', {}],
		['text', {}],
		[[{ name: 'Ann', ticket: 'T-1' }], { name: 'Ann', ticket: 'T-1' }],
		[{ name: 'Ann' }, { name: 'Ann' }],
		[[{ name: 'a', value: 1, type: 'text' }], { a: 1 }],
		[
			[
				{ name: 'a', value: 1 },
				{ name: 'a', value: 2 },
				{ name: 'a', value: 1 },
			],
			{ a: [1, 2] },
		],
	])('the variables %j give %j', (templateVariables, expected) => {
		expect(item({ answers: [], templateVariables }).variables).toStrictEqual(expected);
	});

	test('answers that came as JSON text, without their list or in another case are read', () => {
		const entry = { questionId: '1', question: 'Q', answerId: null, answer: 'A' };
		const spelt = { QUESTIONID: '1', Question: 'Q', answerid: null, Answer: 'A' };
		for (const answers of [JSON.stringify([entry]), entry, [spelt], JSON.stringify(spelt)]) {
			expect(item({ answers })).toMatchObject({ answers: { Q: 'A' }, responses: [entry] });
		}
		expect(item({ ANSWERS: [entry], Umid: 'u' })).toMatchObject({ answers: { Q: 'A' }, umid: 'u' });
	});
});
