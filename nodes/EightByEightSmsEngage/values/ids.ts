import { InvalidValueError } from './invalidValue';

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

export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && String(value).trim() !== '';
}

export function limitedText(value: unknown, field: string, limit: number): string | undefined {
	const text = optionalText(value);
	if (text === undefined || text.length <= limit) return text;
	throw new InvalidValueError(
		`${field} has ${text.length} characters, and 8x8 takes at most ${limit}`,
		field,
		`Shorten it: "${text.slice(0, 40)}"`,
	);
}

export function callbackUrl(value: unknown): string | undefined {
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
