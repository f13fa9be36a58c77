import type { LedgerMessage } from './message';
import type { SurveyAnswer, SurveyResponse } from './survey';
import { valueText } from './text';

/** 8x8 gives these two times in whole seconds. */
const wholeSeconds = (time: string) => time.replace(/\.\d+/, '');

const inCase = {
	asSent: (name: string) => name,
	lowerCase: (name: string) => name.toLowerCase(),
	upperCase: (name: string) => name.toUpperCase(),
};

/** How the variables come back. */
interface Settings {
	echoUnusedVariables: boolean;
	variableNames: keyof typeof inCase;
}

/** The body that 8x8 posts for this message's survey. */
export function responseBody(
	message: LedgerMessage,
	answers: SurveyAnswer[],
	submittedAt: string,
	{ echoUnusedVariables, variableNames }: Settings,
): SurveyResponse {
	return {
		umid: message.umid,
		surveyId: message.surveyId,
		// 8x8: "when the SMS Engage has been created", not when the customer began.
		surveyStartedAt: wholeSeconds(message.acceptedAt),
		surveySubmittedAt: wholeSeconds(submittedAt),
		templateVariables: Object.entries(message.templateVariables)
			.filter(([name]) => echoUnusedVariables || message.used.includes(name))
			.map(([name, value]) => ({ name: inCase[variableNames](name), value: valueText(value) })),
		answers,
	};
}
