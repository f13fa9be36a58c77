import { createClient } from '../../../nodes/EightByEightSmsEngage/api/client';
import { answered, executeContext } from '../../support/executeContext';
import { failure, KEY, setUp } from './clientCall';

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

test('what the secrets look like in other forms is worked out once for all requests', async () => {
	const words = { umid: 'u', status: { code: 'QUEUED', description: 'OK' } };
	const { call } = setUp(() => answered(200, words));
	const concat = jest.spyOn(Buffer, 'concat');
	await call();
	expect(concat).toHaveBeenCalled();
	concat.mockClear();
	await call();
	expect(concat).not.toHaveBeenCalled();
	concat.mockRestore();
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
		expect(details.description).toContain('8x8 says: "Invalid MSISDN" Code: 1002. Error ID: e-1');
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
