import { DateTime } from 'luxon';

import { InvalidValueError } from './invalidValue';

/**
 * A date and time as 8x8 takes it: ISO 8601 with an offset. Without a zone of its own it is read in
 * the workflow's time zone. Takes an ISO or SQL text, a JavaScript Date or a Luxon DateTime.
 */
export function readTime(value: unknown, field: string, timezone: string): DateTime {
	const time = parse(value, timezone);
	if (time?.isValid) return time;
	throw new InvalidValueError(
		`${field} is no date and time: "${String(value).slice(0, 40)}"`,
		field,
		'Write it like 2030-01-31T09:00:00, or with a time zone like 2030-01-31T09:00:00+08:00.',
	);
}

/** Without fractions of a second, as in 8x8's examples. */
export function isoTime(time: DateTime): string {
	return time.toISO({ suppressMilliseconds: true, precision: 'second' })!;
}

/** Refuses what 8x8 would refuse for certain: a schedule or an expiry that is over already. */
export function assertTimes(
	scheduled: DateTime | undefined,
	expiry: DateTime | undefined,
	now: DateTime,
): void {
	if (scheduled && scheduled <= now) {
		throw new InvalidValueError(
			`Scheduled lies in the past: ${isoTime(scheduled)}`,
			'Scheduled',
			'Choose a time to come, or leave Scheduled out to send at once.',
		);
	}
	if (expiry && expiry <= now) {
		throw new InvalidValueError(
			`Expiry lies in the past: ${isoTime(expiry)}`,
			'Expiry',
			'Choose a time to come, or leave Expiry out.',
		);
	}
	if (scheduled && expiry && expiry <= scheduled) {
		throw new InvalidValueError(
			`Expiry (${isoTime(expiry)}) lies before Scheduled (${isoTime(scheduled)})`,
			'Expiry',
			'A survey that expires before it is sent reaches nobody. Choose a later Expiry.',
		);
	}
}

function parse(value: unknown, timezone: string): DateTime | undefined {
	const options = { zone: timezone, setZone: true };
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timezone });
	// A DateTime of n8n's own copy of Luxon is no instance of ours, so it goes by way of its text.
	const { toISO } = (value ?? {}) as { toISO?: () => string | null };
	const text = typeof toISO === 'function' ? toISO.call(value) : value;
	if (typeof text !== 'string') return undefined;
	const iso = DateTime.fromISO(text.trim(), options);
	return iso.isValid ? iso : DateTime.fromSQL(text.trim(), options);
}
