import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Encoding, SurveyRequest } from '../../api/types';
import { InvalidValueError } from '../../message/error';
import { assertTimes, isoTime, readTime } from './times';

const ENCODINGS = ['AUTO', 'GSM7', 'UCS2'];

export type AdditionalFields = Omit<
	SurveyRequest,
	'destination' | 'templateBody' | 'templateVariables'
>;

/**
 * The request's optional fields, checked against 8x8's rules. An empty field counts as not given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readAdditionalFields(fields: IDataObject, timezone: string): AdditionalFields {
	const country = optionalText(fields.country);
	if (country !== undefined && !/^[a-z]{2}$/i.test(country)) {
		throw new InvalidValueError(
			`"${country}" is no country code`,
			'Country',
			'Choose a country from the list, or give its two letters, for example SG.',
		);
	}
	const encoding = optionalText(fields.encoding);
	if (encoding !== undefined && !ENCODINGS.includes(encoding)) {
		throw new InvalidValueError(
			`"${encoding}" is no encoding that 8x8 knows`,
			'Encoding',
			`Use ${ENCODINGS.join(', ')}, or leave Encoding out.`,
		);
	}
	const [scheduled, expiry] = (['scheduled', 'expiry'] as const).map((name) =>
		isGiven(fields[name])
			? readTime(fields[name], name === 'scheduled' ? 'Scheduled' : 'Expiry', timezone)
			: undefined,
	);
	// The current time costs as much as all the rest, so it is asked for only where it matters.
	if (scheduled ?? expiry) assertTimes(scheduled, expiry, DateTime.now());

	return definedOnly({
		country: country?.toUpperCase(),
		source: limitedText(fields.source, 'Sender ID', 16),
		clientMessageId: limitedText(fields.clientMessageId, 'Client Message ID', 350),
		encoding: encoding as Encoding | undefined,
		scheduled: scheduled && isoTime(scheduled),
		expiry: expiry && isoTime(expiry),
		dlrCallbackUrl: callbackUrl(fields.dlrCallbackUrl),
	});
}

/** @throws {InvalidValueError} when it is longer than 8x8's 20 characters */
export function readClientBatchId(value: unknown): string | undefined {
	return limitedText(value, 'Client Batch ID', 20);
}

/**
 * The subaccount of a call: the node's own, else the credential's.
 *
 * @throws {InvalidValueError} when it is none that 8x8 could have given
 */
export function readSubAccountId(own: unknown, ofCredential: unknown): string {
	const subAccountId = optionalText(own) ?? String(ofCredential ?? '').trim();
	if (/^[\w.&-]{3,50}$/.test(subAccountId) && !/^\.+$/.test(subAccountId)) return subAccountId;
	throw new InvalidValueError(
		`"${subAccountId.slice(0, 60)}" is no subaccount ID`,
		'Subaccount ID',
		'Copy it from the 8x8 Connect portal: 3 to 50 letters, digits and . _ & -',
	);
}

/** A value that an expression may have given as a number; undefined when there is none. */
export function optionalText(value: unknown): string | undefined {
	return isGiven(value) ? String(value).trim() : undefined;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && String(value).trim() !== '';
}

function limitedText(value: unknown, field: string, limit: number): string | undefined {
	const text = optionalText(value);
	if (text === undefined || text.length <= limit) return text;
	throw new InvalidValueError(
		`${field} has ${text.length} characters, and 8x8 takes at most ${limit}`,
		field,
		`Shorten it: "${text.slice(0, 40)}"`,
	);
}

function callbackUrl(value: unknown): string | undefined {
	const text = optionalText(value);
	if (text === undefined || (/^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text))) {
		return text;
	}
	throw new InvalidValueError(
		`"${text.slice(0, 60)}" is no web address`,
		'Delivery Receipt URL',
		'Give a whole address that 8x8 can reach, for example https://example.com/receipts.',
	);
}

function definedOnly<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
