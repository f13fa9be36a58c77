/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { answered } from '../../support/executeContext';
import { failure, setUp } from './clientCall';

const tooMany = (retryAfter?: string) =>
	answered(
		429,
		{ code: 429, message: 'Too many' },
		retryAfter ? { 'retry-after': retryAfter } : {},
	);

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
