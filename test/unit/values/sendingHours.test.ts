import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readSendingHours } from '../../../nodes/EightByEightSmsEngage/actions/survey/sendingHours';
import { countriesOf } from '../../../nodes/EightByEightSmsEngage/values/phoneNumber';
import { isTimeZone, timeZonesOf } from '../../../nodes/EightByEightSmsEngage/values/timeZones';
import { failure } from '../failure';

const QUARTER = 15 * 60_000;
const NUMBERS = {
	Singapore: '+6591234567',
	India: '+919876543210',
	Nepal: '+9779841234567',
	Germany: '+4915112345678',
	'United States': '+12015550123',
	Australia: '+61412345678',
	Kiribati: '+68672001234',
	Russia: '+79123456789',
};
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const hoursOf = (hours: object, workflowZone = 'UTC') => readSendingHours({ hours }, workflowZone)!;
const inZone = (zone: string, hours: object = {}) =>
	hoursOf({ timeZone: 'custom', customTimeZone: zone, ...hours });
/** When a survey goes out whose moment is `at`, in the zone of the hours. */
const sentAt = (hours: ReturnType<typeof hoursOf>, at: string, number = NUMBERS.Singapore) => {
	const moment = DateTime.fromISO(at, { setZone: true });
	return hours.postponed(number, moment)?.toISO({ suppressMilliseconds: true }) ?? 'at once';
};

describe('in one time zone', () => {
	test.each([
		['2026-11-27T08:59:59.999+08:00', '2026-11-27T09:00:00+08:00'],
		['2026-11-27T09:00:00+08:00', 'at once'],
		['2026-11-27T19:59:59.999+08:00', 'at once'],
		['2026-11-27T20:00:00+08:00', '2026-11-28T09:00:00+08:00'],
		['2026-11-27T23:00:00+08:00', '2026-11-28T09:00:00+08:00'],
		['2026-11-27T16:30:00Z', '2026-11-28T09:00:00+08:00'],
	])('the defaults: %s goes out %s', (at, expected) => {
		expect(sentAt(hoursOf({}), at)).toBe(expected);
	});

	test.each([
		['2026-11-27T23:59:59.999+08:00', 'at once'],
		['2026-11-28T00:00:00+08:00', '2026-11-28T23:58:00+08:00'],
		['2026-11-27T23:57:59+08:00', '2026-11-27T23:58:00+08:00'],
	])("until today's last minute: %s goes out %s", (at, expected) => {
		expect(sentAt(hoursOf({ from: '23:58', to: '24:00' }), at)).toBe(expected);
	});

	test("a day's last minute is outside when the hours end at 23:59", () => {
		const hours = hoursOf({ from: '0:00', to: '23:59' });
		expect(sentAt(hours, '2026-11-27T23:58:59+08:00')).toBe('at once');
		expect(sentAt(hours, '2026-11-27T23:59:00+08:00')).toBe('2026-11-28T00:00:00+08:00');
	});

	test.each([
		['2026-11-27T20:00:00+08:00', '2026-11-30T09:00:00+08:00'],
		['2026-11-28T12:00:00+08:00', '2026-11-30T09:00:00+08:00'],
		['2026-11-30T20:00:00+08:00', '2026-12-07T09:00:00+08:00'],
		['2026-12-01T00:00:00+08:00', '2026-12-07T09:00:00+08:00'],
	])('only on Mondays: %s goes out %s', (at, expected) => {
		expect(sentAt(hoursOf({ days: ['monday'] }), at)).toBe(expected);
	});

	test.each([
		['Asia/Kolkata', '2026-11-27T03:29:00Z', '2026-11-27T09:00:00+05:30'],
		['Asia/Kathmandu', '2026-11-27T03:00:00Z', '2026-11-27T09:00:00+05:45'],
		['America/St_Johns', '2026-11-27T10:00:00Z', '2026-11-27T09:00:00-03:30'],
		['Pacific/Kiritimati', '2026-11-27T10:00:00Z', '2026-11-28T09:00:00+14:00'],
		['Pacific/Pago_Pago', '2026-11-28T07:30:00Z', '2026-11-28T09:00:00-11:00'],
	])('%s: %s goes out %s', (zone, at, expected) => {
		expect(sentAt(inZone(zone), at)).toBe(expected);
	});

	test.each([
		// Berlin, 2030-03-31: 02:00 becomes 03:00.
		['Europe/Berlin', '02:30', '04:00', '2030-03-31T00:30:00Z', '2030-03-31T03:00:00+02:00'],
		['Europe/Berlin', '02:00', '03:00', '2030-03-31T00:30:00Z', '2030-04-01T02:00:00+02:00'],
		['Europe/Berlin', '09:00', '20:00', '2030-03-31T06:59:00Z', '2030-03-31T09:00:00+02:00'],
		// Berlin, 2030-10-27: 03:00 becomes 02:00.
		['Europe/Berlin', '02:30', '04:00', '2030-10-27T00:45:00Z', 'at once'],
		['Europe/Berlin', '02:30', '04:00', '2030-10-27T01:10:00Z', '2030-10-27T02:30:00+01:00'],
		['Europe/Berlin', '01:00', '02:30', '2030-10-27T01:10:00Z', 'at once'],
		['Europe/Berlin', '09:00', '20:00', '2030-10-27T07:30:00Z', '2030-10-27T09:00:00+01:00'],
		// Lord Howe Island changes its clocks by half an hour: 2030-10-06, 02:00 becomes 02:30.
		['Australia/Lord_Howe', '02:10', '03:00', '2030-10-05T15:00:00Z', '2030-10-06T02:30:00+11:00'],
		// Beirut, 2030-03-31: midnight becomes 01:00.
		['Asia/Beirut', '00:00', '09:00', '2030-03-30T21:30:00Z', '2030-03-31T01:00:00+03:00'],
	])('%s, %s to %s: %s goes out %s', (zone, from, to, at, expected) => {
		expect(sentAt(inZone(zone, { from, to }), at)).toBe(expected);
	});

	test('no moment of the next seven days', () => {
		// The only hours of the week fall into the hour that Berlin leaves out.
		const hours = inZone('Europe/Berlin', { from: '02:00', to: '03:00', days: ['sunday'] });
		const error = failure(() => sentAt(hours, '2030-03-25T00:00:00Z'));
		expect(error.message).toContain('No moment of the next 7 days');
		expect(sentAt(hours, '2030-04-01T00:00:00Z')).toBe('2030-04-07T02:00:00+02:00');
	});

	test('blanks in the name of a zone are those of its city', () => {
		const at = '2026-11-27T12:00:00Z';
		expect(sentAt(inZone('america/new york'), at)).toBe(sentAt(inZone('America/New_York'), at));
	});

	test('of names with three letters only those of one zone are taken', () => {
		const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
		const pairs = letters.flatMap((one) => letters.map((other) => one + other));
		const names = pairs.flatMap((pair) => letters.map((letter) => pair + letter));
		const taken = 'CET,EET,GMT,HST,MET,PRC,ROC,ROK,UCT,UTC,WET';
		expect(names.filter(isTimeZone).join()).toBe(taken);
	});

	test("the workflow's", () => {
		const hours = hoursOf({ timeZone: 'workflow' }, 'America/New_York');
		expect(sentAt(hours, '2026-11-27T12:00:00Z')).toBe('2026-11-27T09:00:00-05:00');
	});
});

describe("the recipient's", () => {
	test.each([
		[NUMBERS.India, '2026-11-27T03:00:00Z', '2026-11-27T09:00:00+05:30'],
		[NUMBERS.Nepal, '2026-11-27T03:00:00Z', '2026-11-27T09:00:00+05:45'],
		// Noon in New York, 07:00 in Honolulu: two hours later it is 09:00 there.
		[NUMBERS['United States'], '2026-11-27T17:00:00Z', '2026-11-27T19:00:00.000Z'],
	])('%s: %s goes out %s', (number, at, expected) => {
		const moment = DateTime.fromISO(at);
		const next = hoursOf({}).postponed(number, moment)!;
		expect(next.toMillis()).toBe(Date.parse(expected));
	});

	test('hours that no moment fits in all zones of the country are refused with the way out', () => {
		const hours = hoursOf({ from: '09:00', to: '11:00' });
		const error = failure(() => sentAt(hours, '2026-11-27T12:00:00Z', NUMBERS['United States']));
		expect(error.field).toBe('Sending Hours');
		expect(error.message).toContain('in all time zones of US');
		expect(error.description).toContain("'Time Zone'");
		expect(sentAt(hours, '2026-11-27T00:00:00Z', NUMBERS.Germany)).toBe(
			'2026-11-27T09:00:00+01:00',
		);
	});

	test('a number of no country has no time zone', () => {
		const error = failure(() => sentAt(hoursOf({}), '2026-11-27T00:00:00Z', '+80012345678'));
		expect(error.message).toContain('+80012345678');
		expect(error.description).toContain("'Time Zone'");
	});
});

describe('against looking at every quarter of an hour', () => {
	const quarters = fc.integer({ min: 0, max: 96 });
	const time = (quarter: number) =>
		`${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
	const arbitraryHours = fc
		.tuple(quarters, quarters, fc.subarray(DAYS, { minLength: 1 }))
		.filter(([one, other]) => one !== other)
		.map(([one, other, days]) => ({
			from: time(Math.min(one, other)),
			to: time(Math.max(one, other)),
			days,
		}));
	const year = { min: Date.UTC(2026, 0) / QUARTER, max: Date.UTC(2027, 0) / QUARTER };
	// Half of them around clock changes: end of March and of October.
	const moments = fc.oneof(
		fc.integer(year),
		fc
			.tuple(fc.constantFrom(Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24)), fc.nat(4 * 96))
			.map(([start, quarter]) => start / QUARTER + quarter),
	);

	function looked(
		zones: string[],
		hours: { from: string; to: string; days: string[] },
		at: number,
	) {
		for (let moment = at; moment <= at + 7 * 96 * QUARTER; moment += QUARTER) {
			const isInside = zones.every((zone) => {
				const local = DateTime.fromMillis(moment, { zone });
				const clock = local.toFormat('HH:mm');
				return (
					clock >= hours.from && clock < hours.to && hours.days.includes(DAYS[local.weekday - 1]!)
				);
			});
			if (isInside) return moment;
		}
		return undefined;
	}
	function calculated(hours: ReturnType<typeof hoursOf>, number: string, at: number) {
		try {
			return (
				hours.postponed(number, DateTime.fromMillis(at)) ?? DateTime.fromMillis(at)
			).toMillis();
		} catch {
			return undefined;
		}
	}

	test('in one zone', () => {
		const zones = fc.constantFrom(
			'Asia/Singapore',
			'Asia/Kathmandu',
			'Australia/Lord_Howe',
			'America/St_Johns',
			'America/Santiago',
			'Asia/Beirut',
			'Africa/Casablanca',
			'Europe/Berlin',
			'Pacific/Kiritimati',
			'Pacific/Pago_Pago',
		);
		fc.assert(
			fc.property(zones, arbitraryHours, moments, (zone, hours, moment) => {
				const at = moment * QUARTER;
				expect(calculated(inZone(zone, hours), NUMBERS.Singapore, at)).toBe(
					looked([zone], hours, at),
				);
			}),
			{ numRuns: 300 },
		);
	});

	test.each(['United States', 'Australia', 'Kiribati', 'Russia'] as const)(
		'in all zones of %s',
		(name) => {
			const number = NUMBERS[name];
			const zones = countriesOf(number).flatMap(timeZonesOf);
			expect(zones.length).toBeGreaterThan(2);
			fc.assert(
				fc.property(arbitraryHours, moments, (hours, moment) => {
					const at = moment * QUARTER;
					expect(calculated(hoursOf(hours), number, at)).toBe(looked(zones, hours, at));
				}),
				{ numRuns: 20 },
			);
		},
	);
});

describe('what is refused', () => {
	test.each([
		[{ from: '20:00', to: '09:00' }, "'From' (20:00) is not before 'To' (09:00)"],
		[{ from: '09:00', to: '09:00' }, 'is not before'],
		[{ from: '9' }, '\'From\' is "9"'],
		[{ from: '24:00' }, '\'From\' is "24:00"'],
		[{ to: '24:01' }, '\'To\' is "24:01"'],
		[{ to: '12:60' }, '\'To\' is "12:60"'],
		[{ to: '8pm' }, '\'To\' is "8pm"'],
		[{ to: '' }, '\'To\' is ""'],
		[{ from: { hour: 9 } }, "'From' is an object"],
		[{ to: { toString: 1 } }, "'To' is an object"],
		[{ to: ['20:00'] }, "'To' is a list"],
		[{ days: [] }, "'Days' holds no day"],
		[{ days: ['Mon'] }, '\'Days\' holds "Mon"'],
		[{ days: [{ toString: 1 }] }, "'Days' holds an object"],
		[{ timeZone: 'mars' }, '\'Time Zone\' is "mars"'],
		[{ timeZone: { toString: 1 } }, "'Time Zone' is an object"],
		[{ timeZone: 'custom', customTimeZone: { toString: 1 } }, "'Custom Time Zone' is an object"],
		[{ timeZone: 'custom', customTimeZone: ' New Work' }, '\'Custom Time Zone\' is " New Work"'],
		[{ timeZone: 'custom' }, '\'Custom Time Zone\' is ""'],
		[{ timeZone: 'custom', customTimeZone: 'Asia/Nowhere' }, '"Asia/Nowhere"'],
		[{ timeZone: 'custom', customTimeZone: 'bst' }, '"bst"'],
		[{ timeZone: 'custom', customTimeZone: 'EST' }, '"EST"'],
	])('%j', (hours, message) => {
		const error = failure(() => hoursOf(hours));
		expect(error.field).toBe('Sending Hours');
		expect(error.message).toContain(message);
		expect(error.description).toBeTruthy();
	});

	test.each([undefined, null, {}, '', { hours: null }])('%j is not set', (value) => {
		expect(readSendingHours(value, 'UTC')).toBeUndefined();
	});
});

test('10,000 numbers cost next to nothing, and 10,000 moments little', () => {
	const hours = hoursOf({});
	const started = Date.now();
	const start = DateTime.fromISO('2026-11-27T00:00:00Z');
	for (let i = 0; i < 10_000; i++) hours.postponed(NUMBERS['United States'], start);
	const sameMoment = Date.now() - started;
	for (let i = 0; i < 10_000; i++) {
		hours.postponed(NUMBERS['United States'], start.plus({ minutes: i }));
	}
	expect(sameMoment).toBeLessThan(2_000);
	expect(Date.now() - started).toBeLessThan(20_000);
});
