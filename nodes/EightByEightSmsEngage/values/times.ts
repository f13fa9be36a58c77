import { DateTime } from 'luxon';

import { InvalidValueError, quoted, shown } from './invalidValue';

/**
 * ISO 8601: a calendar, week or ordinal date, a time of at least hours, and perhaps a zone. A blank
 * may stand for the T of `2026-12-24 18:00`. Luxon alone would take `2130` for a year and `20` for
 * an hour of today.
 */
const DATE = String.raw`\d{4}-\d{2}-\d{2}|\d{4}-W\d{2}-\d|\d{4}-\d{3}|\d{8}|\d{4}W\d{3}|\d{7}`;
const TIME = String.raw`\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,30})?)?)?`;
// No clock is more than 14 hours from UTC.
const OFFSET = String.raw`Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?`;
const ZONE_NAME = String.raw`\[([\w/+-]{1,50})\]`;
const DATE_WITH_TIME = new RegExp(
	`^((?:${DATE})T|\\d{4}-\\d{2}-\\d{2} )(${TIME})(?: ?(${OFFSET})(?:${ZONE_NAME})?)?$`,
);

/**
 * A date with a time: as an ISO 8601 text, as a text such as `2026-12-24 18:00`, as a JavaScript
 * Date or as a Luxon DateTime. Without a zone of its own it is read in the workflow's time zone.
 *
 * @param field the display name of the field, such as `Scheduled`
 * @throws {InvalidValueError} for anything else: a date without a time, a time without a date, a number
 */
export function readTime(value: unknown, field: string, timezone: string): DateTime {
	const time = parse(value, timezone);
	if (time?.isValid) return time;
	throw new InvalidValueError(
		`'${field}' is ${shownTime(value)}, which is not a date with a time`,
		field,
		'Write it like 2030-01-31T09:00, or with a time zone like 2030-01-31T09:00+08:00.',
	);
}

/** With an offset, in whole seconds, rounded up so that it never lies in the past. */
export function isoTime(time: DateTime): string {
	const whole = time.millisecond === 0 ? time : time.startOf('second').plus({ seconds: 1 });
	return whole.toISO({ suppressMilliseconds: true })!;
}

/** When a survey goes out: at its schedule in ISO 8601, or now. */
export function dueAt(scheduled: unknown): DateTime {
	return typeof scheduled === 'string' ? DateTime.fromISO(scheduled) : DateTime.now();
}

/** Fractions of an hour count, to the millisecond. */
export function hoursAfter(start: DateTime, hours: number): DateTime {
	return start.plus({ milliseconds: Math.round(hours * 3_600_000) });
}

/** Refuses what 8x8 would certainly refuse: a schedule or an expiry in the past. */
export function assertTimes(
	scheduled: DateTime | undefined,
	expiry: DateTime | undefined,
	now: DateTime,
): void {
	if (scheduled && scheduled <= now) {
		throw new InvalidValueError(
			`'Scheduled' is in the past: ${isoTime(scheduled)}`,
			'Scheduled',
			"Choose a time in the future, or leave 'Scheduled' out to send at once.",
		);
	}
	if (expiry && expiry <= now) {
		throw new InvalidValueError(
			`'Expiry' is in the past: ${isoTime(expiry)}`,
			'Expiry',
			"Choose a time in the future, or leave 'Expiry' out.",
		);
	}
	if (scheduled && expiry && expiry <= scheduled) {
		throw new InvalidValueError(
			`'Expiry' (${isoTime(expiry)}) is before 'Scheduled' (${isoTime(scheduled)})`,
			'Expiry',
			"A survey that expires before it is sent reaches nobody. Choose a later 'Expiry'.",
		);
	}
}

function parse(value: unknown, timezone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timezone });
	// A DateTime from n8n's own copy of Luxon is not an instance of ours, so its text is read.
	const { toISO } = (value ?? {}) as { toISO?: () => string | null };
	const given = typeof toISO === 'function' ? toISO.call(value) : value;
	if (typeof given !== 'string') return undefined;
	const [, date, clock, offset = '', zoneName] = DATE_WITH_TIME.exec(given.trim()) ?? [];
	if (date === undefined) return undefined;
	// Luxon takes no blanks.
	const iso = `${date.replace(' ', 'T')}${clock}${offset}`;
	const time = DateTime.fromISO(iso, { zone: timezone, setZone: true });
	if (zoneName === undefined) return time;
	// The offset tells the two hours apart when the clocks go back; Luxon would read the name alone.
	return time.setZone(zoneName).offset === time.offset ? time : undefined;
}

function shownTime(value: unknown): string {
	return value instanceof Date ? quoted(String(value)) : shown(value);
}
