import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

/** A response of any status whose body is read as it arrives. */
export interface Streamed {
	statusCode: number;
	body: NodeJS.ReadableStream;
}

/** Makes a request without the API key. Throws when no response begins. */
export async function streamed(
	context: IExecuteFunctions,
	options: IHttpRequestOptions,
): Promise<Streamed> {
	return (await context.helpers.httpRequest({
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as Streamed;
}
