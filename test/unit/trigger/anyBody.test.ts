/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';
import { isDeepStrictEqual } from 'util';

import { ActiveTrigger, EVENTS } from '../../support/webhookContext';
import type * as quickly from './quickly';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quickly>('./quickly').withoutSleep());

const answering = (statusCode: number, body: unknown) => ({ statusCode, body, headers: {} });

const json = fc.jsonValue({ maxDepth: 4 });
const name = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'n8nResume', 'Q', '<b>Q</b>', ''),
	json,
);
const entry = (...keys: string[]) =>
	fc.oneof(
		json,
		fc.record(Object.fromEntries(keys.map((key) => [key, name])), { requiredKeys: [] }),
	);
const list = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof(json, fc.array(arbitrary));
const maybe = (fields: Record<string, fc.Arbitrary<unknown>>) =>
	fc.record(fields, { requiredKeys: [] });

const date = fc.oneof(
	json,
	fc.date({ noInvalidDate: true }).map((moment) => moment.toISOString()),
);

const response = maybe({
	umid: json,
	surveyId: json,
	surveyStartedAt: date,
	surveySubmittedAt: date,
	templateVariables: list(entry('name', 'value')),
	answers: list(entry('questionId', 'question', 'answerId', 'answer')),
	__proto__: json,
	event: json,
});
const envelope = maybe({
	namespace: fc.oneof(fc.constant('SMS'), json),
	eventType: fc.oneof(
		fc.constantFrom(
			'outbound_message_status_changed',
			'short_url_clicked',
			'inbound_message_received',
		),
		json,
	),
	payload: fc.oneof(
		json,
		maybe({ umid: json, status: fc.oneof(json, maybe({ state: json })), price: json }),
	),
});
const body = fc.oneof(json, response, envelope, fc.record({ root: fc.oneof(json, envelope) }));

const parameters = fc.record({
	events: fc.subarray(EVENTS),
	filters: maybe({
		surveyIds: fc.string(),
		subAccountIds: fc.string(),
		states: fc.array(fc.string()),
	}),
	options: maybe({
		simplify: fc.boolean(),
		skipDuplicates: fc.boolean(),
		resumeWaiting: fc.boolean(),
		answersKeyedBy: fc.constantFrom('question', 'questionId'),
		scoreQuestion: fc.oneof(fc.constant('Q'), fc.string()),
		scoreType: fc.constantFrom('nps', 'csat', 'ces'),
	}),
});
const outcome = fc.oneof(
	fc.record({ statusCode: fc.integer({ min: 200, max: 599 }), body: json }),
	fc.constant(undefined),
);

test('every body has an answer of the table, and only an event an item that JSON can carry', async () => {
	await fc.assert(
		fc.asyncProperty(body, parameters, outcome, async (posted, given, waiting) => {
			const trigger = new ActiveTrigger({
				parameters: given,
				httpRequest: async () => {
					if (waiting === undefined) throw new Error('connect ECONNREFUSED');
					return await Promise.resolve(answering(waiting.statusCode, waiting.body));
				},
			});
			// As n8n would have parsed it.
			const parsed: unknown = JSON.parse(JSON.stringify(posted));
			const { status } = await trigger.post(parsed);

			const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
			const isEmpty = !isObject || Object.keys(parsed as object).length === 0;
			expect([200, 400]).toContain(status);
			expect(status === 400).toBe(isEmpty);
			if (status !== 200) expect(trigger.items).toEqual([]);
			for (const { json: item } of trigger.items) {
				expect(given.events).toContain(item.event);
				expect(isDeepStrictEqual(JSON.parse(JSON.stringify(item)), item)).toBe(true);
			}
			expect(Object.keys(Object.prototype)).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});

test('n8nResume is in no item, whatever stands around it', async () => {
	const token = '12.n8nSignature.0123456789abcdefghijkl';
	const names = fc.constantFrom('n8nResume', 'n8nresume', ' N8NRESUME ', 'n8n\u200bResume');
	const carrier = fc.oneof(
		names.map((name) => ({ name, value: token })),
		names.map((name) => ({ Name: name, Value: token })),
		names.map((name) => ({ [name]: token })),
	);
	const variables = fc.array(fc.oneof(entry('value'), carrier), { maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(variables, carrier, fc.boolean(), async (templateVariables, own, simplify) => {
			const trigger = new ActiveTrigger({
				parameters: { options: { simplify } },
				httpRequest: async () => await Promise.resolve(answering(200, { resumed: true })),
			});
			await trigger.post({
				umid: 'u',
				answers: [],
				templateVariables: [...templateVariables, own],
			});
			expect(trigger.requests).toHaveLength(1);
			const text = JSON.stringify([trigger.items, trigger.requests[0]?.body]);
			expect(text).not.toContain('n8nSignature');
		}),
		{ numRuns: 500 },
	);
});

describe('a body that is nested very deeply', () => {
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

	test.each([490, 5_000, 1_000_000])('%d levels: comes, and JSON can carry it', async (levels) => {
		for (const simplify of [true, false]) {
			const trigger = new ActiveTrigger({ parameters: { options: { simplify } } });
			const text = `{"umid":"u","answers":[{"question":"Q","answer":${nested(levels)}}]}`;
			expect((await trigger.post(JSON.parse(text))).status).toBe(200);
			expect(trigger.items).toHaveLength(1);
			expect(() => JSON.stringify(trigger.items)).not.toThrow();
		}
	});

	test('is left as it is up to 500 levels', async () => {
		const trigger = new ActiveTrigger({ parameters: { options: { simplify: false } } });
		const sent: unknown = JSON.parse(`{"answers":[],"x":${nested(499)}}`);
		await trigger.post(sent);
		expect(trigger.items[0]?.json).toEqual({ event: 'surveyResponse', ...(sent as object) });
	});
});

describe('what is too large is cut, and the raw item says so', () => {
	const raw = async (body: object) => {
		const trigger = new ActiveTrigger({ parameters: { options: { simplify: false } } });
		const rawBody = Buffer.from(JSON.stringify(body));
		expect((await trigger.post(body, { rawBody })).status).toBe(200);
		return trigger.items[0]!.json as Record<string, unknown[]>;
	};
	const variables = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ name: `v${n}`, value: n }));

	test('1,000 entries and 10,000 characters are whole', async () => {
		const body = { answers: [{ answer: 'x'.repeat(10_000) }], templateVariables: variables(1_000) };
		expect(await raw(body)).toStrictEqual({ event: 'surveyResponse', ...body });
	});

	test('more is not', async () => {
		const answer = 'x'.repeat(9_999) + '😀';
		const item = await raw({ answers: [{ answer }], templateVariables: variables(1_001) });
		expect(item.templateVariables).toEqual(variables(1_000));
		expect(item.answers).toEqual([{ answer: 'x'.repeat(9_999) }]);
		expect(item.truncated).toBe(true);
		const named = Object.fromEntries(variables(1_001).map(({ name, value }) => [name, value]));
		const { templateVariables } = await raw({ answers: [], templateVariables: named });
		expect(Object.keys(templateVariables!)).toHaveLength(1_000);
	});

	test('of a body with hundreds of thousands of names only the documented ones are left', async () => {
		const names = Object.fromEntries(Array.from({ length: 200_001 }, (_, n) => [`k${n}`, 0]));
		const answers = [{ questionId: '1', question: 'Q', answerId: null, answer: 'A', ...names }];
		const item = await raw({ ...names, umid: 'u', answers });
		expect(item).toEqual({
			event: 'surveyResponse',
			umid: 'u',
			answers: [{ questionId: '1', question: 'Q', answerId: null, answer: 'A' }],
			truncated: true,
		});
	});

	test('of lists that came as JSON text no more than a million characters in all are read', async () => {
		const answers = JSON.stringify([{ answer: 'x'.repeat(600_000) }]);
		const item = await raw({ ANSWERS: answers, answers: '[{"answer":"A"}]', Answers: answers });
		expect(item.ANSWERS).toEqual([{ answer: 'x'.repeat(10_000) }]);
		expect(item.answers).toEqual([{ answer: 'A' }]);
		expect(item.Answers).toBe(answers.slice(0, 10_000));
		expect(item.truncated).toBe(true);
	});

	test('the simplified item is made of what is left', async () => {
		const trigger = new ActiveTrigger();
		const answers = Array.from({ length: 1_100 }, (_, n) => ({ questionId: n, answer: n }));
		await trigger.post({ umid: 'u', answers, templateVariables: variables(1_100) });
		const { json: item } = trigger.items[0]!;
		expect(item.responses).toHaveLength(1_000);
		expect(Object.keys(item.answers as object)).toHaveLength(1_000);
		expect(Object.keys(item.variables as object)).toHaveLength(1_000);
		expect(item).not.toHaveProperty('truncated');
	});
});
