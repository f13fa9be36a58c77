import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { createClient, CREDENTIAL_NAME, type ApiClient } from '../api/client';
import { InvalidValueError } from '../message/error';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RATE_LIMIT_WAIT_S = 60;
/** The longest that a timer can run; with more it would end at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The client of a run, and its credential, which is resolved once, since that is dear.
 * `pause` is the least time between two requests, in milliseconds.
 *
 * @throws {InvalidValueError | ApiError} when an option or the credential cannot be used
 */
export async function connect(
	context: IExecuteFunctions,
	options: IDataObject = {},
	pause = 0,
): Promise<{ client: ApiClient; credentials: ICredentialDataDecryptedObject }> {
	const credentials = await context.getCredentials(CREDENTIAL_NAME);
	const client = createClient(context, credentials, {
		timeout: numberOption(
			options.timeout,
			'Timeout (Milliseconds)',
			DEFAULT_TIMEOUT_MS,
			1,
			LONGEST_TIMEOUT_MS,
		),
		rateLimitWait: numberOption(
			options.rateLimitWait,
			'Rate Limit Wait (Seconds)',
			DEFAULT_RATE_LIMIT_WAIT_S,
			0,
		),
		pause,
	});
	return { client, credentials };
}

/** @throws {InvalidValueError} when the value is neither true nor false, nor one of them as a text */
export function booleanOption(value: unknown, field: string, fallback: boolean): boolean {
	if (value === undefined || value === null || value === '') return fallback;
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new InvalidValueError(
		`${field} is ${String(value)}, but it must be true or false`,
		field,
		`Switch ${field} on or off, or give true or false in its expression.`,
	);
}

/** @throws {InvalidValueError} when the value is no number from `min` to `max` */
export function numberOption(
	value: unknown,
	field: string,
	fallback: number,
	min: number,
	max = Number.MAX_SAFE_INTEGER,
): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = Number(value);
	if (number >= min && number <= max) return number;
	throw new InvalidValueError(
		`${field} is ${String(value)}, but it must be a number ${max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`}`,
		field,
		`Change ${field} under Options.`,
	);
}
