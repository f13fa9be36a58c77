import { SUB_ACCOUNT_ID } from '../api/account';
import { optionalText } from './given';
import { InvalidValueError, quoted } from './invalidValue';
import { assertFilledIn } from './unfilledCode';

/** The sender ID: what the phone shows as sender. */
export const readSenderId = (value: unknown) => limitedText(value, 'Sender ID', 16);

/** 8x8's limit for a client message ID, in characters. */
export const LONGEST_MESSAGE_ID = 350;

export const readClientMessageId = (value: unknown) =>
	limitedText(value, 'Client Message ID', LONGEST_MESSAGE_ID);

export const readClientBatchId = (value: unknown) => limitedText(value, 'Client Batch ID', 20);

/** The survey's ID. */
export const readSurveyId = (value: unknown) =>
	requiredId(
		value,
		'Survey ID',
		'8x8 gives you the ID of each survey. If it comes from an earlier node, check its field.',
	);

/**
 * An ID that becomes a part of a request's address.
 *
 * @param way where to take the ID from
 * @throws {InvalidValueError} when it is empty, or `.` or `..`: they would change the address
 */
export function requiredId(value: unknown, field: string, way: string): string {
	const id = filledIn(value, field);
	if (id !== undefined && !/^\.{1,2}$/.test(id)) return id;
	const wrong = id === undefined ? 'is empty' : `is ${quoted(id)}, which is not an ID`;
	throw new InvalidValueError(`'${field}' ${wrong}`, field, way);
}

/**
 * The subaccount of a call: the node's own, else the credential's.
 *
 * @throws {InvalidValueError} when 8x8 could not have given it
 */
export function readSubAccountId(own: unknown, ofCredential: unknown): string {
	const field = 'Subaccount ID';
	const subAccountId = optionalText(own, field) ?? optionalText(ofCredential, field) ?? '';
	if (SUB_ACCOUNT_ID.test(subAccountId)) return subAccountId;
	throw new InvalidValueError(
		subAccountId === ''
			? `'${field}' is empty`
			: `'${field}' is ${quoted(subAccountId)}, which is not a valid subaccount ID`,
		field,
		'Copy it from the 8x8 Connect portal: 3 to 50 letters, digits and . _ & -',
	);
}

/** With `{{ $json.id }}` as it stands all items would have one ID. */
function filledIn(value: unknown, field: string): string | undefined {
	const text = optionalText(value, field);
	if (text !== undefined) assertFilledIn(text, field);
	return text;
}

/** @throws {InvalidValueError} when the text is longer than 8x8 allows */
function limitedText(value: unknown, field: string, limit: number): string | undefined {
	const text = filledIn(value, field);
	if (text === undefined || text.length <= limit) return text;
	throw new InvalidValueError(
		`'${field}' has ${text.length} characters, and 8x8 takes at most ${limit}`,
		field,
		`Shorten it: ${quoted(text)}`,
	);
}
