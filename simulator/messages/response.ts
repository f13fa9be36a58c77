import type { LedgerMessage } from './message';
import type { SurveyAnswer, SurveyResponse } from './survey';
import { valueText } from './text';

/** 8x8 gives these two times in whole seconds. */
const wholeSeconds = (time: string) => time.replace(/\.\d+/, '');

/** The body that 8x8 posts for this message's survey. */
export function responseBody(
	message: LedgerMessage,
	answers: SurveyAnswer[],
	submittedAt: string,
	echoUnusedVariables: boolean,
): SurveyResponse {
	return {
		umid: message.umid,
		surveyId: message.surveyId,
		surveyStartedAt: wholeSeconds(message.openedAt ?? submittedAt),
		surveySubmittedAt: wholeSeconds(submittedAt),
		templateVariables: Object.entries(message.templateVariables)
			.filter(([name]) => echoUnusedVariables || message.used.includes(name))
			.map(([name, value]) => ({ name, value: valueText(value) })),
		answers,
	};
}
