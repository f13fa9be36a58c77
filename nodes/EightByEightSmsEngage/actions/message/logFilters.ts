import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { LogRow, LogTitle } from '../../api/exportFile';
import type { ExportRequest } from '../../api/exports';
import { countryCode } from '../../values/country';
import { isGiven } from '../../values/given';
import { InvalidValueError, quoted } from '../../values/invalidValue';
import { phoneNumber } from '../../values/phoneNumber';
import { isoTime, readTime } from '../../values/times';
import {
	batchIds,
	clientMessageIds,
	countries as countriesField,
	filters as filtersField,
	states,
} from './logFields';

/** How far back 8x8's log goes without a From. Source: 8x8's API description, LogExportRequest. */
const DEFAULT_DAYS = 7;

/**
 * The export's request: all that 8x8 can filter by, and no limit, because the rows are filtered and
 * sorted further here. To defaults to now: 8x8's own default, "today", may leave out today's messages.
 *
 * @throws {InvalidValueError}
 */
export function exportRequest(
	filters: IDataObject,
	timezone: string,
	now: DateTime,
): ExportRequest {
	const from = isGiven(filters.from) ? readTime(filters.from, 'From', timezone) : undefined;
	const to = isGiven(filters.to) ? readTime(filters.to, 'To', timezone) : now;
	assertSpan(from, to, isGiven(filters.to));
	const countries = listIn(filters, countriesField).map(readCountry);
	return {
		...(from && { from: isoTime(from) }),
		to: isoTime(to),
		...(isGiven(filters.phoneNumber) && {
			phoneNumber: phoneNumber(filters.phoneNumber, undefined, false),
		}),
		...(countries.length > 0 && { countries }),
		limit: 0,
	};
}

function assertSpan(from: DateTime | undefined, to: DateTime, toIsGiven: boolean): void {
	if (from && from >= to) {
		throw new InvalidValueError(
			toIsGiven
				? `'From' (${isoTime(from)}) is not before 'To' (${isoTime(to)})`
				: `'From' is in the future: ${isoTime(from)}`,
			'From',
			toIsGiven ? "Choose an earlier 'From' or a later 'To'." : 'Choose a time in the past.',
		);
	}
	const start = DateTime.utc().startOf('day').minus({ days: DEFAULT_DAYS });
	if (!from && to <= start) {
		throw new InvalidValueError(
			`'To' (${isoTime(to)}) is more than ${DEFAULT_DAYS} days ago, and 'From' is not set`,
			'From',
			`Without 'From' the log begins ${DEFAULT_DAYS} days ago. Add 'From' under 'Filters'.`,
		);
	}
}

function readCountry(text: string): string {
	const code = countryCode(text);
	if (code !== undefined) return code;
	const { displayName } = countriesField;
	throw new InvalidValueError(
		`'${displayName}' holds ${quoted(text)}, which is not a country`,
		displayName,
		'Write two-letter codes such as SG, separated by commas.',
	);
}

/** The check of a row, and the columns that it needs. */
export interface RowFilter {
	needed: LogTitle[];
	passes: (row: LogRow) => boolean;
}

const COLUMNS: Array<[field: INodeProperties, title: LogTitle]> = [
	[clientMessageIds, 'clientmessageid'],
	[batchIds, 'batchid'],
	[states, 'status_value'],
];

/** The filters that 8x8 does not have. @throws {InvalidValueError} */
export function rowFilter(filters: IDataObject): RowFilter {
	const wanted = COLUMNS.map(([field, title]) => ({
		title,
		values: new Set(listIn(filters, field).map((value) => value.toLowerCase())),
	})).filter(({ values }) => values.size > 0);
	return {
		needed: wanted.map(({ title }) => title),
		passes: (row) =>
			wanted.every(({ title, values }) => values.has((row(title) ?? '').toLowerCase())),
	};
}

/**
 * A filter whose expression gives nothing was still meant as a filter: ignored, it would let other
 * messages through.
 *
 * @param raw the filters as stored, where an expression starts with `=`
 * @throws {InvalidValueError}
 */
export function assertFilled(filters: IDataObject, raw: IDataObject): void {
	for (const field of filtersField.options as INodeProperties[]) {
		const stored = raw[field.name];
		const isExpression = typeof stored === 'string' && stored.startsWith('=');
		if (isExpression && readsEmpty(filters[field.name])) throw nothingGiven(field);
	}
}

const readsEmpty = (value: unknown) =>
	Array.isArray(value) ? value.length === 0 : !isGiven(value);

/**
 * The entries of a text (split at commas and line breaks) or of a list (each taken whole).
 *
 * @throws {InvalidValueError}
 */
function listIn(filters: IDataObject, field: INodeProperties): string[] {
	const value = filters[field.name];
	if (!isGiven(value)) return [];
	// The editor stores an empty choice like this.
	if (field.type === 'multiOptions' && readsEmpty(value)) return [];
	const texts = Array.isArray(value) ? value : [value];
	if (texts.some((text) => typeof text === 'object' && text !== null)) throw noTexts(field);
	const entries = (Array.isArray(value) ? texts : String(value).split(/[,\r\n]/))
		.map((text) => String(text ?? '').trim())
		.filter((text) => text !== '');
	if (entries.length === 0) throw nothingGiven(field);
	return entries;
}

function nothingGiven({ displayName }: INodeProperties): InvalidValueError {
	return new InvalidValueError(
		`'${displayName}' is empty`,
		displayName,
		`Check its expression: the field that it takes is empty or is not there. To get all messages, remove '${displayName}' from 'Filters'.`,
	);
}

function noTexts({ displayName }: INodeProperties): InvalidValueError {
	return new InvalidValueError(
		`'${displayName}' holds an object`,
		displayName,
		'Give texts, separated by commas, or a list of texts.',
	);
}
