import fc from 'fast-check';
import { DateTime } from 'luxon';

import { assertTimes, isoTime, readTime } from '../../../nodes/EightByEightSmsEngage/values/times';
import { failure } from '../failure';

const read = (value: unknown, zone: string) => isoTime(readTime(value, 'Scheduled', zone));

test.each([
	['2030-01-31T09:00:00', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-01-31T09:00:00', 'Asia/Singapore', '2030-01-31T09:00:00+08:00'],
	['2030-01-31T09:00:00', 'America/New_York', '2030-01-31T09:00:00-05:00'],
	['2030-07-31T09:00:00', 'America/New_York', '2030-07-31T09:00:00-04:00'],
	['2030-01-31 09:00', 'Asia/Kolkata', '2030-01-31T09:00:00+05:30'],
	[' 2030-01-31T09:00:00.999 ', 'Asia/Singapore', '2030-01-31T09:00:01+08:00'],
	['2030-01-31T09:00:59,000000001Z', 'UTC', '2030-01-31T09:00:59Z'],
	['2030-01-31T09', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-01-31 09:00+02:00', 'Asia/Singapore', '2030-01-31T09:00:00+02:00'],
	['2030-01-31 09:00 -0330', 'Asia/Singapore', '2030-01-31T09:00:00-03:30'],
	['2030-01-31 09:00:00 Z', 'Asia/Singapore', '2030-01-31T09:00:00Z'],
	['2030-01-31T09:00+01:00[Europe/Berlin]', 'UTC', '2030-01-31T09:00:00+01:00'],
	['2030-07-31T10:00+01:00[Europe/London]', 'UTC', '2030-07-31T10:00:00+01:00'],
	['2030-01-31T09:00Z[UTC]', 'Asia/Singapore', '2030-01-31T09:00:00Z'],
	['2030-01-31T09:00+14:00', 'UTC', '2030-01-31T09:00:00+14:00'],
	// The clocks go back: the offset tells which of the two is meant.
	['2030-10-27T02:30+02:00[Europe/Berlin]', 'UTC', '2030-10-27T02:30:00+02:00'],
	['2030-10-27T02:30+01:00[Europe/Berlin]', 'UTC', '2030-10-27T02:30:00+01:00'],
	['20300131T0900', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-W05-4T09:00', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-031T09:00', 'UTC', '2030-01-31T09:00:00Z'],
	['2030-01-31T24:00', 'UTC', '2030-02-01T00:00:00Z'],
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

test.each([
	'tomorrow',
	'31.01.2030 09:00',
	'01/31/2030 09:00',
	'2030-13-01T09:00',
	'2030-02-30T09:00',
	'2030-01-31T25:00',
	'2130',
	'20',
	'20:30',
	'T20:30',
	'09:00:00',
	'2030-01-31',
	'20300131',
	'2030-01',
	'2030-01-31T',
	'2030-01-31 ',
	'2030-01-31  09:00',
	'20300131 0900',
	'2030-01-31T09:00+',
	'2030-01-31T09:00 Europe/Berlin',
	'2030-01-31T09:00[Europe/Berlin]',
	'2030-01-31T09:00+05:00[Europe/Berlin]',
	'2030-01-31T09:00+01:00[Europe/Nowhere]',
	'2030-01-31T09:00+15:00',
	'2030-01-31T09:00+08:60',
	'2030-01-31T09:00-99:99',
	'1900000000',
	'1900000000000',
	'47484.375',
	1_900_000_000,
	1_900_000_000_000,
	47484.375,
	20,
	true,
	{},
	[],
	['2030-01-31T09:00'],
	{ toISO: () => null },
	new Date(NaN),
	DateTime.invalid('no date'),
])('%j is refused', (value) => {
	const error = failure(() => readTime(value, 'Expiry', 'UTC'));
	expect(error.field).toBe('Expiry');
	expect(error.message).toMatch(/^'Expiry' is .+, which is not a date with a time$/);
	expect(error.description).toContain('2030-01-31T09:00');
});

test('what goes out is never before what was meant, and less than a second later', () => {
	const moments = fc.oneof(
		fc.date({
			min: new Date('1980-01-01T00:00Z'),
			max: new Date('2099-01-01T00:00Z'),
			noInvalidDate: true,
		}),
		// The clocks go back, in Berlin and in Newfoundland.
		fc
			.tuple(fc.constantFrom('2030-10-27T00:00Z', '2030-11-03T03:30Z'), fc.nat(2 * 3_600_000))
			.map(([start, later]) => new Date(Date.parse(start) + later)),
	);
	const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns', 'Europe/Berlin');
	fc.assert(
		fc.property(moments, zones, fc.boolean(), fc.boolean(), (moment, zone, asText, isNamed) => {
			const iso = DateTime.fromJSDate(moment, { zone }).toISO({ extendedZone: isNamed })!;
			const value = asText ? iso : moment;
			const sent = read(value, 'Asia/Singapore');
			expect(sent).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/);
			const later = Date.parse(sent) - moment.getTime();
			expect(later).toBeGreaterThanOrEqual(0);
			expect(later).toBeLessThan(1000);
		}),
	);
});

test('no text is read in more than a moment', () => {
	const started = Date.now();
	for (const piece of ['2', '2030-01-31T09:00:00.', ' ', '[', '2030-01-31T09:00+01:00[', '-']) {
		expect(() => read(piece.repeat(100_000), 'UTC')).toThrow();
	}
	expect(Date.now() - started).toBeLessThan(5_000);
});

describe('assertTimes', () => {
	const now = DateTime.fromISO('2030-01-01T12:00:00Z');
	const at = (hours: number) => now.plus({ hours });

	test.each([
		[-1, undefined, "'Scheduled' is in the past"],
		[0, undefined, "'Scheduled' is in the past"],
		[undefined, -1, "'Expiry' is in the past"],
		[undefined, 0, "'Expiry' is in the past"],
		[2, 1, /^'Expiry' .* is before 'Scheduled'/],
		[2, 2, /^'Expiry' .* is before 'Scheduled'/],
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
