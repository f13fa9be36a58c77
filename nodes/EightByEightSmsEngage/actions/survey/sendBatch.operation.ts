import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { sendSurveyBatch } from '../../api/surveys';
import { readBoolean, readChoice, readNumber } from '../../n8n/readField';
import {
	mayHaveBeenSent,
	outcomeOfResponse,
	type OnRejected,
	type Outcome,
} from '../../sending/outcome';
import { report } from '../../sending/report';
import { sendSurveys } from '../../sending/sendSurveys';
import type { Survey } from '../../sending/survey';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { matchResponses } from './batchResponse';
import { toBatches, toBatchRequest } from './batchRequest';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields } from './fields';
import { batchSize, maxSegments, onRejected, sendOnce } from './options';
import { sendingHours } from './sendingHours';
import { hintsOf, missingFields, showHints, SurveysSeen } from './hints';
import { SurveyReader } from './surveyReader';

const rejected = onRejected('output');

export const sendBatch: Operation = {
	option: {
		name: 'Send Batch',
		value: 'sendBatch',
		action: 'Send batch of surveys',
		description: 'Send the surveys of all items in few requests, up to 10,000 in each',
	},
	fields: [
		...sendingFields,
		optionsField([
			batchSize,
			maxSegments,
			rejected,
			rateLimitWait,
			sendingHours,
			sendOnce,
			timeout,
		]),
	],
	notForAgents: true,

	async execute(context) {
		const seen = new SurveysSeen();
		let message: unknown;
		const outcomes = await sendSurveys(context, async () => {
			const options = context.getNodeParameter('options', 0, {}) as IDataObject;
			const { client, credentials } = await connect(context, options);
			const reader = new SurveyReader(context, credentials.subAccountId);
			message = reader.parameters.raw('message');
			const size = readNumber(options.batchSize, batchSize);
			const onRejectedIs = readChoice<OnRejected>(options.onRejected, rejected);
			return {
				read: (itemIndex) => seen.note(reader.surveyOfBatch(itemIndex)),
				group: (surveys) => toBatches(surveys, size),
				request: async (batch) => await requestBatch(client, batch, onRejectedIs),
				atOnce: 1,
				...(readBoolean(options.sendOnce, sendOnce) && {
					once: { inSlicesOf: size, secret: String(credentials.apiKey) },
				}),
			};
		});
		const output = report(context, outcomes);
		showHints(context, [
			...hintsOf(outcomes, { oneByOne: false }),
			...missingFields(context, message),
			...seen.hints(),
		]);
		return output;
	},
};

async function requestBatch(
	client: ApiClient,
	batch: Survey[],
	onRejectedIs: OnRejected,
): Promise<Outcome[]> {
	const response = await sendSurveyBatch(client, batch[0]!, toBatchRequest(batch));
	const { batchId, clientBatchId } = response;
	const responses = matchResponses(batch, response.messages);
	return batch.map((survey, index) => {
		const message = responses[index];
		return message
			? outcomeOfResponse(survey, message, onRejectedIs, { batchId, clientBatchId })
			: mayHaveBeenSent(survey, { message: "8x8's response to the batch leaves this survey out" });
	});
}
