import { DateTime } from 'luxon';

import {
	readClientBatchId,
	readSubAccountId,
} from '../../../nodes/EightByEightSmsEngage/values/ids';
import { readAdditionalFields } from '../../../nodes/EightByEightSmsEngage/actions/survey/additionalFields';
import { assertTimes, isoTime, readTime } from '../../../nodes/EightByEightSmsEngage/values/times';

const read = (value: unknown, zone: string) => isoTime(readTime(value, 'Scheduled', zone));

test.each([
	['2030-01-31T09:00:00', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-01-31T09:00:00', 'Asia/Singapore', '2030-01-31T09:00:00+08:00'],
	['2030-01-31T09:00:00', 'America/New_York', '2030-01-31T09:00:00-05:00'],
	['2030-07-31T09:00:00', 'America/New_York', '2030-07-31T09:00:00-04:00'],
	['2030-01-31 09:00', 'Asia/Kolkata', '2030-01-31T09:00:00+05:30'],
	[' 2030-01-31T09:00:00.999 ', 'Asia/Singapore', '2030-01-31T09:00:00+08:00'],
	['2030-01-31', 'Asia/Singapore', '2030-01-31T00:00:00+08:00'],
	['2030-01-31T09:00:00Z', 'Asia/Singapore', '2030-01-31T09:00:00Z'],
	['2030-01-31T09:00:00+02:00', 'Asia/Singapore', '2030-01-31T09:00:00+02:00'],
	// The clocks go forward: 02:30 does not exist, so the moment after the gap is meant.
	['2030-03-31T02:30:00', 'Europe/Berlin', '2030-03-31T03:30:00+02:00'],
	['2030-03-10T02:30:00', 'America/New_York', '2030-03-10T03:30:00-04:00'],
])('%s in %s is %s', (value, zone, expected) => {
	expect(read(value, zone)).toBe(expected);
});

test('where the clocks go back, one of the two moments is taken', () => {
	expect(read('2030-10-27T02:30:00', 'Europe/Berlin')).toMatch(/^2030-10-27T02:30:00\+0[12]:00$/);
});

test('dates and times as expressions give them', () => {
	const moment = DateTime.fromISO('2030-01-31T01:00:00Z', { zone: 'Europe/Berlin' });
	expect(read(moment.toJSDate(), 'Asia/Singapore')).toBe('2030-01-31T09:00:00+08:00');
	expect(read(moment, 'Asia/Singapore')).toBe('2030-01-31T02:00:00+01:00');
	// n8n's own copy of Luxon makes objects that are no instances of ours.
	const foreign = { toISO: () => '2030-01-31T02:00:00.000+01:00' };
	expect(read(foreign, 'Asia/Singapore')).toBe('2030-01-31T02:00:00+01:00');
});

test.each(['tomorrow', '31.01.2030', '2030-13-01', 1_900_000_000_000, true, {}, [], new Date(NaN)])(
	'%j is no date and time',
	(value) => {
		expect(() => readTime(value, 'Expiry', 'UTC')).toThrow(/^Expiry is no date and time/);
	},
);

describe('assertTimes', () => {
	const now = DateTime.fromISO('2030-01-01T12:00:00Z');
	const at = (hours: number) => now.plus({ hours });

	test.each([
		[-1, undefined, 'Scheduled lies in the past'],
		[0, undefined, 'Scheduled lies in the past'],
		[undefined, -1, 'Expiry lies in the past'],
		[undefined, 0, 'Expiry lies in the past'],
		[2, 1, /^Expiry .* lies before Scheduled/],
		[2, 2, /^Expiry .* lies before Scheduled/],
	])('scheduled %s, expiry %s hours from now', (scheduled, expiry, message) => {
		const time = (hours?: number) => (hours === undefined ? undefined : at(hours));
		expect(() => assertTimes(time(scheduled), time(expiry), now)).toThrow(message);
	});

	test.each([
		[undefined, undefined],
		[1, undefined],
		[undefined, 1],
		[1, 2],
	])('scheduled %s, expiry %s is fine', (scheduled, expiry) => {
		const time = (hours?: number) => (hours === undefined ? undefined : at(hours));
		expect(() => assertTimes(time(scheduled), time(expiry), now)).not.toThrow();
	});
});

describe('additional fields', () => {
	const of = (fields: object) => readAdditionalFields({ ...fields } as never, 'UTC');

	test.each(['', '  ', null, undefined])('%j counts as not given', (empty) => {
		const names = ['country', 'source', 'clientMessageId', 'encoding', 'scheduled', 'expiry'];
		expect(of(Object.fromEntries(names.map((name) => [name, empty])))).toEqual({});
	});

	test('what is given goes out, numbers as text', () => {
		expect(
			of({ country: 'sg', source: 12345, clientMessageId: 77, dlrCallbackUrl: 'https://a.b/c' }),
		).toEqual({
			country: 'SG',
			source: '12345',
			clientMessageId: '77',
			dlrCallbackUrl: 'https://a.b/c',
		});
	});

	test('the longest that 8x8 takes', () => {
		const fields = { source: 'x'.repeat(16), clientMessageId: 'y'.repeat(350) };
		expect(of(fields)).toEqual(fields);
		expect(readClientBatchId('z'.repeat(20))).toBe('z'.repeat(20));
	});

	test.each([
		[{ source: 'x'.repeat(17) }, 'Sender ID has 17 characters, and 8x8 takes at most 16'],
		[{ clientMessageId: 'y'.repeat(351) }, 'Client Message ID has 351 characters'],
		[{ country: 'SGP' }, '"SGP" is no country code'],
		[{ encoding: 'UTF8' }, '"UTF8" is no encoding that 8x8 knows'],
		[{ dlrCallbackUrl: 'example.com' }, '"example.com" is no web address'],
		[{ dlrCallbackUrl: 'https://' }, '"https://" is no web address'],
		[{ dlrCallbackUrl: 'https://a b' }, '"https://a b" is no web address'],
		[{ scheduled: '2001-01-01T00:00:00' }, 'Scheduled lies in the past'],
		[{ expiry: 'soon' }, 'Expiry is no date and time'],
	])('%j is refused by name', (fields, message) => {
		expect(() => of(fields)).toThrow(message);
	});

	test('a client batch ID of more than 20 characters is refused', () => {
		expect(() => readClientBatchId('z'.repeat(21))).toThrow('Client Batch ID has 21 characters');
	});

	test.each([
		[undefined, ' demo_1 ', 'demo_1'],
		['own-1', 'demo_1', 'own-1'],
		['', 'A.b_c&d-9', 'A.b_c&d-9'],
	])('subaccount %j, else %j', (own, ofCredential, expected) => {
		expect(readSubAccountId(own, ofCredential)).toBe(expected);
	});

	test.each(['ab', '...', 'a/b/c', 'x'.repeat(51), 'é'.repeat(5), ''])(
		'%j is no subaccount ID',
		(subAccountId) => {
			expect(() => readSubAccountId(subAccountId, '')).toThrow('is no subaccount ID');
		},
	);
});
