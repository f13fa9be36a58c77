import type { LedgerMessage } from './messages/message';
import { answersFrom, type SurveyAnswer, type SurveyInput } from './messages/survey';
import { applyOptions, type LiveOptions } from './options';
import { openLink, postResponse, submitSurvey, textBack } from './platform/customer';
import type { Platform } from './platform/platform';

/**
 * What the customer answers: by name, or in the order of the questions (`[9, 'Yes', 'Thanks']`),
 * or 8x8's own records, which go out as they are.
 */
export type RespondAnswers = SurveyInput | Array<string | number> | SurveyAnswer[];

const DEFAULT_ANSWERS: SurveyInput = { score: 9, solved: 'Yes', comment: 'Great service' };

/** Throws an Error when nobody knows this umid or number. */
function find(platform: Platform, umidOrNumber: string): LedgerMessage {
	const message = platform.ledger.get(umidOrNumber) ?? platform.ledger.lastTo(umidOrNumber);
	if (!message) throw new Error(`The simulator took no SMS ${umidOrNumber}`);
	return message;
}

function findWithLink(platform: Platform, umid: string): LedgerMessage {
	const message = find(platform, umid);
	if (message.shortUrl === null) throw new Error(`The SMS ${umid} has no link`);
	return message;
}

/** Opens the link. Rejects for an unknown umid and for an SMS without a link. */
export async function click(platform: Platform, umid: string): Promise<void> {
	await openLink(platform, findWithLink(platform, umid));
}

/**
 * Opens the link, if that is still to be done, and submits the survey; resolves when the response
 * was posted once. Rejects when it was answered before.
 */
export async function respond(
	platform: Platform,
	umid: string,
	answers: RespondAnswers = DEFAULT_ANSWERS,
): Promise<void> {
	const message = findWithLink(platform, umid);
	const refuseSecond = () => {
		if (message.response !== null) throw new Error(`The survey of SMS ${umid} is already answered`);
	};
	refuseSecond();
	const submitted = answerRecords(answers);
	if (message.openedAt === null) await openLink(platform, message);
	// Somebody may have answered while the click was posted.
	refuseSecond();
	await submitSurvey(platform, message, submitted);
}

function answerRecords(answers: RespondAnswers): SurveyAnswer[] {
	if (!Array.isArray(answers)) return answersFrom(answers);
	if (answers.some((answer) => typeof answer === 'object')) return answers as SurveyAnswer[];
	const [score, solved, comment] = answers as Array<string | number>;
	return answersFrom({
		...(score === undefined ? {} : { score }),
		...(solved === undefined ? {} : { solved: String(solved) }),
		...(comment === undefined ? {} : { comment: String(comment) }),
	});
}

/** Posts the same response once more. Rejects when there is none. */
export async function resendResponse(platform: Platform, umid: string): Promise<void> {
	const message = find(platform, umid);
	if (message.response === null) throw new Error(`The survey of SMS ${umid} is not answered yet`);
	await postResponse(platform, message);
}

/** The customer texts back; by number, it is a reply to the newest SMS that reached it. */
export async function reply(platform: Platform, to: string, text: string): Promise<void> {
	await textBack(platform, find(platform, to), text);
}

/** Changes options of a running simulator; an empty address switches it off. */
export function configure(platform: Platform, options: LiveOptions): void {
	applyOptions(platform.settings, options);
	if (options.eventsUrl !== undefined) platform.webhooks.seed();
}

/** Remembers the present addresses, so that the settings page can offer them again. */
export function offerAddresses(platform: Platform): void {
	const { responseUrl, eventsUrl } = platform.settings;
	platform.offered = { responseUrl, eventsUrl };
}

/** What may be shown of the simulator: no key, no Authorization. */
export function state(platform: Platform) {
	const { webhookAuthorization } = platform.settings;
	const secret = ['apiKey', 'webhookAuthorization'];
	const shown = Object.entries(platform.settings).filter(([name]) => !secret.includes(name));
	return {
		url: platform.url,
		messages: platform.ledger.taken().length,
		rejected: platform.ledger.rejected().length,
		requests: platform.recorder.requests().length,
		maxInFlight: platform.recorder.maxInFlight(),
		webhookPosts: platform.dispatcher.posts().length,
		pendingWebhookPosts: platform.dispatcher.pendingCount(),
		settings: {
			...Object.fromEntries(shown),
			sendsAuthorization: webhookAuthorization !== undefined,
		},
	};
}
