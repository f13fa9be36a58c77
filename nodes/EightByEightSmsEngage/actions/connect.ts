import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { createClient, CREDENTIAL_NAME, type ApiClient } from '../api/client';
import { readNumber } from '../n8n/readField';
import { rateLimitWait, timeout } from './options';

/** 8x8's client, and the credential that it uses. */
export interface Connection {
	client: ApiClient;
	credentials: ICredentialDataDecryptedObject;
}

/**
 * The client of a run and its credential, which is resolved once because that is slow. `pause` is the
 * least time between two requests, in milliseconds.
 *
 * @throws {InvalidValueError | ApiError} when an option or the credential cannot be used
 */
export async function connect(
	context: IExecuteFunctions,
	options: IDataObject = {},
	pause = 0,
): Promise<Connection> {
	const credentials = await context.getCredentials(CREDENTIAL_NAME);
	const client = createClient(context, credentials, {
		timeout: readNumber(options, timeout),
		rateLimitWait: readNumber(options, rateLimitWait),
		pause,
	});
	return { client, credentials };
}
