import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';

import { baseUrl } from './baseUrl';
import { connectionFailure } from './connectionError';
import { ApiError, nothingDone } from './error';
import { isStopped, pause } from './pause';
import { readResponse } from './response';
import { Retries, type Exchange } from './retry';

export const CREDENTIAL_NAME = 'eightByEightSmsEngageApi';

export interface ClientOptions {
	/** How long 8x8 may take to respond, in milliseconds. */
	timeout: number;
	/** How long one request may wait out 429s in all, in seconds. */
	rateLimitWait: number;
	/** The least time from a response to the next request, in milliseconds. Default 0. */
	pause?: number;
}

interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path segments after `/api/v1`; each is URL-encoded. */
	path: string[];
	body?: object;
	/** Runs to its end even when the execution was stopped, because it cleans up at 8x8. */
	despiteStop?: true;
	/** What the body holds that 8x8 may repeat, and that must be in no error. */
	secrets?: string[];
}

/**
 * Calls 8x8 and gives the parsed JSON of its response; undefined for one without a body.
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
		throw nothingDone(
			'The base URL of the credential is not a plain web address',
			"Open the credential and enter an address such as http://localhost:8808 as 'Base URL', without a user name, ? or #.",
		);
	}

	if (String(credentials.apiKey ?? '').trim() === '') {
		throw nothingDone(
			'The credential holds no API key',
			'Open the credential and enter the API key from the 8x8 Connect portal.',
		);
	}

	const exchange = async (url: string, request: ApiRequest): Promise<Exchange> => {
		const { method, body, despiteStop } = request;
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
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
			return { response };
		} catch (thrown) {
			return { failure: connectionFailure(thrown) };
		}
	};

	const secrets = [credentials.apiKey, credentials.webhookAuthorization].map((secret) =>
		String(secret ?? ''),
	);
	let nextAt = 0;

	return async (request) => {
		const url = `${base}/api/v1/${request.path.map(pathSegment).join('/')}`;
		const retries = new Retries(options.rateLimitWait);
		for (;;) {
			await pause(context, nextAt - Date.now());
			if (isStopped(context) && !request.despiteStop) {
				throw nothingDone(
					'The execution was stopped before this request',
					'Nothing was sent for this item.',
				);
			}
			const exchanged = await exchange(url, request);
			nextAt = Date.now() + (options.pause ?? 0);
			const again = retries.waitAfter(exchanged);
			if (again === undefined) {
				// The list itself where that will do: what is made of it is kept with it.
				const all = request.secrets ? [...secrets, ...request.secrets] : secrets;
				return outcomeOf(exchanged, all);
			}
			await pause(context, again);
		}
	};
}

/**
 * The same context, except that n8n breaks off none of its requests when Stop is pressed. A webhook's
 * context knows no Stop, and becomes one that a client can be made of.
 */
export function unstoppable(context: IExecuteFunctions | IWebhookFunctions): IExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as IExecuteFunctions;
}

function outcomeOf(exchanged: Exchange, secrets: string[]): unknown {
	if ('failure' in exchanged) throw exchanged.failure.error;
	return readResponse(exchanged.response, secrets);
}

/**
 * One or two dots would change the path and reach another endpoint; half an emoji (a lone surrogate)
 * cannot be encoded.
 */
function pathSegment(segment: string): string {
	if (!/^\.{0,2}$|\p{Surrogate}/u.test(segment)) return encodeURIComponent(segment);
	throw new ApiError(`"${segment}" is not an ID that 8x8 can know`, {
		description: 'Check the IDs in the fields of this node.',
		reach: 'item',
		uncertain: false,
	});
}
