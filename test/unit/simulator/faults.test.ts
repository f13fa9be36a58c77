/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { startSimulator, type Fault, type Simulator } from '../../../simulator';
import { BATCH, call, SEND, SUB_ACCOUNT, survey, until, type Json } from './client';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

/** Sends one survey; what happens is told as status and body, or as the connection's error. */
async function outcome(fields: Record<string, unknown> = {}): Promise<string> {
	try {
		const { status, json } = await call(simulator, 'POST', SEND, survey(fields));
		return `${status} ${json?.code ?? json?.status?.code ?? 'unreadable'}`;
	} catch (error) {
		return `failed ${((error as Error).cause as { code: string }).code}`;
	}
}

describe('what a fault answers, and whether the SMS was taken', () => {
	test.each<[Fault, string, number]>([
		[{ kind: 'rateLimit' }, '429 429', 0],
		[{ kind: 'unauthorized' }, '401 1200', 0],
		[{ kind: 'forbidden' }, '403 1201', 0],
		[{ kind: 'badRequest' }, '400 1002', 0],
		[{ kind: 'badRequest', status: 422, code: 1004 }, '422 1004', 0],
		[{ kind: 'rejected' }, '200 REJECTED', 0],
		[{ kind: 'serverError' }, '500 2000', 1],
		[{ kind: 'serverError', status: 503, code: 2001 }, '503 2001', 1],
		[{ kind: 'serverError', when: 'before' }, '500 2000', 0],
		[{ kind: 'reset' }, 'failed UND_ERR_SOCKET', 1],
		[{ kind: 'reset', when: 'before' }, 'failed UND_ERR_SOCKET', 0],
		[{ kind: 'unreadable' }, '200 unreadable', 1],
		[{ kind: 'unreadable', when: 'before' }, '200 unreadable', 0],
	])('%j', async (fault, expected, taken) => {
		simulator.addFault(fault);
		expect(await outcome()).toBe(expected);
		expect(simulator.messages()).toHaveLength(taken);
		expect(await outcome()).toBe('200 QUEUED');
	});

	test.each([
		['after', 1],
		['before', 0],
	] as const)('time-out %s: the request stays open until the client goes', async (when, taken) => {
		simulator.addFault({ kind: 'timeout', when });
		const client = new AbortController();
		const request = fetch(simulator.url + SEND, {
			method: 'POST',
			headers: { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' },
			body: JSON.stringify(survey()),
			signal: client.signal,
		});
		await until(() => simulator.requests().length === 1 && simulator.messages().length === taken);
		await new Promise((resolve) => setTimeout(resolve, 100));
		client.abort();
		await expect(request).rejects.toThrow('aborted');
		expect(simulator.messages()).toHaveLength(taken);
		expect(simulator.requests()[0]?.status).toBeUndefined();
	});

	test('a redirect goes to the API’s own address, where a key that follows is seen', async () => {
		simulator.addFault({ kind: 'redirect' });
		const { status, headers } = await call(simulator, 'POST', SEND, survey());
		expect(status).toBe(307);
		expect(headers.get('location')).toBe(`${simulator.url}/api/v1/redirected`);
		expect(simulator.messages()).toEqual([]);
		await call(simulator, 'POST', '/api/v1/redirected', survey());
		expect(simulator.requests()[1]).toMatchObject({ path: '/api/v1/redirected', authorized: true });
	});
});

test('ends requests that a time-out holds when it closes', async () => {
	const own = await startSimulator();
	own.addFault({ kind: 'timeout' });
	const held = call(own, 'POST', SEND, survey()).catch((error: Error) => error.message);
	await until(() => own.messages().length === 1);
	await own.close();
	expect(await held).toBe('fetch failed');
});

describe('Retry-After', () => {
	test.each<[string, Fault, string | null]>([
		['1 unless told', { kind: 'rateLimit' }, '1'],
		['as told', { kind: 'rateLimit', retryAfter: 7 }, '7'],
		['none', { kind: 'rateLimit', retryAfter: null }, null],
	])('%s', async (_name, fault, expected) => {
		simulator.addFault(fault);
		const { headers } = await call(simulator, 'POST', SEND, survey());
		expect(headers.get('retry-after')).toBe(expected);
	});
});

describe('which requests it hits', () => {
	test('as many as told, after those it lets pass', async () => {
		simulator.addFault({ kind: 'rateLimit', skip: 1, times: 2 });
		const outcomes = [];
		for (let count = 0; count < 4; count += 1) outcomes.push(await outcome());
		expect(outcomes).toEqual(['200 QUEUED', '429 429', '429 429', '200 QUEUED']);
	});

	test('all, until it is switched off', async () => {
		simulator.addFault({ kind: 'forbidden', times: Infinity });
		for (let count = 0; count < 5; count += 1) expect(await outcome()).toBe('403 1201');
		simulator.clearFaults();
		expect(await outcome()).toBe('200 QUEUED');
	});

	test('those to a number, written with or without +', async () => {
		simulator.addFault({ kind: 'badRequest', match: { destination: '6591111111' } });
		expect(await outcome()).toBe('200 QUEUED');
		expect(await outcome({ destination: '+6591111111' })).toBe('400 1002');
	});

	test('those with a method and a path', async () => {
		simulator.addFault({ kind: 'forbidden', match: { method: 'delete', path: '/messages/' } });
		simulator.addFault({ kind: 'unauthorized', match: { path: /\/batch$/ } });
		expect(await outcome()).toBe('200 QUEUED');
		expect((await call(simulator, 'DELETE', `${SUB_ACCOUNT}/messages/abc`)).status).toBe(403);
		expect((await call(simulator, 'POST', BATCH, { messages: [survey()] })).status).toBe(401);
	});

	test('the first that was switched on, then the next', async () => {
		simulator.addFault({ kind: 'rateLimit' });
		simulator.addFault({ kind: 'serverError', when: 'before' });
		expect([await outcome(), await outcome(), await outcome()]).toEqual([
			'429 429',
			'500 2000',
			'200 QUEUED',
		]);
	});

	test('of a batch, rejects only the number named', async () => {
		simulator.addFault({ kind: 'rejected', match: { destination: '+6592222222' } });
		const { json } = await call(simulator, 'POST', BATCH, {
			messages: [survey(), survey({ destination: '+6592222222' })],
			includeMessagesInResponse: true,
		});
		expect(json.messages.map((message: Json) => message.status.code)).toEqual([
			'QUEUED',
			'REJECTED',
		]);
	});

	test('not one that the key check refuses: it is kept for the next', async () => {
		simulator.addFault({ kind: 'forbidden' });
		await call(simulator, 'POST', SEND, survey(), { authorization: 'Bearer wrong' });
		expect(await outcome()).toBe('403 1201');
	});
});

test('a batch is taken before its answer is lost', async () => {
	simulator.addFault({ kind: 'reset' });
	const body = { messages: [survey(), survey()] };
	await expect(call(simulator, 'POST', BATCH, body)).rejects.toThrow('fetch failed');
	expect(simulator.messages()).toHaveLength(2);
});
