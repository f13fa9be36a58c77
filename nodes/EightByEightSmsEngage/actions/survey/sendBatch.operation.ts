import type { INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { sendSurveyBatch } from '../../api/surveys';
import { readChoice, readNumber } from '../../n8n/readField';
import {
	mayHaveBeenSent,
	outcomeOfResponse,
	type OnRejected,
	type Outcome,
} from '../../sending/outcome';
import type { Survey } from '../../sending/survey';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { toBatches, toBatchRequest } from './batchRequest';
import { matchResponses } from './batchResponse';
import { sendingFields } from './fields';
import { maxSegments, onRejected, sendOnce } from './options';
import { sendAllItems } from './sendAllItems';
import { sendingHours } from './sendingHours';

const batchSize: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000, numberPrecision: 0 },
	default: 10000,
	description: 'How many surveys go into one request. 8x8 takes at most 10,000.',
};

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
			sendOnce,
			sendingHours,
			timeout,
		]),
	],
	notForAgents: true,

	execute: sendAllItems(({ client, options, reader }) => {
		const size = readNumber(options, batchSize);
		const onRejectedIs = readChoice<OnRejected>(options, rejected);
		return {
			read: (itemIndex) => reader.surveyOfBatch(itemIndex),
			group: (surveys) => toBatches(surveys, size),
			request: async (batch) => await requestBatch(client, batch, onRejectedIs),
			atOnce: 1,
			inSlicesOf: size,
		};
	}),
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
