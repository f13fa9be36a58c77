import type { BatchSurveyRequest, MessageSettings, SurveyRequest } from '../../api/types';
import type { Survey } from '../../sending/survey';

const SETTINGS = [
	'templateBody',
	'source',
	'encoding',
	'scheduled',
	'expiry',
	'dlrCallbackUrl',
] as const satisfies Array<keyof MessageSettings>;

/**
 * Puts surveys into batches: one subaccount, survey and client batch ID each, at most `batchSize`
 * long, and no client message ID twice, since answers are matched by it.
 */
export function toBatches(surveys: Iterable<Survey>, batchSize: number): Survey[][] {
	const open = new Map<string, Survey[]>();
	const batches: Survey[][] = [];
	const seen = new Map<string, number>();
	for (const survey of surveys) {
		const path = [survey.subAccountId, survey.surveyId, survey.clientBatchId];
		const messageKey = JSON.stringify([...path, survey.request.clientMessageId]);
		const occurrence = seen.get(messageKey) ?? 0;
		seen.set(messageKey, occurrence + 1);

		const batchKey = JSON.stringify([...path, occurrence]);
		let batch = open.get(batchKey);
		if (batch === undefined || batch.length >= batchSize) {
			batch = [];
			batches.push(batch);
			open.set(batchKey, batch);
		}
		batch.push(survey);
	}
	return batches;
}

/**
 * The body for one batch. Settings that all its messages share are said once, in the template; the
 * others stay with each message, whose own fields win at 8x8. A template must have a text, so
 * messages whose texts differ have none.
 */
export function toBatchRequest(batch: Survey[]): BatchSurveyRequest {
	const first = batch[0]!;
	const shared = SETTINGS.filter((setting) =>
		batch.every(({ request }) => request[setting] === first.request[setting]),
	);
	const withTemplate = shared.includes('templateBody');
	return {
		...(first.clientBatchId !== undefined && { clientBatchId: first.clientBatchId }),
		includeMessagesInResponse: true,
		...(withTemplate && { template: pick(first.request, shared) as { templateBody: string } }),
		messages: batch.map(({ request }) => (withTemplate ? omit(request, shared) : request)),
	};
}

function pick(request: SurveyRequest, settings: Array<keyof MessageSettings>): MessageSettings {
	return Object.fromEntries(
		settings.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
	);
}

function omit(request: SurveyRequest, settings: Array<keyof MessageSettings>): SurveyRequest {
	const message = { ...request };
	for (const name of settings) delete message[name];
	return message;
}
