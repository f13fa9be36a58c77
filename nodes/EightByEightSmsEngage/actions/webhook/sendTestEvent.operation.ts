import { randomUUID } from 'crypto';
import type { IExecuteFunctions, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../../api/client';
import { connectionFailure } from '../../api/connectionError';
import { shownAddress, shownWords } from '../../api/secrets';
import { streamed } from '../../api/streamed';
import { eventOptions, sampleBody, type EventName } from '../../events';
import { ItemParameters } from '../../n8n/itemParameters';
import { isOwnAddress } from '../../n8n/ownAddress';
import { readBoolean, readChoice } from '../../n8n/readField';
import { showHints } from '../../n8n/showHints';
import { InvalidValueError } from '../../values/invalidValue';
import { optionalText } from '../../values/given';
import type { Operation } from '../operation';
import { eachItem } from '../perItem';
import { readWebhookUrl } from './webhookUrl';

const TIMEOUT_MS = 30_000;
/** More of a response is not read, however much comes: the output shows a tenth of it. */
const READ = 10_000;

const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://n8n.example.com/webhook-test/…',
	hint: "The trigger's Test URL: click its Execute step first, then run this node",
	description: 'The Production URL of a published workflow will do as well',
};

const event: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	options: eventOptions.map(({ name, value }) => ({ name, value })),
	default: 'surveyResponse',
	description: 'What to post, as 8x8 would. The trigger must listen to it.',
};

const withAuthorization: INodeProperties = {
	displayName: 'With Authorization',
	name: 'withAuthorization',
	type: 'boolean',
	default: true,
	description:
		"Whether to send the credential's 'Webhook Authorization' along. It goes to addresses of this n8n only. Switched off, no credential is needed.",
};

/**
 * Posts an event to a trigger, so that people see it run before 8x8 posts anything. It calls only the
 * URL, keeps the API key here, and follows no redirect.
 */
export const sendTestEvent: Operation = {
	option: {
		name: 'Send Test Event',
		value: 'sendTestEvent',
		action: 'Send test event',
		description: 'Post an event to your trigger as 8x8 would, to see it run. No SMS is sent.',
	},
	fields: [url, event, withAuthorization],
	notForAgents: true,

	async execute(context) {
		const parameters = new ItemParameters(context);
		const refusals = new Set<number>();
		const output = await eachItem(context, async (itemIndex) => {
			const read = (name: string) => parameters.get(name, itemIndex, '');
			const address = readWebhookUrl(read(url.name));
			const chosen = readChoice<EventName>(read, event);
			const wanted = readBoolean(read, withAuthorization);
			const authorization =
				wanted && isOwnAddress(context, address) ? await ownAuthorization(context) : undefined;

			const umid = randomUUID();
			const body = sampleBody(chosen, umid, new Date().toISOString());
			const { statusCode, text } = await post(context, address, {
				body,
				...(authorization !== undefined && { headers: { Authorization: authorization } }),
			});
			const response = readable(shownWords(withoutTrace(text), [authorization ?? '']));
			if (statusCode >= 300) refusals.add(statusCode);
			return { event: chosen, umid, statusCode, response, authorized: authorization !== undefined };
		});
		showHints(context, [...refusals].map(hintOf));
		return output;
	},
};

async function ownAuthorization(context: IExecuteFunctions): Promise<string | undefined> {
	const { webhookAuthorization } = await context.getCredentials(CREDENTIAL_NAME);
	return optionalText(webhookAuthorization, 'Webhook Authorization');
}

async function post(
	context: IExecuteFunctions,
	address: string,
	options: Pick<IHttpRequestOptions, 'body' | 'headers'>,
): Promise<{ statusCode: number; text: string }> {
	try {
		const { statusCode, body } = await streamed(context, {
			...options,
			method: 'POST',
			url: address,
			timeout: TIMEOUT_MS,
			abortSignal: AbortSignal.timeout(TIMEOUT_MS),
			disableFollowRedirect: true,
		});
		return { statusCode, text: await beginningOf(body) };
	} catch (thrown) {
		return notReached(address, thrown);
	}
}

/** Leaving the loop ends the connection. */
async function beginningOf(body: NodeJS.ReadableStream): Promise<string> {
	let text = '';
	for await (const piece of body.setEncoding('utf8')) {
		text += piece as string;
		if (text.length > READ) break;
	}
	return text;
}

function notReached(address: string, thrown: unknown): never {
	const arrived = connectionFailure(thrown).error.details.uncertain;
	throw new InvalidValueError(
		`The URL ${shownAddress(address)} ${arrived ? 'did not respond' : 'could not be reached'}`,
		'URL',
		"Copy 'URL' again from your 8x8 SMS Engage Trigger. n8n must be able to reach its own address: ask whoever runs it.",
	);
}

/** What to do about a response that says that no trigger took the event, by its HTTP status. */
const WAYS_OUT: Record<number, string> = {
	400: "'URL' must be that of an 8x8 SMS Engage Trigger.",
	401: "The trigger expects the 'Webhook Authorization' of its credential. Choose the same credential here and switch 'With Authorization' on: it goes to addresses of this n8n only.",
	403: "The trigger's 'IP Allowlist' keeps this n8n out. Take it out of the trigger's 'Options' while you try.",
	404: "No trigger listens at this URL. With a Test URL, click 'Execute step' in the trigger first, then run this node. With a Production URL, publish (activate) the trigger's workflow.",
};

const hintOf = (status: number) =>
	`The event did not arrive (HTTP status ${status}). ${WAYS_OUT[status] ?? "The field 'response' shows what the URL said."}`;

/** Where in its own code n8n refused the event is of no use to anybody here, and long. */
function withoutTrace(text: string): string {
	const said = readable(text);
	if (typeof said === 'string' || !('stacktrace' in said)) return text;
	return JSON.stringify({ ...said, stacktrace: undefined });
}

/** Parsed JSON, or else the text. */
function readable(text: string): object | string {
	try {
		const json: unknown = JSON.parse(text);
		return typeof json === 'object' && json !== null ? json : text;
	} catch {
		return text;
	}
}
