import type { INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { sendSurvey } from '../../api/surveys';
import { readChoice, readNumber } from '../../n8n/readField';
import { outcomeOfResponse, type OnRejected, type Outcome } from '../../sending/outcome';
import type { Survey } from '../../sending/survey';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields, toolNotice } from './fields';
import { maxSegments, onRejected, sendOnce } from './options';
import { sendAllItems } from './sendAllItems';
import { sendingHours } from './sendingHours';

const maxConcurrency: INodeProperties = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
	default: 50,
	description: 'How many surveys may be on their way to 8x8 at the same moment',
};

const rejected = onRejected('error');

export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send survey',
		description: 'Send a survey by SMS to a phone number',
	},
	fields: [
		toolNotice,
		...sendingFields,
		optionsField([
			maxConcurrency,
			maxSegments,
			rejected,
			rateLimitWait,
			sendOnce,
			sendingHours,
			timeout,
		]),
	],

	execute: sendAllItems(({ client, options, reader }) => {
		const atOnce = readNumber(options, maxConcurrency);
		const onRejectedIs = readChoice<OnRejected>(options, rejected);
		return {
			read: (itemIndex) => reader.survey(itemIndex),
			request: async ([survey]) => [await requestOne(client, survey!, onRejectedIs)],
			atOnce,
			// After a crash, little more than what was under way stays recorded.
			inSlicesOf: atOnce,
		};
	}),
};

/** The request of one survey; `secrets` are what it holds that must be in no error. */
export async function requestOne(
	client: ApiClient,
	survey: Survey,
	onRejectedIs: OnRejected,
	secrets?: string[],
): Promise<Outcome> {
	const response = await sendSurvey(client, survey, survey.request, secrets);
	return outcomeOfResponse(survey, response, onRejectedIs);
}
