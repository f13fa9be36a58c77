import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { ApiError, FIND_OUT, type ApiErrorDetails } from './error';
import { plainWords } from './errorCodes';
import { shownWords } from './secrets';

/**
 * 8x8's own responses have four levels. At a few thousand n8n runs out of stack when it saves the
 * execution.
 */
const LEVELS = 100;

/**
 * The JSON of a response; undefined for one without a body.
 *
 * @param secrets are taken out of what 8x8 says, should it repeat them
 * @throws {ApiError} for a response that is not a success or cannot be read
 */
export function readResponse(response: IN8nHttpFullResponse, secrets: string[]): unknown {
	const status = response.statusCode;
	const text = typeof response.body === 'string' ? response.body : '';
	if (status >= 200 && status < 300) {
		const body = readSuccess(text, status);
		showDescriptions(body, secrets);
		return body;
	}
	if (status >= 300 && status < 400) throw redirected(status);
	throw refused(status, parseJson(text), secrets);
}

function readSuccess(text: string, status: number): unknown {
	if (text.trim() === '') return undefined;
	const body = parseJson(text);
	if (typeof body === 'object' && body !== null && !isDeeper(body, LEVELS)) return body;
	throw new ApiError('The response from 8x8 could not be read', {
		description: FIND_OUT,
		reach: 'all',
		uncertain: true,
		httpStatus: status,
	});
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((inner) => isDeeper(inner, levels - 1));
	// Without a list of the values of each of 10,000 messages.
	for (const key in value) {
		if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
	}
	return false;
}

/**
 * A success may hold 8x8's own words too, such as why it rejects a survey. They end up in items and
 * errors, so they are shortened and cleaned here.
 */
function showDescriptions(body: unknown, secrets: string[]): void {
	const { messages } = (body ?? {}) as { messages?: unknown };
	// A batch of 10,000 repeats the same few sentences.
	const known = new Map<unknown, string>();
	for (const answer of [body, ...(Array.isArray(messages) ? (messages as unknown[]) : [])]) {
		const { status } = (answer ?? {}) as { status?: { description?: unknown } | null };
		const said = status?.description;
		if (said === undefined) continue;
		const shown = known.get(said) ?? shownWords(said, secrets);
		known.set(said, shown);
		status!.description = shown;
	}
}

function redirected(status: number): ApiError {
	return new ApiError('The address of 8x8 leads somewhere else', {
		description:
			'The API key is not sent on to another address. Check the region of the credential, or its base URL.',
		reach: 'all',
		// 303 means that the request was carried out.
		uncertain: status === 303,
		httpStatus: status,
	});
}

function refused(status: number, body: unknown, secrets: string[]): ApiError {
	const { code: given, message: told, errorId: id } = (body ?? {}) as Record<string, unknown>;
	const code = typeof given === 'number' ? given : undefined;
	const { message, description } = plainWords(status, code);
	const words = shownWords(told, secrets);
	const errorId = shownWords(id, secrets);
	const said = [
		words === '' ? '' : `8x8 says: "${words}"`,
		code === undefined ? '' : `Code: ${code}.`,
		errorId === '' ? '' : `Error ID: ${errorId}`,
	]
		.filter((part) => part !== '')
		.join(' ');
	const details: ApiErrorDetails = {
		description: said === '' ? description : `${description} ${said}`,
		...(said !== '' && { said }),
		reach: reachOf(status, code),
		uncertain: status >= 500 || status === 408 || status < 200,
		httpStatus: status,
		...(code !== undefined && { code }),
		...(errorId !== '' && { errorId }),
	};
	return new ApiError(code === undefined ? message : `${message} (8x8 code ${code})`, details);
}

/** A 404 without a code does not come from 8x8, so every request would meet it. */
function reachOf(status: number, code: number | undefined): ApiErrorDetails['reach'] {
	if (status === 404) return code === undefined ? 'all' : 'item';
	return [400, 410, 422].includes(status) ? 'item' : 'all';
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
