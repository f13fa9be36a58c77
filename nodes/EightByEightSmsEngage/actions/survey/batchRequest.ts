import type { BatchSurveyRequest, MessageSettings, SurveyRequest } from '../../api/types';
import type { Survey } from '../../sending/survey';
import { idKey } from './batchResponse';

/** All settings that a template can hold: the type refuses a list that leaves one out. */
const SETTINGS = Object.keys({
	templateBody: true,
	source: true,
	encoding: true,
	scheduled: true,
	expiry: true,
	dlrCallbackUrl: true,
} satisfies Record<keyof MessageSettings, true>) as Array<keyof MessageSettings>;

/**
 * Puts surveys into batches of at most `batchSize`. A batch has one subaccount, survey and client batch
 * ID, and no client message ID twice, because responses are matched by it.
 */
export function toBatches(surveys: Iterable<Survey>, batchSize: number): Survey[][] {
	const batches: Survey[][] = [];
	const groups = new Map<string, { seen: Map<string | undefined, number>; open: Survey[][] }>();
	for (const survey of surveys) {
		const path = JSON.stringify([survey.subAccountId, survey.surveyId, survey.clientBatchId]);
		let group = groups.get(path);
		if (group === undefined) {
			group = { seen: new Map(), open: [] };
			groups.set(path, group);
		}

		const clientMessageId = idKey(survey.request.clientMessageId);
		const occurrence = group.seen.get(clientMessageId) ?? 0;
		group.seen.set(clientMessageId, occurrence + 1);

		let batch = group.open[occurrence];
		if (batch === undefined || batch.length >= batchSize) {
			batch = [];
			batches.push(batch);
			group.open[occurrence] = batch;
		}
		batch.push(survey);
	}
	return batches;
}

/**
 * The body of one batch. Settings that all messages share go into the template, once; the others stay
 * with each message, whose own fields win at 8x8. A template needs a text, so messages with different
 * texts have none.
 */
export function toBatchRequest(batch: Survey[]): BatchSurveyRequest {
	const first = batch[0]!;
	const shared = SETTINGS.filter((setting) =>
		batch.every(({ request }) => request[setting] === first.request[setting]),
	);
	const withTemplate = shared.includes('templateBody');
	const own = omitter(shared);
	return {
		...(first.clientBatchId !== undefined && { clientBatchId: first.clientBatchId }),
		includeMessagesInResponse: true,
		...(withTemplate && { template: pick(first.request, shared) as { templateBody: string } }),
		messages: batch.map(({ request }) => (withTemplate ? own(request) : request)),
	};
}

function pick(request: SurveyRequest, settings: Array<keyof MessageSettings>): MessageSettings {
	return Object.fromEntries(
		settings.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
	);
}

// Not with `delete`, which makes an object several times larger.
function omitter(settings: Array<keyof MessageSettings>) {
	const omitted = new Set<string>(settings);
	return (request: SurveyRequest): SurveyRequest => {
		const message: Record<string, unknown> = {};
		for (const name of Object.keys(request)) {
			if (!omitted.has(name)) message[name] = request[name as keyof SurveyRequest];
		}
		return message as unknown as SurveyRequest;
	};
}
