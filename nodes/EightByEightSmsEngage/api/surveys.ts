import type { ApiClient } from './client';
import { ApiError, FIND_OUT } from './error';
import type { BatchSmsResponse, BatchSurveyRequest, SmsResponse, SurveyRequest } from './types';

/** Where a survey goes: the subaccount that sends it, and the ID that 8x8 gave the survey. */
export interface SurveyPath {
	subAccountId: string;
	surveyId: string;
}

/**
 * Sends one survey. The response may say REJECTED.
 *
 * @param secrets what of the body must not come back in 8x8's words
 * @throws {ApiError} uncertain when the response holds no umid: 8x8 may have taken the survey
 */
export async function sendSurvey(
	client: ApiClient,
	{ subAccountId, surveyId }: SurveyPath,
	body: SurveyRequest,
	secrets?: string[],
): Promise<SmsResponse> {
	const path = ['subaccounts', subAccountId, 'surveys', surveyId, 'messages'];
	const response = await client({ method: 'POST', path, body, secrets });
	if (!isSmsResponse(response)) throw unexpectedResponse();
	return response;
}

/**
 * Sends up to 10,000 surveys in one request. Messages of the response that make no sense are left out.
 *
 * @throws {ApiError} uncertain when it is not a response to a batch
 */
export async function sendSurveyBatch(
	client: ApiClient,
	{ subAccountId, surveyId }: SurveyPath,
	body: BatchSurveyRequest,
): Promise<BatchSmsResponse & { messages: SmsResponse[] }> {
	const path = ['subaccounts', subAccountId, 'surveys', surveyId, 'messages', 'batch'];
	const response = (await client({ method: 'POST', path, body })) as Partial<BatchSmsResponse>;
	const messages = Array.isArray(response?.messages) ? response.messages.filter(isSmsResponse) : [];
	if (typeof response?.batchId !== 'string' && messages.length === 0) throw unexpectedResponse();
	return { ...(response as BatchSmsResponse), messages };
}

function isSmsResponse(response: unknown): response is SmsResponse {
	const { umid, status } = (response ?? {}) as Partial<SmsResponse>;
	if (status?.code === 'REJECTED') return true;
	return typeof umid === 'string' && umid !== '' && typeof status?.code === 'string';
}

function unexpectedResponse(): ApiError {
	return new ApiError('The response from 8x8 does not say what became of the request', {
		description: FIND_OUT,
		reach: 'all',
		uncertain: true,
	});
}
