import { inbound, linkClicked } from '../messages/events';
import { codeOf } from '../messages/links';
import type { LedgerMessage } from '../messages/message';
import { responseBody } from '../messages/response';
import type { SurveyAnswer } from '../messages/survey';
import { measureText, valueText } from '../messages/text';
import type { Platform } from './platform';

/** Where the link leads: the survey page, with the variables that `{{url:a:b}}` passes on. */
function surveyAddress(platform: Platform, message: LedgerMessage): string {
	const query = new URLSearchParams(
		message.linkVariables.map((name): [string, string] => [
			name,
			valueText(
				Object.hasOwn(message.templateVariables, name) ? message.templateVariables[name] : '',
			),
		]),
	).toString();
	const address = `${platform.url}/s/${codeOf(message.shortUrl ?? '')}`;
	return query === '' ? address : `${address}?${query}`;
}

/** The customer opens the link. Resolves when the click was posted once, if clicks are posted. */
export async function openLink(platform: Platform, message: LedgerMessage): Promise<void> {
	const at = new Date().toISOString();
	if (message.openedAt === null) platform.ledger.change(message, { openedAt: at });
	if (!platform.settings.clickEvents) return;
	await platform.delivery.post(message, linkClicked(message, surveyAddress(platform, message), at));
}

/** The customer submits the survey. Resolves when the response was posted once, if it can be. */
export async function submitSurvey(
	platform: Platform,
	message: LedgerMessage,
	answers: SurveyAnswer[],
): Promise<void> {
	const now = new Date().toISOString();
	const response = responseBody(message, answers, now, platform.settings);
	platform.ledger.change(message, { response });
	await postResponse(platform, message);
}

/** Posts the response; a second time it is the same body. */
export async function postResponse(platform: Platform, message: LedgerMessage): Promise<void> {
	const { responseUrl, retryResponses } = platform.settings;
	if (responseUrl !== undefined) {
		await platform.delivery.send(message, responseUrl, message.response, { again: retryResponses });
	}
}

/** The customer texts back. Resolves when the reply was posted once, if it can be. */
export async function textBack(
	platform: Platform,
	message: LedgerMessage,
	body: string,
): Promise<void> {
	const at = new Date().toISOString();
	platform.ledger.change(message, { replies: [...message.replies, { text: body, at }] });
	await platform.delivery.post(message, inbound(message, { body, ...measureText(body) }, at));
}
