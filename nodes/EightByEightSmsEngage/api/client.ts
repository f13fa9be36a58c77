import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { baseUrl } from './baseUrl';
import { connectionFailure } from './connectionError';
import { ApiError } from './error';
import { plainWords } from './errorCodes';

export const CREDENTIAL_NAME = 'eightByEightSmsEngageApi';

/** Tries after the first for a connection that was never made. */
const CONNECTION_RETRIES = 2;
const CONNECTION_RETRY_WAIT_MS = 500;
/** Waits are cut into pieces, so that Stop in the editor ends them soon. */
const WAIT_STEP_MS = 500;
const DEFAULT_RETRY_AFTER_S = 1;

export interface ClientOptions {
	/** The longest that 8x8 may take for one answer, in milliseconds. */
	timeout: number;
	/** The most time spent waiting out 429s for one request, in seconds. */
	rateLimitWait: number;
}

export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path segments after `/api/v1`; each is URL-encoded. */
	path: string[];
	body?: object;
}

/**
 * Calls 8x8 and gives the parsed JSON answer; undefined for an answer without a body.
 * Sends a request again only when 8x8 certainly did not take it: after 429, as `Retry-After` says,
 * and when no connection was made. Follows no redirect, so the API key stays with its host.
 *
 * @throws {ApiError} on every other outcome
 */
export type ApiClient = (request: ApiRequest) => Promise<unknown>;

export function createClient(
	context: IExecuteFunctions,
	credentials: ICredentialDataDecryptedObject,
	options: ClientOptions,
): ApiClient {
	const base = baseUrl(String(credentials.region), String(credentials.baseUrl ?? ''));
	if (base === undefined) {
		throw new ApiError('The base URL of the credential is no address', {
			description:
				'Open the credential and enter an address such as http://localhost:8808 as Base URL.',
			reach: 'all',
			uncertain: false,
		});
	}

	if (String(credentials.apiKey ?? '').trim() === '') {
		throw new ApiError('The credential holds no API key', {
			description: 'Open the credential and enter the API key from the 8x8 Connect portal.',
			reach: 'all',
			uncertain: false,
		});
	}

	const stopped = () => context.getExecutionCancelSignal()?.aborted === true;

	const exchange = async (
		url: string,
		{ method, body }: ApiRequest,
	): Promise<IN8nHttpFullResponse> =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_NAME,
			{
				method,
				url,
				body,
				headers: { Accept: 'application/json' },
				encoding: 'text',
				timeout: options.timeout,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL_NAME, data: credentials } },
		)) as IN8nHttpFullResponse;

	const wait = async (milliseconds: number) => {
		for (let left = milliseconds; left > 0 && !stopped(); left -= WAIT_STEP_MS) {
			await sleep(Math.min(left, WAIT_STEP_MS));
		}
	};

	return async (request) => {
		const url = `${base}/api/v1/${request.path.map(pathSegment).join('/')}`;
		let connectionTries = 0;
		let waitedSeconds = 0;
		for (;;) {
			if (stopped()) throw stoppedBefore();
			let response: IN8nHttpFullResponse;
			try {
				response = await exchange(url, request);
			} catch (thrown) {
				const { error, worthAnotherTry } = connectionFailure(thrown);
				if (!worthAnotherTry || connectionTries >= CONNECTION_RETRIES) throw error;
				connectionTries++;
				await wait(CONNECTION_RETRY_WAIT_MS * connectionTries);
				continue;
			}
			if (response.statusCode === 429) {
				const seconds = retryAfter(response.headers['retry-after']);
				if (waitedSeconds + seconds <= options.rateLimitWait) {
					waitedSeconds += seconds;
					await wait(seconds * 1000);
					continue;
				}
			}
			return parse(response, String(credentials.apiKey));
		}
	};
}

/** A dot or two would be taken for a folder, so that the call would go to another endpoint. */
function pathSegment(segment: string): string {
	if (!/^\.{0,2}$/.test(segment)) return encodeURIComponent(segment);
	throw new ApiError(`"${segment}" is no ID that 8x8 knows`, {
		description: 'Check the IDs in the fields of this node.',
		reach: 'item',
		uncertain: false,
	});
}

function stoppedBefore(): ApiError {
	return new ApiError('The execution was stopped before this request', {
		description: 'Nothing was sent for this item.',
		reach: 'all',
		uncertain: false,
	});
}

/** Seconds of a `Retry-After` header, which is a number of seconds or an HTTP date. */
function retryAfter(header: unknown): number {
	const text = String(header ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
	const date = Date.parse(text);
	return Number.isNaN(date) ? DEFAULT_RETRY_AFTER_S : Math.max(0, (date - Date.now()) / 1000);
}

function parse(response: IN8nHttpFullResponse, apiKey: string): unknown {
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
			uncertain: false,
			httpStatus: status,
		});
	}

	const { code, message, errorId } = (body ?? {}) as Record<string, unknown>;
	const words = plainWords(status, typeof code === 'number' ? code : undefined);
	const said = typeof message === 'string' ? message.split(apiKey).join('***').trim() : '';
	return fail(words.message, {
		description: said === '' ? words.description : `${words.description} 8x8 says: "${said}"`,
		reach: [400, 404, 410, 422].includes(status) ? 'item' : 'all',
		uncertain: status >= 500 || status === 408 || status < 200,
		httpStatus: status,
		...(typeof code === 'number' && { code }),
		...(typeof errorId === 'string' && { errorId }),
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
