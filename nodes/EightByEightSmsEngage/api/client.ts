import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { readAnswer } from './answer';
import { baseUrl } from './baseUrl';
import { connectionFailure } from './connectionError';
import { ApiError } from './error';

export const CREDENTIAL_NAME = 'eightByEightSmsEngageApi';

/** Tries after the first for a connection that was never made. */
const CONNECTION_RETRIES = 2;
const CONNECTION_RETRY_WAIT_MS = 500;
/** Waits are cut into pieces, so that Stop in the editor ends them soon. */
const WAIT_STEP_MS = 500;
/** For a 429 that does not say how long, and the least for one that says "at once". */
const LEAST_RETRY_AFTER_S = 1;

export interface ClientOptions {
	/** The longest that 8x8 may take for one answer, in milliseconds. */
	timeout: number;
	/** The most time spent waiting out 429s for one request, in seconds. */
	rateLimitWait: number;
	/** The least time from an answer to the next request, in milliseconds. Default 0. */
	pause?: number;
}

interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path segments after `/api/v1`; each is URL-encoded. */
	path: string[];
	body?: object;
	/** A secret in the body, which must not come back in an error. */
	secret?: string;
	/** Goes out, and is waited for, also when the execution was stopped: it clears up at 8x8. */
	despiteStop?: true;
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
		{ method, body, despiteStop }: ApiRequest,
	): Promise<IN8nHttpFullResponse> =>
		(await context.helpers.httpRequestWithAuthentication.call(
			despiteStop ? unstoppable(context) : context,
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

	const ownSecrets = [credentials.apiKey, credentials.webhookAuthorization].map((secret) =>
		String(secret ?? '').trim(),
	);
	let nextAt = 0;

	return async (request) => {
		const url = `${base}/api/v1/${request.path.map(pathSegment).join('/')}`;
		let connectionTries = 0;
		let waitedSeconds = 0;
		for (;;) {
			await wait(nextAt - Date.now());
			if (stopped() && !request.despiteStop) throw stoppedBefore();
			let response: IN8nHttpFullResponse;
			try {
				response = await exchange(url, request);
			} catch (thrown) {
				const { error, worthAnotherTry } = connectionFailure(thrown);
				if (!worthAnotherTry || connectionTries >= CONNECTION_RETRIES) throw error;
				connectionTries++;
				await wait(CONNECTION_RETRY_WAIT_MS * connectionTries);
				continue;
			} finally {
				nextAt = Date.now() + (options.pause ?? 0);
			}
			if (response.statusCode === 429) {
				const seconds = retryAfter(response.headers['retry-after']);
				if (waitedSeconds + seconds <= options.rateLimitWait) {
					waitedSeconds += seconds;
					await wait(seconds * 1000);
					continue;
				}
			}
			return readAnswer(response, [...ownSecrets, request.secret ?? '']);
		}
	};
}

/** The same context, except that n8n breaks off none of its requests when Stop is pressed. */
function unstoppable(context: IExecuteFunctions): IExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as IExecuteFunctions;
}

/**
 * A dot or two would be taken for a folder, so that the call would go to another endpoint; half of
 * an emoji (a lone surrogate) cannot be encoded.
 */
function pathSegment(segment: string): string {
	if (!/^\.{0,2}$|\p{Surrogate}/u.test(segment)) return encodeURIComponent(segment);
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
	const seconds = /^\d+(\.\d+)?$/.test(text)
		? Number(text)
		: (Date.parse(text) - Date.now()) / 1000;
	return seconds > LEAST_RETRY_AFTER_S ? seconds : LEAST_RETRY_AFTER_S;
}
