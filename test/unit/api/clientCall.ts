import { createClient, type ClientOptions } from '../../../nodes/EightByEightSmsEngage/api/client';
import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { executeContext, type Answer } from '../../support/executeContext';

export const KEY = 'k3y-Very$ecret+1';

/** One call of a client, and the requests that it makes. */
export function setUp(answer: Answer, options: Partial<ClientOptions> = {}, signal?: AbortSignal) {
	const { context, requests } = executeContext({ answer, signal });
	const client = createClient(
		context,
		{ apiKey: ` ${KEY} `, region: 'asiaPacific' },
		{ timeout: 1000, rateLimitWait: 60, ...options },
	);
	const call = async () => await client({ method: 'GET', path: ['a b', 'ü/..'] });
	return { call, requests };
}

export async function failure(call: () => Promise<unknown>): Promise<ApiError> {
	const error: unknown = await call().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}
