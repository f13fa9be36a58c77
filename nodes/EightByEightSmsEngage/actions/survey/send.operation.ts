import { sendSurvey } from '../../api/surveys';
import type { ApiClient } from '../../api/client';
import { dispatch } from '../../sending/dispatch';
import { inParallel } from '../../sending/inParallel';
import { outcomeOfAnswer } from '../../sending/outcome';
import { report } from '../../sending/report';
import type { Survey } from '../../sending/survey';
import { SurveyRun } from '../../sending/surveyRun';
import { booleanOption, connect, numberOption } from '../connect';
import type { Operation } from '../operation';
import {
	maxConcurrency,
	onRejected,
	optionsField,
	rateLimitWait,
	sendOnce,
	timeout,
} from './options';
import { SurveyReader } from './surveyReader';

export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a survey',
		description: 'Send one survey for each item',
	},
	fields: [
		optionsField('send', [maxConcurrency, onRejected('error'), rateLimitWait, sendOnce, timeout]),
	],

	async execute(context) {
		const run = new SurveyRun(context);
		const options = run.options();
		await run.conduct(async () => {
			const { client, credentials } = await connect(context, options);
			const reader = new SurveyReader(context, credentials.subAccountId);
			const limit = numberOption(options.maxConcurrency, 'Max Concurrency', 50, 1, 200);
			await dispatch(run, {
				read: (itemIndex) => reader.survey(itemIndex),
				send: async (surveys) =>
					await inParallel(
						surveys,
						limit,
						async (survey) => await sendOne(run, client, survey),
						() => run.halted,
					),
				once: booleanOption(options.sendOnce, 'Send Once', false),
				// A crash then leaves recorded no more than what was under way.
				sliceSize: limit,
			});
		});
		return report(run, options.onRejected === 'output' ? 'output' : 'error');
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
