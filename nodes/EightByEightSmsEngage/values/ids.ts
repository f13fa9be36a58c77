import { SUB_ACCOUNT_ID } from '../api/account';
import { InvalidValueError, quoted } from './invalidValue';

/** The sender ID: what the phone shows as sender. */
export const readSenderId = (value: unknown) => limitedText(value, 'Sender ID', 16);

export const readClientMessageId = (value: unknown) => limitedText(value, 'Client Message ID', 350);

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
	const id = optionalText(value, field);
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

/**
 * A text, or a number as text; undefined when nothing or only blanks are given.
 *
 * @param field the display name of the field
 * @throws {InvalidValueError} for an object, a list, a boolean, and a number that has lost digits
 */
export function optionalText(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const wrong = whatIsWrong(value);
	if (wrong !== undefined) {
		throw new InvalidValueError(
			`'${field}' ${wrong}, but it must be a text or a number`,
			field,
			`If an expression fills '${field}', choose one field in it, such as {{ $json.id }}.`,
		);
	}
	const text = String(value).trim();
	return text === '' ? undefined : text;
}

/** False for a missing or blank value. */
export function isGiven(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '';
	return value !== undefined && value !== null;
}

/** @throws {InvalidValueError} when the text is longer than 8x8 allows */
function limitedText(value: unknown, field: string, limit: number): string | undefined {
	const text = optionalText(value, field);
	if (text === undefined || text.length <= limit) return text;
	throw new InvalidValueError(
		`'${field}' has ${text.length} characters, and 8x8 takes at most ${limit}`,
		field,
		`Shorten it: ${quoted(text)}`,
	);
}

/** Whether it is a whole one, with `http://` or `https://`. */
export const isWebAddress = (text: string): boolean =>
	/^https?:\/\/[^\s/]\S*$/i.test(text) && URL.canParse(text);

/** @throws {InvalidValueError} when it is not a whole web address */
export function readCallbackUrl(value: unknown): string | undefined {
	const field = 'Delivery Receipt URL';
	const text = optionalText(value, field);
	if (text === undefined || isWebAddress(text)) return text;
	throw new InvalidValueError(
		`'${field}' is ${quoted(text)}, which is not a web address`,
		field,
		'Give a whole address that 8x8 can reach, for example https://example.com/receipts.',
	);
}

function whatIsWrong(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'is a list';
	switch (typeof value) {
		case 'bigint':
			return undefined;
		case 'string':
			// n8n writes an object inside a text like this.
			return value.includes('[object Object]') ? 'holds an object' : undefined;
		case 'number':
			if (!Number.isFinite(value)) return `is ${value}`;
			return Number.isInteger(value) && !Number.isSafeInteger(value)
				? `is ${value}, a number too large to keep all its digits`
				: undefined;
		case 'boolean':
			return `is ${value}`;
		default:
			return 'is an object';
	}
}
