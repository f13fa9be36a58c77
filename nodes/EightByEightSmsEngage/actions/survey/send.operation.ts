import { sendSurvey } from '../../api/surveys';
import type { ApiClient } from '../../api/client';
import { readBoolean, readChoice, readNumber } from '../../n8n/readField';
import { dispatch } from '../../sending/dispatch';
import { inParallel } from '../../sending/inParallel';
import { outcomeOfAnswer } from '../../sending/outcome';
import { report } from '../../sending/report';
import type { Survey } from '../../sending/survey';
import { SurveyRun } from '../../sending/surveyRun';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields } from './fields';
import { maxConcurrency, onRejected, sendOnce } from './options';
import { SurveyReader } from './surveyReader';

const rejected = onRejected('error');

export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a survey',
		description: 'Send one survey for each item',
	},
	fields: [
		...sendingFields,
		optionsField([maxConcurrency, rejected, rateLimitWait, sendOnce, timeout]),
	],

	async execute(context) {
		const run = new SurveyRun(context);
		const options = run.options();
		await run.conduct(async () => {
			const { client, credentials } = await connect(context, options);
			const reader = new SurveyReader(context, credentials.subAccountId);
			const limit = readNumber(options.maxConcurrency, maxConcurrency);
			await dispatch(run, {
				read: (itemIndex) => reader.survey(itemIndex),
				send: async (surveys) =>
					await inParallel(
						surveys,
						limit,
						async (survey) => await sendOne(run, client, survey),
						() => run.halted,
					),
				once: readBoolean(options.sendOnce, sendOnce),
				// A crash then leaves recorded no more than what was under way.
				sliceSize: limit,
			});
		});
		return report(run, readChoice(options.onRejected, rejected));
	},
};

export async function sendOne(run: SurveyRun, client: ApiClient, survey: Survey): Promise<void> {
	run.begin(survey);
	try {
		const answer = await sendSurvey(client, survey, survey.request);
		run.settle(survey, outcomeOfAnswer(answer, { surveyId: survey.surveyId }));
	} catch (error) {
		run.settleError([survey], error);
	}
}
