import {
	sleep,
	type IDataObject,
	type IN8nHttpFullResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isRecord } from '../values/record';

/** How long n8n may take to answer its own call, in milliseconds. */
const TIMEOUT = 10_000;
/**
 * Before each further try, in milliseconds. 8x8 documents no second post of a survey response, so all
 * tries happen within the call.
 */
const PAUSES = [500, 1_000, 1_000, 1_500];
const TRY_FOR = 5_000;

/**
 * `resumed`: the waiting execution goes on with the response. `notWaiting`: it has finished, is
 * gone, or waits for another message's response. `foreign`: the signature is not n8n's.
 * `notNow`: it is still running, or n8n could not be reached under its own address.
 */
export type ResumeOutcome = 'resumed' | 'notWaiting' | 'foreign' | 'notNow';

/** What the trigger hands to the waiting node. */
export interface HandedOver {
	item: IDataObject;
	proof: string;
}

function outcomeOf({ statusCode, body }: IN8nHttpFullResponse): ResumeOutcome {
	const answer = isRecord(body) ? body : {};
	if (typeof answer.resumed === 'boolean') return answer.resumed ? 'resumed' : 'notWaiting';
	// Any other answer comes from something in front of n8n.
	const said = answer.message ?? answer.error;
	if (typeof said !== 'string') return 'notNow';
	if (statusCode === 401) return 'foreign';
	if (statusCode === 429 || statusCode >= 500) return 'notNow';
	// n8n answers 409 both for "is running already" and for "has finished".
	const running = statusCode === 409 && said.includes('running');
	return running ? 'notNow' : 'notWaiting';
}

async function post(
	context: IWebhookFunctions,
	address: URL,
	body: HandedOver,
): Promise<ResumeOutcome> {
	try {
		const answer = (await context.helpers.httpRequest({
			method: 'POST',
			url: address.href,
			body,
			json: true,
			timeout: TIMEOUT,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		})) as IN8nHttpFullResponse;
		return outcomeOf(answer);
	} catch {
		return 'notNow';
	}
}

/**
 * Posts a response to a waiting execution, up to five times in about four seconds while it cannot be
 * resumed yet. It never throws, and follows no redirect.
 */
export async function resumeExecution(
	context: IWebhookFunctions,
	address: URL,
	body: HandedOver,
): Promise<ResumeOutcome> {
	const start = Date.now();
	let outcome = await post(context, address, body);
	for (const pause of PAUSES) {
		if (outcome !== 'notNow' || Date.now() - start > TRY_FOR) break;
		await sleep(pause);
		outcome = await post(context, address, body);
	}
	return outcome;
}
