import type { IWebhookFunctions } from 'n8n-workflow';

import { simplifiedItem, type WebhookEvent } from '../events';
import type { ItemOptions } from '../events/event';
import { surveyResponse } from '../events/surveyResponse.event';
import { takeVariable } from '../events/templateVariables';
import { readResumeToken, RESUME_VARIABLE, resumeAddress } from './n8nResume';
import { resumeExecution, type ResumeOutcome } from './resumeExecution';

/** A survey response without its `n8nResume`, and how to wake up the execution that waits for it. */
export interface WaitingExecution {
	event: WebhookEvent;
	/** Missing when the response belongs to no waiting execution. */
	resume?: () => Promise<ResumeOutcome>;
}

/** Takes `n8nResume` out of an event, so that no item can hold it. */
export function findWaitingExecution(
	context: IWebhookFunctions,
	posted: WebhookEvent,
	options: ItemOptions,
): WaitingExecution {
	if (posted.kind !== surveyResponse) return { event: posted };
	const taken = takeVariable(posted.body, RESUME_VARIABLE);
	if (taken === undefined) return { event: posted };

	const body = taken.response;
	const event = { ...posted, body, fields: surveyResponse.recognise(body)! };
	const token = readResumeToken(taken.value);
	if (token === undefined) return { event };
	const waitingUrl = context.evaluateExpression('{{ $execution.resumeUrl }}') as string;
	const address = resumeAddress(waitingUrl, token);
	const resume = async () => {
		const item = simplifiedItem(event, options);
		return await resumeExecution(context, address, { item, proof: token.proof });
	};
	return { event, resume };
}
