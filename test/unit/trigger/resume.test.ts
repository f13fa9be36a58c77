import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	ActiveTrigger,
	deliveryReceiptBody,
	surveyResponseBody,
	WAITING_URL,
} from '../../support/webhookContext';
import { pauses } from './quickly';
import type * as quickly from './quickly';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quickly>('./quickly').withoutSleep());

type Posted = IHttpRequestOptions & { body: Record<string, object> };

const PROOF = '0123456789_-abcdefghij';
const TOKEN = `12.${'ab'.repeat(32)}.${PROOF}`;

beforeEach(() => (pauses.length = 0));
const variables = [{ name: 'ticket', value: 'T-1' }];
const response = (token: unknown = TOKEN, changes = {}) =>
	surveyResponseBody({
		templateVariables: [...variables, { name: 'n8nResume', value: token as string }],
		...changes,
	});
const answering = (statusCode: number, body: unknown) => async () =>
	await Promise.resolve({ statusCode, body, headers: {} });
const resumed = answering(200, { resumed: true });
const running = answering(409, { code: 409, message: 'The execution "12" is running already.' });
const posts = (given: ConstructorParameters<typeof ActiveTrigger>[0]) => new ActiveTrigger(given);

test('posts the response to the waiting execution and marks the item', async () => {
	const trigger = posts({ httpRequest: resumed });
	expect((await trigger.post(response())).status).toBe(200);

	const [request] = trigger.requests as [Posted];
	expect(trigger.requests).toHaveLength(1);
	expect(request.url).toBe(`${WAITING_URL}/12/survey-response?signature=${'ab'.repeat(32)}`);
	expect(request).toMatchObject({ method: 'POST', disableFollowRedirect: true });
	expect(request.timeout).toBeGreaterThan(0);
	expect(request.headers).toBeUndefined();
	expect(request.body.proof).toBe(PROOF);
	expect(request.body.item).toMatchObject({
		event: 'surveyResponse',
		variables: { ticket: 'T-1' },
	});
	expect(trigger.items[0]?.json).toEqual({ ...request.body.item, resumed: true });
});

test('posts the simplified item also when the trigger gives the raw one', async () => {
	const options = { simplify: false, answersKeyedBy: 'questionId', scoreQuestion: '16' };
	const trigger = posts({ httpRequest: resumed, parameters: { options } });
	await trigger.post(response());
	const [request] = trigger.requests as [Posted];
	const score = { question: 'Full Name', value: null, type: 'nps', category: null };
	expect(request.body.item).toMatchObject({ answers: { 16: 'John' }, score });
	expect(trigger.items[0]?.json).toEqual({
		event: 'surveyResponse',
		score,
		...surveyResponseBody({ templateVariables: variables }),
		resumed: true,
	});
});

describe('n8nResume', () => {
	test.each([true, false])('is in no item (simplify %s)', async (simplify) => {
		for (const token of [TOKEN, 'forged/..', '', null, { a: TOKEN }, [TOKEN], 7]) {
			const trigger = posts({ httpRequest: resumed, parameters: { options: { simplify } } });
			await trigger.post(response(token));
			const text = JSON.stringify([trigger.items, trigger.requests.map(({ body }) => body)]);
			expect(trigger.items).toHaveLength(1);
			expect(text).not.toContain('n8nResume');
			expect(text).not.toContain('abab');
		}
	});

	test.each(['hello', '0', '-1', '9999999999', '__UNKNOWN__', '12x', '1'.repeat(64)])(
		'%s, which is no execution, wakes nobody and runs as usual',
		async (token) => {
			const trigger = posts({ httpRequest: resumed });
			expect((await trigger.post(response(token))).status).toBe(200);
			expect(trigger.requests).toEqual([]);
			expect(trigger.items).toHaveLength(1);
			expect(trigger.items[0]?.json).not.toHaveProperty('resumed');
		},
	);

	test('is taken out also when it stands there twice', async () => {
		const trigger = posts({ httpRequest: resumed });
		const entry = { name: 'n8nResume', value: TOKEN };
		await trigger.post(surveyResponseBody({ templateVariables: [entry, ...variables, entry] }));
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items[0]?.json.variables).toEqual({ ticket: 'T-1' });
	});

	test.each([
		['in lower case', [{ name: 'n8nresume', value: TOKEN }]],
		['in upper case with blanks', [{ name: ' N8NRESUME\u200b ', value: ` ${TOKEN} ` }]],
		['in an object', { ticket: 'T-1', n8nResume: TOKEN }],
		['in an object, in lower case', { n8nresume: TOKEN, ticket: 'T-1' }],
		['in a list of objects', [{ n8nResume: TOKEN }]],
		['in one object of a list', [{ ticket: 'T-1', n8nResume: TOKEN }]],
		['beside a name and a value', [{ name: 'Ann', value: 3, N8NResume: TOKEN }]],
		['in an entry without a list', { name: 'n8nResume', value: TOKEN }],
		['in JSON text', JSON.stringify([{ name: 'n8nResume', value: TOKEN }])],
		['in JSON text of an object', JSON.stringify({ ticket: 'T-1', n8nResume: TOKEN })],
	])('is known %s', async (_, templateVariables) => {
		for (const simplify of [true, false]) {
			const trigger = posts({ httpRequest: resumed, parameters: { options: { simplify } } });
			await trigger.post(surveyResponseBody({ templateVariables } as never));
			expect(trigger.items[0]?.json.resumed).toBe(true);
			expect(JSON.stringify(trigger.items)).not.toMatch(/n8nresume|abab/i);
		}
	});

	test('is taken out of every list of variables, and the rest stays as it came', async () => {
		const { templateVariables, ...rest } = response();
		const spelt = {
			...rest,
			TemplateVariables: templateVariables,
			templateVariables,
			UMID: 'other',
		};
		const trigger = posts({ httpRequest: resumed, parameters: { options: { simplify: false } } });
		await trigger.post(spelt);
		expect(trigger.items[0]?.json).toEqual({
			event: 'surveyResponse',
			...rest,
			TemplateVariables: variables,
			templateVariables: variables,
			UMID: 'other',
			resumed: true,
		});
	});

	test.each([
		['ten digits', '1999999999'],
		['a UUID', '01234567-89ab-cdef-0123-456789abcdef'],
	])('names an execution by %s, and goes unsigned on n8n 1', async (_, id) => {
		const trigger = posts({ httpRequest: resumed });
		await trigger.post(response(`${id}..${PROOF}`));
		expect(trigger.requests[0]?.url).toBe(`${WAITING_URL}/${id}/survey-response`);
	});

	test('is only taken out when resumeWaiting is off', async () => {
		const trigger = posts({ parameters: { options: { resumeWaiting: false } } });
		await trigger.post(response());
		expect(trigger.requests).toEqual([]);
		expect(trigger.items[0]?.json).not.toHaveProperty('resumed');
		expect(trigger.items[0]?.json.variables).toEqual({ ticket: 'T-1' });
	});

	test.each([
		'https://evil.example/webhook-waiting/12',
		'//evil.example/12',
		'../rest/users',
		'12/../13',
		`12.sig/../x.${PROOF}`,
		`12.sig&x=1.${PROOF}`,
		`12.sig`,
		`12.sig.short`,
		`12.sig#x.${PROOF}`,
		'12.',
		'.sig',
		`12.a.b.${PROOF}`,
		'12%2e',
		`１２..${PROOF}`,
		`12\n..${PROOF}`,
		'1'.repeat(65),
		`1.${'a'.repeat(257)}.${PROOF}`,
		`9999999999..${PROOF}`,
		`0..${PROOF}`,
		'1'.repeat(1_000_000),
		'',
		null,
		12,
		{ toString: 1 },
		[TOKEN],
	])('that is no id and signature reaches nothing: %.40j', async (token) => {
		const trigger = posts({});
		expect((await trigger.post(response(token))).status).toBe(200);
		expect(trigger.requests).toEqual([]);
		expect(trigger.items[0]?.json).not.toHaveProperty('resumed');
	});
});

describe('the outcome', () => {
	test.each([
		['another message’s execution', answering(200, { resumed: false }), false],
		['finished', answering(409, { message: 'The execution "12 has finished already.' }), false],
		['failed', answering(409, { message: 'The execution "12" has finished with error.' }), false],
		['deleted', answering(404, { message: 'does not exist' }), false],
		['a wrong signature', answering(401, { error: 'Invalid token' }), undefined],
	])('%s: 200 and a run', async (_, httpRequest, expected) => {
		const trigger = posts({ httpRequest });
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
		expect(trigger.items[0]?.json.resumed).toBe(expected);
		expect('resumed' in (trigger.items[0]?.json ?? {})).toBe(expected !== undefined);
	});

	test.each([
		['still running', running],
		['a broken server', answering(502, 'Bad Gateway')],
		['too many requests', answering(429, '')],
		['a page of something in front of n8n', answering(200, 'ok')],
		['an empty answer', answering(200, undefined)],
		['a page that was not found', answering(404, 'Not Found')],
		['a redirect', answering(302, '')],
		['no connection', async () => await Promise.reject(new Error('ECONNREFUSED'))],
	])('%s: tried again for about four seconds, then 200 and a run', async (_, httpRequest) => {
		const trigger = posts({ httpRequest });
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items[0]?.json.resumed).toBe(false);
		expect(trigger.requests).toHaveLength(5);
		expect(pauses).toHaveLength(4);
		expect(pauses.reduce((sum, pause) => sum + pause)).toBe(4_000);
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
		expect(trigger.requests).toHaveLength(5);
	});

	test.each([1, 2, 3, 4])('resumes at try %d after the first', async (tries) => {
		const answers = [...Array<typeof running>(tries).fill(running), resumed];
		const trigger = posts({ httpRequest: async () => await answers.shift()?.() });
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items.map(({ json }) => json.resumed)).toEqual([true]);
		expect(pauses).toHaveLength(tries);
	});

	test.each([429, 500, 503])('n8n that says %d in JSON is asked again', async (statusCode) => {
		const answers = [answering(statusCode, { message: 'Database is not ready!' }), resumed];
		const trigger = posts({ httpRequest: async () => await answers.shift()?.() });
		await trigger.post(response());
		expect(trigger.items[0]?.json.resumed).toBe(true);
	});

	test('an n8n that takes too long to answer is not asked again for ever', async () => {
		let now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
		const trigger = posts({
			httpRequest: async () => {
				now += 6_000;
				return await Promise.reject(new Error('timeout'));
			},
		});
		await trigger.post(response());
		clock.mockRestore();
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items[0]?.json.resumed).toBe(false);
	});

	test('is the same for a person who tests', async () => {
		const trigger = posts({ httpRequest: running });
		expect((await trigger.post(response(), { mode: 'manual' })).status).toBe(200);
		expect(trigger.items[0]?.json.resumed).toBe(false);
	});
});

describe('what the trigger listens to', () => {
	test.each([
		['the event is not chosen', { events: ['linkClicked'] }],
		['the survey is filtered out', { filters: { surveyIds: 'other' } }],
	])('%s: resumed, but no run', async (_, parameters) => {
		const trigger = posts({ httpRequest: resumed, parameters });
		expect((await trigger.post(response())).status).toBe(200);
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items).toEqual([]);
		expect(trigger.warnings).toEqual([]);
	});

	test('a response that is not wanted and resumes nothing: the log says so, without the token', async () => {
		const gone = answering(404, { message: 'does not exist' });
		const parameters = { events: ['linkClicked'] };
		const trigger = posts({ httpRequest: gone, parameters });
		expect((await trigger.post(response())).status).toBe(200);
		for (const umid of ['u\nforged line', { toString: 1 }]) {
			expect((await trigger.post(response(TOKEN, { umid }))).status).toBe(200);
		}
		expect(trigger.items).toEqual([]);
		const [first, second, third, ...more] = trigger.warnings;
		expect(more).toEqual([]);
		expect(third).toBe(second);
		expect(first).toContain(`survey response was dropped`);
		expect(first).toContain(surveyResponseBody().umid);
		expect(first).toContain('workflow-1');
		expect(second).toMatch(/ Its umid is not readable\.$/);
		expect(trigger.warnings.join()).not.toContain('abab');
		expect(trigger.warnings.join()).not.toContain(PROOF);
	});

	test('a response that found nobody and is not wanted may find somebody when it comes again', async () => {
		const answers = [...Array<typeof running>(5).fill(running), resumed];
		const trigger = posts({
			httpRequest: async () => await answers.shift()?.(),
			parameters: { events: ['linkClicked'] },
		});
		await trigger.post(response());
		expect(trigger.warnings).toHaveLength(1);
		expect(trigger.saved).toBe('{}');
		await trigger.post(response());
		await trigger.post(response());
		expect(answers).toEqual([]);
		expect(trigger.requests).toHaveLength(6);
		expect(trigger.warnings).toHaveLength(1);
		expect(trigger.items).toEqual([]);
	});

	test('a response that resumed and is not wanted is remembered over a restart', async () => {
		const parameters = { events: ['linkClicked'] };
		const trigger = posts({ httpRequest: resumed, parameters });
		await trigger.post(response());
		const { nodeId, saved } = trigger;
		await jest.isolateModulesAsync(async () => {
			const support = await import('../../support/webhookContext');
			const restarted = new support.ActiveTrigger({ parameters, nodeId });
			restarted.saved = saved;
			await restarted.post(response());
			expect(restarted.requests).toEqual([]);
		});
	});

	test('a receipt resumes nothing', async () => {
		const trigger = posts({ parameters: { events: ['deliveryStatus'] } });
		const templateVariables = [{ name: 'n8nResume', value: TOKEN }];
		await trigger.post(deliveryReceiptBody({ templateVariables }));
		expect(trigger.items).toHaveLength(1);
	});

	test('authentication, address and body are checked before', async () => {
		const parameters = {
			authentication: 'authorizationHeader',
			options: { ipAllowlist: '10.0.0.1' },
		};
		const trigger = posts({ parameters, webhookAuthorization: 'secret' });
		expect((await trigger.post(response())).status).toBe(401);
		expect((await trigger.post(response(), { authorization: 'secret' })).status).toBe(403);
		expect(trigger.requests).toEqual([]);
	});

	test('two posts at once resume once', async () => {
		const trigger = posts({ httpRequest: resumed });
		await Promise.all([trigger.post(response()), trigger.post(response())]);
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items).toHaveLength(1);
	});
});
