/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { startSimulator, type Simulator } from '../../../simulator';
import { call, KEY, send, SEND, survey, until } from './client';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		subAccounts: ['demo_subaccount', 'other', 'closed'],
		forbiddenSubAccounts: ['closed'],
		surveys: ['csat', 'a/b ü'],
	});
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe('a survey that is right', () => {
	test('is taken, and is in the ledger as it was sent', async () => {
		const { status, json } = await call(
			simulator,
			'POST',
			SEND,
			survey({ source: 'Acme', clientMessageId: 'T-1', country: 'SG' }),
		);
		expect(status).toBe(200);
		expect(json).toEqual({
			umid: expect.stringMatching(/^[0-9a-f-]{36}$/),
			destination: '+6591234567',
			status: { code: 'QUEUED', description: expect.any(String) },
			encoding: 'GSM7',
			clientMessageId: 'T-1',
		});
		expect(simulator.messages()).toEqual([
			expect.objectContaining({
				umid: json.umid,
				subAccountId: 'demo_subaccount',
				surveyId: 'csat',
				destination: '+6591234567',
				text: expect.stringMatching(/^Hi Ann: https:\/\/s8x8\.io\/\w{5}$/),
				templateBody: 'Hi {{name}}: {{url}}',
				templateVariables: { name: 'Ann' },
				hasLink: true,
				unfilled: [],
				source: 'Acme',
				clientMessageId: 'T-1',
				batchId: null,
				state: 'queued',
			}),
		]);
		expect(simulator.messages()[0]?.shortUrl).toHaveLength(21);
	});

	test('leaves clientMessageId out of the answer when there was none', async () => {
		const { json } = await call(simulator, 'POST', SEND, survey());
		expect(json).not.toHaveProperty('clientMessageId');
	});

	test('takes a survey id that must be URL-encoded', async () => {
		const path = SEND.replace('csat', encodeURIComponent('a/b ü'));
		expect((await call(simulator, 'POST', path, survey())).status).toBe(200);
		expect(simulator.messages()[0]?.surveyId).toBe('a/b ü');
	});

	test('takes variables with names such as __proto__ as data', async () => {
		const body =
			'{"destination":"+6591234567","templateBody":"{{__proto__}} {{constructor}} {{url}}","templateVariables":{"__proto__":"a","constructor":"b"}}';
		expect((await call(simulator, 'POST', SEND, body)).status).toBe(200);
		expect(simulator.messages()[0]?.text).toMatch(/^a b https/);
	});

	test('marks a text without a link and a placeholder without a value', async () => {
		await send(simulator, { templateBody: 'Hi {{nobody}}', templateVariables: { nobody: null } });
		expect(simulator.messages()[0]).toMatchObject({
			text: 'Hi ',
			hasLink: false,
			shortUrl: null,
			unfilled: ['nobody'],
		});
	});

	test.each([
		['GSM7', 'Grüße {{url}}', 'AUTO', 'GSM7'],
		['UCS2', 'Привет {{url}}', 'AUTO', 'UCS2'],
		['as asked for', 'Hi {{url}}', 'UCS2', 'UCS2'],
	])('says the encoding: %s', async (_name, templateBody, encoding, expected) => {
		const { json } = await call(simulator, 'POST', SEND, survey({ templateBody, encoding }));
		expect(json.encoding).toBe(expected);
	});
});

describe('REJECTED', () => {
	test.each([
		['of Singapore', { destination: '+6590555001' }],
		['of the United States', { destination: '+14155555001' }],
		['without its +', { destination: '6590555001' }],
		['without its country code', { destination: '4155555001', country: 'US' }],
	])('is what a number %s that ends in 555001 gets, with HTTP 200', async (_name, number) => {
		const { status, json } = await call(simulator, 'POST', SEND, survey(number));
		expect(status).toBe(200);
		expect(json.status.code).toBe('REJECTED');
		expect(simulator.messages()).toEqual([]);
		expect(simulator.rejected()).toHaveLength(1);
	});

	test.each(['+6590555003', '+6555500190', '+99912345678', '+88812345678'])(
		'is not what %s gets',
		async (destination) => {
			const { json } = await call(simulator, 'POST', SEND, survey({ destination }));
			expect(json.status.code).toBe('QUEUED');
		},
	);
});

describe('a survey that is wrong is refused with 400 and 8x8’s code', () => {
	test.each<[string, unknown, number]>([
		['no destination', { templateBody: '{{url}}' }, 1002],
		['a destination of letters', survey({ destination: 'Ann' }), 1002],
		['a destination too short', survey({ destination: '+65912' }), 1002],
		['a destination too long', survey({ destination: `+${'9'.repeat(16)}` }), 1002],
		['a destination that starts with 0', survey({ destination: '0912345678' }), 1002],
		['a destination that is a number', survey({ destination: 6591234567 }), 1002],
		['a country of 3 letters', survey({ country: 'SGP' }), 3018],
		['a country that does not exist', survey({ country: 'ZZ' }), 1009],
		['a country of signs', survey({ country: '--' }), 1009],
		['no text', { destination: '+6591234567' }, 1007],
		['a blank text', survey({ templateBody: ' ' }), 1007],
		['a text that is no string', survey({ templateBody: 1 }), 1007],
		['variables as a list', survey({ templateVariables: ['Ann'] }), 1007],
		['a sender ID of 17 characters', survey({ source: 'a'.repeat(17) }), 3011],
		['a sender ID that is no string', survey({ source: 1 }), 1005],
		['a clientMessageId of 351 characters', survey({ clientMessageId: 'a'.repeat(351) }), 3009],
		['a clientMessageId that is no string', survey({ clientMessageId: 1 }), 1008],
		['an unknown encoding', survey({ encoding: 'UTF8' }), 1003],
		['a schedule that is no date', survey({ scheduled: 'tomorrow' }), 1011],
		['a schedule without an offset', survey({ scheduled: '2099-01-01T10:00:00' }), 1011],
		['a schedule in the past', survey({ scheduled: inHours(-1) }), 1011],
		['an expiry that is no date', survey({ expiry: 'never' }), 1006],
		['an expiry in the past', survey({ expiry: inHours(-1) }), 1006],
		['an expiry before the schedule', survey({ scheduled: inHours(2), expiry: inHours(1) }), 1006],
		['a receipt URL that is none', survey({ dlrCallbackUrl: 'example' }), 3020],
		['a receipt URL of another kind', survey({ dlrCallbackUrl: 'ftp://example.com' }), 3020],
		['an unknown field', survey({ templatebody: 'Hi' }), 1000],
		['__proto__ as a field', '{"destination":"+6591234567","__proto__":{}}', 1000],
		['a body that is a list', [survey()], 1000],
		['a body that is no JSON', '{"destination":', 1000],
		['an empty body', '', 1000],
	])('%s', async (_name, body, code) => {
		const { status, json } = await call(simulator, 'POST', SEND, body);
		expect(status).toBe(400);
		expect(json).toEqual({
			code,
			message: expect.any(String),
			errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		expect(simulator.messages()).toEqual([]);
	});

	test('a body that is no JSON by its content type', async () => {
		const headers = { 'content-type': 'text/plain' };
		const { status, json } = await call(simulator, 'POST', SEND, survey(), headers);
		expect([status, json.code]).toEqual([400, 1000]);
	});

	test('a body over 64 MB, before it has come', async () => {
		const request = httpRequest(simulator.url + SEND, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${KEY}`,
				'content-type': 'application/json',
				'content-length': 64 * 1024 * 1024 + 1,
			},
		});
		request.flushHeaders();
		const [answer] = (await once(request, 'response')) as [IncomingMessage];
		const chunks = (await answer.toArray()) as Buffer[];
		request.destroy();
		expect(answer.statusCode).toBe(400);
		expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ code: 1100 });
	});

	test('at the limits it is taken', async () => {
		await send(simulator, {
			destination: '9'.repeat(15).replace('999', '650'),
			source: 'a'.repeat(16),
			clientMessageId: 'a'.repeat(350),
			scheduled: inHours(1),
			expiry: inHours(2),
		});
		expect(simulator.messages()).toHaveLength(1);
	});
});

describe('who may send', () => {
	const from = (name: string) => SEND.replace('demo_subaccount', name);

	test.each([
		['no key', { authorization: '' }],
		['a wrong key', { authorization: 'Bearer wrong' }],
		['the key without Bearer', { authorization: 'demo-api-key' }],
	])('%s: 401, code 1200', async (_name, headers) => {
		const { status, json } = await call(simulator, 'POST', SEND, survey(), headers);
		expect([status, json.code]).toEqual([401, 1200]);
		expect(simulator.requests()[0]).toMatchObject({ authorized: false, status: 401 });
	});

	test('another account’s subaccount: code 1001', async () => {
		const { status, json } = await call(simulator, 'POST', from('foreign'), survey());
		expect([status, json.code]).toEqual([404, 1001]);
	});

	test('a subaccount that the key may not use: 403, code 1201', async () => {
		const { status, json } = await call(simulator, 'POST', from('closed'), survey());
		expect([status, json.code]).toEqual([403, 1201]);
	});

	test('an unknown survey: 404, code 1300', async () => {
		const path = SEND.replace('csat', 'unknown');
		const { status, json } = await call(simulator, 'POST', path, survey());
		expect([status, json.code]).toEqual([404, 1300]);
	});

	test('an unknown path: 404, code 1300', async () => {
		const { status, json } = await call(simulator, 'GET', '/api/v1/nothing');
		expect([status, json.code]).toEqual([404, 1300]);
	});

	test('nothing that the simulator keeps holds the key', async () => {
		await call(simulator, 'POST', SEND, survey());
		const state = await call(simulator, 'GET', '/_simulator/state');
		const kept = JSON.stringify([simulator.requests(), simulator.messages()]) + state.text;
		expect(kept).not.toContain('demo-api-key');
	});
});

describe('requests', () => {
	test('are kept with body, status and times', async () => {
		await call(simulator, 'POST', SEND, survey());
		const [request] = simulator.requests();
		expect(request).toMatchObject({
			method: 'POST',
			path: SEND,
			body: survey(),
			status: 200,
			authorized: true,
		});
		expect(Date.parse(request?.endedAt ?? '')).toBeGreaterThanOrEqual(
			Date.parse(request?.startedAt ?? ''),
		);
	});

	test('take the latency that is set', async () => {
		simulator.setLatency(60);
		const start = Date.now();
		await send(simulator);
		simulator.setLatency(0);
		expect(Date.now() - start).toBeGreaterThanOrEqual(59);
	});

	test('are counted while they are open', async () => {
		const own = await startSimulator();
		own.addFault({ kind: 'timeout', times: Infinity });
		const open = Array.from({ length: 7 }, () => send(own).catch(() => 'closed'));
		await until(() => own.requests().length === 7);
		expect(own.maxInFlight()).toBe(7);
		await own.close();
		expect(await Promise.all(open)).toEqual(Array(7).fill('closed'));
		simulator.reset();
		await send(simulator);
		await send(simulator);
		expect(simulator.maxInFlight()).toBe(1);
	});
});
