import type { IDataObject, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../values/record';

/** How long n8n may take to answer itself, in milliseconds. */
const TIMEOUT = 10_000;

/**
 * `resumed`: the waiting execution goes on with the response. `notWaiting`: it has finished, is
 * gone, or waits for another message's response. `foreign`: the signature is not n8n's.
 * `notNow`: it is still running, or n8n could not be reached under its own address.
 */
export type ResumeOutcome = 'resumed' | 'notWaiting' | 'foreign' | 'notNow';

function outcomeOf({ statusCode, body }: IN8nHttpFullResponse): ResumeOutcome {
	const answer = isRecord(body) ? body : {};
	if (typeof answer.resumed === 'boolean') return answer.resumed ? 'resumed' : 'notWaiting';
	// Whatever says nothing as n8n does comes from something in front of it.
	const said = answer.message ?? answer.error;
	if (typeof said !== 'string') return 'notNow';
	if (statusCode === 401) return 'foreign';
	if (statusCode === 429 || statusCode >= 500) return 'notNow';
	// n8n answers 409 both for "is running already" and for "has finished".
	const running = statusCode === 409 && said.includes('running');
	return running ? 'notNow' : 'notWaiting';
}

/** Posts a response to a waiting execution. Never throws, and follows no redirect. */
export async function resumeExecution(
	context: IWebhookFunctions,
	address: URL,
	body: { item: IDataObject },
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
