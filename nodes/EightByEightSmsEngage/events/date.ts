import { DateTime } from 'luxon';

function parse(value: unknown): DateTime | undefined {
	if (typeof value !== 'string' || !/^\s*\d{4}-\d\d-\d\d.{0,40}$/.test(value)) return undefined;
	const date = DateTime.fromISO(value.trim().replace(' ', 'T'), { zone: 'utc' });
	return date.isValid ? date : undefined;
}

/** The date as 8x8 wrote it, or null when it is missing or no ISO 8601 date. */
export function readableDate(value: unknown): string | null {
	return parse(value) === undefined ? null : (value as string);
}

/** Whole seconds between two ISO 8601 dates, or null when one of them cannot be read. */
export function secondsBetween(start: unknown, end: unknown): number | null {
	const from = parse(start);
	const to = parse(end);
	if (from === undefined || to === undefined) return null;
	return Math.round((to.toMillis() - from.toMillis()) / 1000);
}
