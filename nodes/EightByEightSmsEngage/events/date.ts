import { DateTime } from 'luxon';

/** The date as 8x8 wrote it, or null when it is missing or not an ISO 8601 date. */
export function readableDate(value: unknown): string | null {
	if (typeof value !== 'string' || !/^\s*\d{4}-\d\d-\d\d.{0,40}$/.test(value)) return null;
	const date = DateTime.fromISO(value.trim().replace(' ', 'T'), { zone: 'utc' });
	return date.isValid ? value : null;
}
