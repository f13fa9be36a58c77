import type { IDataObject } from 'n8n-workflow';

import { sendSurvey } from '../../api/surveys';
import type { ApiClient } from '../../api/client';
import { readBoolean, readChoice, readNumber } from '../../n8n/readField';
import { outcomeOfResponse, type OnRejected, type Outcome } from '../../sending/outcome';
import { report } from '../../sending/report';
import { sendSurveys } from '../../sending/sendSurveys';
import type { Survey } from '../../sending/survey';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields, toolNotice } from './fields';
import { maxConcurrency, maxSegments, onRejected, sendOnce } from './options';
import { sendingHours } from './sendingHours';
import { hintsOf, missingFields, showHints, SurveysSeen } from './hints';
import { SurveyReader } from './surveyReader';

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
			sendingHours,
			sendOnce,
			timeout,
		]),
	],

	async execute(context) {
		const seen = new SurveysSeen();
		let message: unknown;
		const outcomes = await sendSurveys(context, async () => {
			const options = context.getNodeParameter('options', 0, {}) as IDataObject;
			const { client, credentials } = await connect(context, options);
			const reader = new SurveyReader(context, credentials.subAccountId);
			message = reader.parameters.raw('message');
			const atOnce = readNumber(options.maxConcurrency, maxConcurrency);
			const onRejectedIs = readChoice<OnRejected>(options.onRejected, rejected);
			return {
				read: (itemIndex) => seen.note(reader.survey(itemIndex)),
				request: async ([survey]) => [await requestOne(client, survey!, onRejectedIs)],
				atOnce,
				// A crash then leaves recorded little more than what was under way.
				...(readBoolean(options.sendOnce, sendOnce) && {
					once: { inSlicesOf: atOnce, secret: String(credentials.apiKey) },
				}),
			};
		});
		const output = report(context, outcomes);
		showHints(context, [
			...hintsOf(outcomes, { oneByOne: true }),
			...missingFields(context, message),
			...seen.hints(),
		]);
		return output;
	},
};

/** The request of one survey. */
export async function requestOne(
	client: ApiClient,
	survey: Survey,
	onRejectedIs: OnRejected,
): Promise<Outcome> {
	const response = await sendSurvey(client, survey, survey.request);
	return outcomeOfResponse(survey, response, onRejectedIs);
}
