import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	ActiveTrigger,
	deliveryReceiptBody,
	surveyResponseBody,
	WAITING_URL,
} from '../../support/webhookContext';

type Posted = IHttpRequestOptions & { body: Record<string, object> };

const TOKEN = `12.${'ab'.repeat(32)}`;
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

it('posts the response to the waiting execution and marks the item', async () => {
	const trigger = posts({ httpRequest: resumed });
	expect((await trigger.post(response())).status).toBe(200);

	const [request] = trigger.requests as [Posted];
	expect(trigger.requests).toHaveLength(1);
	expect(request.url).toBe(`${WAITING_URL}/12/survey-response?signature=${'ab'.repeat(32)}`);
	expect(request).toMatchObject({ method: 'POST', disableFollowRedirect: true });
	expect(request.timeout).toBeGreaterThan(0);
	expect(request.headers).toBeUndefined();
	expect(request.body.item).toMatchObject({
		event: 'surveyResponse',
		variables: { ticket: 'T-1' },
	});
	expect(trigger.items[0]?.json).toEqual({ ...request.body.item, resumed: true });
});

it('posts the simplified item also when the trigger gives the raw one', async () => {
	const options = { simplify: false, answersKeyedBy: 'questionId', scoreQuestion: '16' };
	const trigger = posts({ httpRequest: resumed, parameters: { options } });
	await trigger.post(response());
	const [request] = trigger.requests as [Posted];
	expect(request.body.item).toMatchObject({ answers: { 16: 'John' }, score: null });
	expect(trigger.items[0]?.json).toEqual({
		event: 'surveyResponse',
		...surveyResponseBody({ templateVariables: variables }),
		resumed: true,
	});
});

describe('n8nResume', () => {
	it.each([true, false])('is in no item (simplify %s)', async (simplify) => {
		for (const token of [TOKEN, 'forged/..', '', null, { a: TOKEN }, [TOKEN], 7]) {
			const trigger = posts({ httpRequest: resumed, parameters: { options: { simplify } } });
			await trigger.post(response(token));
			const text = JSON.stringify([trigger.items, trigger.requests.map(({ body }) => body)]);
			expect(trigger.items).toHaveLength(1);
			expect(text).not.toContain('n8nResume');
			expect(text).not.toContain('abab');
		}
	});

	it.each(['hello', '0', '-1', '9999999999', '__UNKNOWN__', '12x', '1'.repeat(64)])(
		'%s, which is no execution, wakes nobody and runs as usual',
		async (token) => {
			const trigger = posts({ httpRequest: resumed });
			expect((await trigger.post(response(token))).status).toBe(200);
			expect(trigger.requests).toEqual([]);
			expect(trigger.items).toHaveLength(1);
			expect(trigger.items[0]?.json).not.toHaveProperty('resumed');
		},
	);

	it('is taken out also when it stands there twice', async () => {
		const trigger = posts({ httpRequest: resumed });
		const entry = { name: 'n8nResume', value: TOKEN };
		await trigger.post(surveyResponseBody({ templateVariables: [entry, ...variables, entry] }));
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items[0]?.json.variables).toEqual({ ticket: 'T-1' });
	});

	it('is only taken out when resumeWaiting is off', async () => {
		const trigger = posts({ parameters: { options: { resumeWaiting: false } } });
		await trigger.post(response());
		expect(trigger.requests).toEqual([]);
		expect(trigger.items[0]?.json).not.toHaveProperty('resumed');
		expect(trigger.items[0]?.json.variables).toEqual({ ticket: 'T-1' });
	});

	it.each([
		'https://evil.example/webhook-waiting/12',
		'//evil.example/12',
		'../rest/users',
		'12/../13',
		'12.sig/../x',
		'12.sig&x=1',
		'12.sig#x',
		'12.',
		'.sig',
		'12.a.b',
		'12%2e',
		'１２',
		'12\n',
		'1'.repeat(65),
		`1.${'a'.repeat(257)}`,
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
	it.each([
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

	it.each([
		['still running', running],
		['a broken server', answering(502, 'Bad Gateway')],
		['too many requests', answering(429, '')],
		['a page of something in front of n8n', answering(200, 'ok')],
		['an empty answer', answering(200, undefined)],
		['a page that was not found', answering(404, 'Not Found')],
		['a redirect', answering(302, '')],
		['no connection', async () => await Promise.reject(new Error('ECONNREFUSED'))],
	])('%s: 503 four times, then 200 and a run', async (_, httpRequest) => {
		const trigger = posts({ httpRequest });
		for (let n = 0; n < 4; n++) expect((await trigger.post(response())).status).toBe(503);
		expect(trigger.items).toEqual([]);
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items[0]?.json.resumed).toBe(false);
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
		expect(trigger.requests).toHaveLength(5);
	});

	it('resumes at the next try', async () => {
		const answers = [running, running, resumed];
		const trigger = posts({ httpRequest: async () => await answers.shift()?.() });
		const statuses = [];
		for (let n = 0; n < 4; n++) statuses.push((await trigger.post(response())).status);
		expect(statuses).toEqual([503, 503, 200, 200]);
		expect(trigger.items.map(({ json }) => json.resumed)).toEqual([true]);
	});

	it('counts the tries also when n8n restarts in between or the count is overwritten', async () => {
		const trigger = posts({ httpRequest: running });
		for (let n = 0; n < 3; n++) await trigger.post(response());
		const { saved } = trigger;
		trigger.saved = '{}';
		expect((await trigger.post(response())).status).toBe(503);
		expect((await trigger.post(response())).status).toBe(200);

		await jest.isolateModulesAsync(async () => {
			const support = await import('../../support/webhookContext');
			const { nodeId } = trigger;
			const restarted = new support.ActiveTrigger({ httpRequest: running, nodeId });
			restarted.saved = saved;
			expect((await restarted.post(response())).status).toBe(503);
			expect((await restarted.post(response())).status).toBe(200);
		});
	});

	it('keeps the counts bounded', async () => {
		const trigger = posts({ httpRequest: running });
		for (let n = 0; n < 300; n++) await trigger.post(response(TOKEN, { umid: `u${n}` }));
		expect(trigger.saved.length).toBeLessThan(3_000);
	});

	it('never lets a person who tests wait for a next try', async () => {
		const trigger = posts({ httpRequest: running });
		expect((await trigger.post(response(), { mode: 'manual' })).status).toBe(200);
		expect(trigger.items[0]?.json.resumed).toBe(false);
	});
});

describe('what the trigger listens to', () => {
	it.each([
		['the event is not chosen', { events: ['linkClicked'] }],
		['the survey is filtered out', { filters: { surveyIds: 'other' } }],
	])('%s: resumed, but no run', async (_, parameters) => {
		const trigger = posts({ httpRequest: resumed, parameters });
		expect((await trigger.post(response())).status).toBe(200);
		expect((await trigger.post(response())).status).toBe(200);
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items).toEqual([]);
	});

	it('an unwanted response is tried five times, and then let go', async () => {
		const trigger = posts({ httpRequest: running, parameters: { events: ['linkClicked'] } });
		const statuses = [];
		for (let n = 0; n < 6; n++) statuses.push((await trigger.post(response())).status);
		expect(statuses).toEqual([503, 503, 503, 503, 200, 200]);
		expect(trigger.items).toEqual([]);
	});

	it('a receipt resumes nothing', async () => {
		const trigger = posts({ parameters: { events: ['deliveryStatus'] } });
		const templateVariables = [{ name: 'n8nResume', value: TOKEN }];
		await trigger.post(deliveryReceiptBody({ templateVariables }));
		expect(trigger.items).toHaveLength(1);
	});

	it('authentication, address and body are checked before', async () => {
		const parameters = {
			authentication: 'authorizationHeader',
			options: { ipAllowlist: '10.0.0.1' },
		};
		const trigger = posts({ parameters, webhookAuthorization: 'secret' });
		expect((await trigger.post(response())).status).toBe(401);
		expect((await trigger.post(response(), { authorization: 'secret' })).status).toBe(403);
		expect(trigger.requests).toEqual([]);
	});

	it('two posts at once resume once', async () => {
		const trigger = posts({ httpRequest: resumed });
		await Promise.all([trigger.post(response()), trigger.post(response())]);
		expect(trigger.requests).toHaveLength(1);
		expect(trigger.items).toHaveLength(1);
	});
});
