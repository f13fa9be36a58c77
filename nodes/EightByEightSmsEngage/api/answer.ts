import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { ApiError } from './error';
import { plainWords } from './errorCodes';

/**
 * The JSON of an answer; undefined for one without a body.
 *
 * @param secrets are taken out of what 8x8 says, should it repeat them
 * @throws {ApiError} for every answer that is no success, and one that cannot be read
 */
export function readAnswer(response: IN8nHttpFullResponse, secrets: string[]): unknown {
	const status = response.statusCode;
	const text = typeof response.body === 'string' ? response.body : '';
	const body = parseJson(text);

	if (status >= 200 && status < 300) {
		if (text.trim() === '') return undefined;
		if (typeof body === 'object' && body !== null) return body;
		throw new ApiError('The answer of 8x8 could not be read', {
			description: 'Look in the 8x8 Connect portal whether the request was taken.',
			reach: 'all',
			uncertain: true,
			httpStatus: status,
		});
	}
	if (status >= 300 && status < 400) {
		throw new ApiError('The address of 8x8 leads somewhere else', {
			description:
				'The API key is not sent on to another address. Check the region of the credential, or its base URL.',
			reach: 'all',
			// 303 answers a request that was carried out.
			uncertain: status === 303,
			httpStatus: status,
		});
	}

	const { code, message, errorId } = (body ?? {}) as Record<string, unknown>;
	const words = plainWords(status, typeof code === 'number' ? code : undefined);
	const shown = (value: unknown) =>
		typeof value === 'string'
			? secrets
					.filter((secret) => secret !== '')
					.reduce((text, secret) => text.replaceAll(secret, '***'), value)
					.trim()
			: '';
	const said = shown(message);
	fail(words.message, {
		description: said === '' ? words.description : `${words.description} 8x8 says: "${said}"`,
		reach: [400, 404, 410, 422].includes(status) ? 'item' : 'all',
		uncertain: status >= 500 || status === 408 || status < 200,
		httpStatus: status,
		...(typeof code === 'number' && { code }),
		...(shown(errorId) !== '' && { errorId: shown(errorId) }),
	});
}

function fail(message: string, details: ApiError['details']): never {
	const code = details.code === undefined ? '' : ` (8x8 code ${details.code})`;
	const errorId = details.errorId === undefined ? '' : ` Error ID: ${details.errorId}`;
	throw new ApiError(`${message}${code}`, {
		...details,
		description: `${details.description}${errorId}`,
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
