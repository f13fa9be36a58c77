/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createClient, type ClientOptions } from '../../../nodes/EightByEightSmsEngage/api/client';
import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { answered, executeContext, type Answer } from '../../support/executeContext';

const KEY = 'k3y-Very$ecret+1';

function setUp(answer: Answer, options: Partial<ClientOptions> = {}, signal?: AbortSignal) {
	const { context, requests } = executeContext({ answer, signal });
	const client = createClient(
		context,
		{ apiKey: ` ${KEY} `, region: 'asiaPacific' },
		{ timeout: 1000, rateLimitWait: 60, ...options },
	);
	const call = async () => await client({ method: 'GET', path: ['a b', 'ü/..'] });
	return { call, requests };
}

async function failure(call: () => Promise<unknown>): Promise<ApiError> {
	const error: unknown = await call().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}

const tooMany = (retryAfter?: string) =>
	answered(
		429,
		{ code: 429, message: 'Too many' },
		retryAfter ? { 'retry-after': retryAfter } : {},
	);

test('asks the region, encodes the path, follows no redirect, and never throws for a status', async () => {
	const { call, requests } = setUp(() => answered(200, { ok: true }));
	expect(await call()).toEqual({ ok: true });
	expect(requests).toEqual([
		expect.objectContaining({
			url: 'https://sms.8x8.com/api/v1/a%20b/%C3%BC%2F..',
			timeout: 1000,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		}),
	]);
});

test("8x8's words in a success are cut, and hold no secret: of one survey and of a batch's", async () => {
	const status = (description: unknown) => ({
		umid: 'u',
		status: { code: 'REJECTED', description },
	});
	const words = `Key ${KEY} is not allowed. ${'x'.repeat(6e6)}`;
	const one = (await setUp(() => answered(200, status(words))).call()) as ReturnType<typeof status>;
	expect(one.status.description).toMatch(/^Key \*\*\* is not allowed\. x{400,480}…$/);
	expect(one).toMatchObject({ umid: 'u', status: { code: 'REJECTED' } });

	const messages = [words, 'Unknown subscriber', { a: words }, undefined].map(status);
	const odd = [null, 7, { status: null }, { status: 'x' }];
	const batch = await setUp(() => answered(200, { messages: [...messages, ...odd] })).call();
	expect(batch).toEqual({
		messages: [one, status('Unknown subscriber'), status(''), status(undefined), ...odd],
	});
});

test.each(['', '.', '..', '\ud83d'])('%j is no part of a path', async (segment) => {
	const { context, requests } = executeContext({ answer: () => answered(200) });
	const client = createClient(
		context,
		{ apiKey: 'k', region: 'europe' },
		{ timeout: 1, rateLimitWait: 0 },
	);
	const error = await failure(async () => await client({ method: 'GET', path: [segment] }));
	expect(error.details).toMatchObject({ uncertain: false, reach: 'item' });
	expect(requests).toEqual([]);
});

describe('429', () => {
	beforeEach(() => jest.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') }));
	afterEach(() => jest.useRealTimers());

	/** How long the call takes on the fake clock, in seconds. */
	async function seconds(call: () => Promise<unknown>): Promise<number> {
		const start = Date.now();
		let end: number | undefined;
		const ended = call()
			.catch(() => {})
			.finally(() => (end = Date.now()));
		await jest.advanceTimersByTimeAsync(200_000);
		await ended;
		return (end! - start) / 1000;
	}

	test.each([
		['3', 3],
		['2.5', 2.5],
		['0', 1],
		['-5', 1],
		[undefined, 1],
		['soon', 1],
		['Tue, 01 Jan 2030 00:00:07 GMT', 7],
		['Mon, 31 Dec 2029 23:00:00 GMT', 1],
	])('Retry-After: %s is waited out for %d s', async (header, expected) => {
		const { call, requests } = setUp((_, count) => (count === 1 ? tooMany(header) : answered(200)));
		expect(await seconds(call)).toBe(expected);
		expect(requests).toHaveLength(2);
	});

	test.each(['61', '99999999999999999999999', 'Fri, 01 Jan 2100 00:00:00 GMT'])(
		'Retry-After: %s is longer than the limit, so nothing is waited',
		async (header) => {
			const { call, requests } = setUp(() => tooMany(header));
			expect(await seconds(call)).toBe(0);
			expect(requests).toHaveLength(1);
		},
	);

	test.each(['0', undefined, '7'])(
		'the limit holds for all waits of a request (%s)',
		async (header) => {
			const { call, requests } = setUp(() => tooMany(header), { rateLimitWait: 20 });
			expect(await seconds(call)).toBe(header === '7' ? 14 : 20);
			expect(requests).toHaveLength(header === '7' ? 3 : 21);
		},
	);

	test.each(['0', '1', undefined])('with a limit of 0 nothing is waited (%s)', async (header) => {
		const { call, requests } = setUp(() => tooMany(header), { rateLimitWait: 0 });
		expect(await seconds(call)).toBe(0);
		expect(requests).toHaveLength(1);
	});

	test('past the limit the error says so, and that nothing was sent', async () => {
		const { call } = setUp(() => tooMany('1'), { rateLimitWait: 0 });
		const { message, details } = await failure(call);
		expect(message).toBe('8x8 is receiving too many requests (8x8 code 429)');
		expect(details).toMatchObject({ reach: 'all', uncertain: false, httpStatus: 429 });
	});

	test('Stop ends the wait within half a second, and nothing more is asked', async () => {
		const stop = new AbortController();
		const { call, requests } = setUp(() => tooMany('50'), {}, stop.signal);
		setTimeout(() => stop.abort(), 1_200);
		expect(await seconds(call)).toBeLessThanOrEqual(1.5);
		expect(requests).toHaveLength(1);
	});

	test('after Stop it is said that nothing was sent', async () => {
		const stop = new AbortController();
		stop.abort();
		const { call, requests } = setUp(() => answered(200), {}, stop.signal);
		const { message, details } = await failure(call);
		expect(message).toBe('The execution was stopped before this request');
		expect(details).toEqual({
			description: 'Nothing was sent for this item.',
			reach: 'all',
			uncertain: false,
		});
		expect(requests).toEqual([]);
	});

	test('a pause lies between an answer and the next request, also after a failure', async () => {
		const times: number[] = [];
		const { call } = setUp(
			() => {
				times.push(Date.now());
				return answered(times.length === 2 ? 500 : 200);
			},
			{ pause: 1_000 },
		);
		await seconds(async () => {
			for (let count = 0; count < 4; count++) await call().catch(() => {});
		});
		expect(times.map((time) => time - times[0]!)).toEqual([0, 1_000, 2_000, 3_000]);
	});
});

describe('a connection that was never made is tried three times', () => {
	test.each(['ENOTFOUND', 'ECONNREFUSED'])('%s', async (code) => {
		const { call, requests } = setUp((_, count) => {
			if (count < 3) throw Object.assign(new Error(code), { code });
			return answered(200, { ok: true });
		});
		expect(await call()).toEqual({ ok: true });
		expect(requests).toHaveLength(3);
	});

	test('then it fails, for certain', async () => {
		const { call, requests } = setUp(() => {
			throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
		});
		expect((await failure(call)).details).toMatchObject({ reach: 'all', uncertain: false });
		expect(requests).toHaveLength(3);
	});
});

test.each([
	['a time-out', { code: 'ECONNABORTED' }],
	['a reset', { code: 'ECONNRESET' }],
	['something unknown', {}],
])('%s is not tried again', async (_, marks) => {
	const { call, requests } = setUp(() => {
		throw Object.assign(new Error('x'), marks);
	});
	expect((await failure(call)).details).toMatchObject({ reach: 'all', uncertain: true });
	expect(requests).toHaveLength(1);
});

describe('answers', () => {
	const EMPTY_ERROR = { code: 1002, message: 'Invalid MSISDN', errorId: 'e-1' };

	test.each([
		[400, 'item', false],
		[401, 'all', false],
		[403, 'all', false],
		[404, 'item', false],
		[408, 'all', true],
		[410, 'item', false],
		[422, 'item', false],
		[426, 'all', false],
		[500, 'all', true],
		[502, 'all', true],
		[503, 'all', true],
	])('%i reaches %s, uncertain: %s', async (status, reach, uncertain) => {
		const { call, requests } = setUp(() => answered(status, EMPTY_ERROR));
		const { message, details } = await failure(call);
		expect(details).toMatchObject({
			reach,
			uncertain,
			code: 1002,
			errorId: 'e-1',
			httpStatus: status,
		});
		expect(message).toBe('8x8 does not accept the phone number (8x8 code 1002)');
		expect(details.description).toContain('8x8 says: "Invalid MSISDN" Error ID: e-1');
		expect(requests).toHaveLength(1);
	});

	test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
		const { call, requests } = setUp(() =>
			answered(status, '', { location: 'https://else.example' }),
		);
		const { message, details } = await failure(call);
		expect(message).toBe('The address of 8x8 leads somewhere else');
		// 303 answers a request that was carried out.
		expect(details.uncertain).toBe(status === 303);
		expect(requests).toHaveLength(1);
	});

	test.each(['{"umid":', '<html>', '"text"', '17', 'null'])(
		'200 with %s cannot be read, so it is not known what happened',
		async (body) => {
			const { call } = setUp(() => answered(200, body));
			expect((await failure(call)).details).toMatchObject({ reach: 'all', uncertain: true });
		},
	);

	test.each(['', '<html>Bad gateway</html>', '[]', 'null', '{"code":"x","message":{}}'])(
		'an error with %j has words all the same',
		async (body) => {
			const { call } = setUp(() => answered(502, body));
			const { message, details } = await failure(call);
			expect(message).toBe('Something went wrong at 8x8');
			expect(details.description).toMatch(/^Try again later/);
			expect(details.description).not.toContain('html');
		},
	);

	test.each([
		[403, 'Something between n8n and 8x8 refuses the request'],
		[404, 'What answered at the address of 8x8 is not its SMS API'],
		[408, '8x8 did not get the whole request in time'],
		[413, 'The request is too large for 8x8, or for a proxy on the way'],
	])('%i in HTML is told as what it is', async (status, words) => {
		const { call } = setUp(() => answered(status, '<html>Forbidden</html>'));
		const { message, details } = await failure(call);
		expect(message).toBe(words);
		expect(details).toMatchObject({ reach: 'all', uncertain: status === 408 });
	});

	test('an answer without a body is undefined', async () => {
		const { call } = setUp(() => answered(202, ''));
		expect(await call()).toBeUndefined();
	});

	test('the key is taken out of what 8x8 says', async () => {
		const { call } = setUp(() =>
			answered(401, {
				code: 1200,
				message: `Key ${KEY} of ${KEY} is unknown`,
				errorId: `e-${KEY}`,
			}),
		);
		const { message, details } = await failure(call);
		expect(JSON.stringify({ message, details })).not.toContain(KEY);
		expect(details.description).toContain('Key *** of *** is unknown');
	});
});

test.each([
	[{ apiKey: ' ', region: 'asiaPacific' }, 'The credential holds no API key'],
	[
		{ apiKey: 'k', region: 'custom', baseUrl: 'localhost' },
		'The base URL of the credential is not a plain web address',
	],
	[
		{ apiKey: 'k', region: 'custom', baseUrl: '' },
		'The base URL of the credential is not a plain web address',
	],
	[
		{ apiKey: 'k', region: 'custom', baseUrl: 'https://user:secret@sms.example' },
		'The base URL of the credential is not a plain web address',
	],
	[
		{ apiKey: 'k', region: 'custom', baseUrl: 'https://sms.example?x' },
		'The base URL of the credential is not a plain web address',
	],
	[
		{ apiKey: 'k', region: 'custom', baseUrl: 'https://sms.example/#' },
		'The base URL of the credential is not a plain web address',
	],
	[
		{ apiKey: 'k', region: 'toString' },
		'The base URL of the credential is not a plain web address',
	],
	[{ apiKey: 'k', region: 'moon' }, 'The base URL of the credential is not a plain web address'],
])('%j is no credential', (credential, message) => {
	const { context } = executeContext();
	expect(() => createClient(context, credential, { timeout: 1, rateLimitWait: 0 })).toThrow(
		message,
	);
});

test.each([
	['asiaPacific', 'https://sms.8x8.com'],
	['northAmerica', 'https://sms.us.8x8.com'],
	['europe', 'https://sms.8x8.uk'],
	['indonesia', 'https://sms.8x8.id'],
])('the key of %s goes to %s', async (region, base) => {
	const { context, requests } = executeContext({ answer: () => answered(200, {}) });
	const client = createClient(context, { apiKey: 'k', region }, { timeout: 1, rateLimitWait: 0 });
	await client({ method: 'GET', path: ['x'] });
	expect(requests.map(({ url }) => url)).toEqual([`${base}/api/v1/x`]);
});

test.each(['', '/', '//', '/api/v1', '/api/v1/', '/API/v1'])(
	'%j at the end of a base URL is not said twice',
	async (end) => {
		const { context, requests } = executeContext({ answer: () => answered(200, {}) });
		const credential = { apiKey: 'k', region: 'custom', baseUrl: ` http://sim:1/p${end} ` };
		const client = createClient(context, credential, { timeout: 1, rateLimitWait: 0 });
		await client({ method: 'GET', path: ['x'] });
		expect(requests.map(({ url }) => url)).toEqual(['http://sim:1/p/api/v1/x']);
	},
);
