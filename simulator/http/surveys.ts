import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LedgerMessage } from '../messages/message';
import { createMessage, withTemplate, type Origin } from '../messages/submission';
import type { BatchSurveyRequest, SurveyRequest } from '../messages/surveyRequest';
import { rejects } from '../platform/faults';
import type { Platform } from '../platform/platform';
import { notFound } from './refusal';
import { batchSurveyRequest, surveyRequest } from './schemas';
import { checkRequest } from './surveyRules';

interface SurveyPath {
	subAccountId: string;
	surveyId: string;
}

/** Send a survey, send surveys as a batch. */
export function surveyRoutes(app: FastifyInstance, platform: Platform): void {
	app.post<{ Params: SurveyPath; Body: SurveyRequest }>(
		'/surveys/:surveyId/messages',
		{ schema: { body: surveyRequest } },
		async (request) => {
			const [message] = accept(platform, request, [request.body], request.params);
			return message && messageAnswer(message);
		},
	);

	app.post<{ Params: SurveyPath; Body: BatchSurveyRequest }>(
		'/surveys/:surveyId/messages/batch',
		{ schema: { body: batchSurveyRequest } },
		async (request) => {
			const { clientBatchId, messages, template, includeMessagesInResponse } = request.body;
			const batchId = randomUUID();
			const made = accept(
				platform,
				request,
				messages.map((message) => withTemplate(message, template)),
				{ ...request.params, batchId, ...(clientBatchId === undefined ? {} : { clientBatchId }) },
			);
			const rejectedCount = made.filter(({ state }) => state === 'rejected').length;
			return {
				batchId,
				...(clientBatchId === undefined ? {} : { clientBatchId }),
				acceptedCount: made.length - rejectedCount,
				rejectedCount,
				messages: includeMessagesInResponse ? batchAnswer(platform, made) : null,
			};
		},
	);
}

function accept(
	platform: Platform,
	request: FastifyRequest,
	requests: SurveyRequest[],
	origin: Origin,
): LedgerMessage[] {
	const { surveys } = platform.settings;
	if (surveys !== '*' && !surveys.includes(origin.surveyId)) throw notFound('Survey');
	const now = Date.now();
	for (const one of requests) checkRequest(one, now);
	const codes = new Set<string>();
	const messages = requests.map((one) => {
		const message = createMessage(one, origin, {
			now,
			isTaken: (code) => codes.has(code) || platform.ledger.withCode(code) !== undefined,
			reject: rejects(request.fault, one.destination),
		});
		if (message.shortUrl !== null) codes.add(message.shortUrl.slice(-5));
		return message;
	});
	platform.ledger.add(messages);
	platform.delivery.start(messages);
	return messages;
}

/** 8x8's answer for one message. */
const messageAnswer = (message: LedgerMessage) => ({
	umid: message.umid,
	destination: message.destination,
	status: { ...message.status },
	encoding: message.encoding,
	...(message.clientMessageId === null ? {} : { clientMessageId: message.clientMessageId }),
});

/** The documentation promises no order; the settings can shuffle it and leave messages out. */
function batchAnswer(platform: Platform, messages: LedgerMessage[]) {
	const { shuffle = false, leaveOut = [] } = platform.settings.batchAnswer;
	const kept = messages.filter((_message, index) => !leaveOut.includes(index));
	const answers = kept.map(messageAnswer);
	return shuffle ? shuffled(answers) : answers;
}

/** Fisher–Yates; and never the order it came in, so that a test cannot pass by luck. */
function shuffled<T>(list: T[]): T[] {
	const result = [...list];
	for (let index = result.length - 1; index > 0; index -= 1) {
		const other = Math.floor(Math.random() * (index + 1));
		[result[index], result[other]] = [result[other] as T, result[index] as T];
	}
	return result.every((entry, index) => entry === list[index]) ? result.reverse() : result;
}
