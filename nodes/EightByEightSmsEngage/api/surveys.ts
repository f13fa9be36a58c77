import type { ApiClient } from './client';
import { ApiError } from './error';
import type { BatchSurveyAnswer, BatchSurveyRequest, SurveyAnswer, SurveyRequest } from './types';

/** Where a survey goes: the subaccount that sends it, and the ID that 8x8 gave the survey. */
export interface SurveyPath {
	subAccountId: string;
	surveyId: string;
}

/**
 * Sends one survey. The answer may say REJECTED.
 *
 * @throws {ApiError} uncertain when the answer holds no umid, since 8x8 then has taken something
 */
export async function sendSurvey(
	client: ApiClient,
	{ subAccountId, surveyId }: SurveyPath,
	body: SurveyRequest,
): Promise<SurveyAnswer> {
	const path = ['subaccounts', subAccountId, 'surveys', surveyId, 'messages'];
	const answer = await client({ method: 'POST', path, body });
	if (!isSurveyAnswer(answer)) throw unexpectedAnswer();
	return answer;
}

/**
 * Sends up to 10,000 surveys in one request. Messages of the answer that make no sense are left out.
 *
 * @throws {ApiError} uncertain when the answer is none for a batch
 */
export async function sendSurveyBatch(
	client: ApiClient,
	{ subAccountId, surveyId }: SurveyPath,
	body: BatchSurveyRequest,
): Promise<BatchSurveyAnswer & { messages: SurveyAnswer[] }> {
	const path = ['subaccounts', subAccountId, 'surveys', surveyId, 'messages', 'batch'];
	const answer = (await client({ method: 'POST', path, body })) as Partial<BatchSurveyAnswer>;
	const messages = Array.isArray(answer?.messages) ? answer.messages.filter(isSurveyAnswer) : [];
	if (typeof answer?.batchId !== 'string' && messages.length === 0) throw unexpectedAnswer();
	return { ...(answer as BatchSurveyAnswer), messages };
}

function isSurveyAnswer(answer: unknown): answer is SurveyAnswer {
	const { umid, status } = (answer ?? {}) as Partial<SurveyAnswer>;
	if (status?.code === 'REJECTED') return true;
	return typeof umid === 'string' && umid !== '' && typeof status?.code === 'string';
}

function unexpectedAnswer(): ApiError {
	return new ApiError('The answer of 8x8 does not say what became of the request', {
		description: 'Look in the 8x8 Connect portal whether the request was taken.',
		reach: 'all',
		uncertain: true,
	});
}
