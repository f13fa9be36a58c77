import type { IWebhookFunctions } from 'n8n-workflow';

import { simplifiedItem, type WebhookEvent } from '../events';
import type { ItemOptions } from '../events/event';
import { resumeAddress, takeResumeToken } from './n8nResume';
import { resumeExecution, type ResumeOutcome } from './resumeExecution';

/** A survey response without its `n8nResume`, and where an execution waits for it, if one does. */
export interface WaitingExecution {
	event: WebhookEvent;
	resume?: () => Promise<ResumeOutcome>;
}

/** Takes `n8nResume` out of an event, so that no item can hold it. */
export function findWaitingExecution(
	context: IWebhookFunctions,
	posted: WebhookEvent,
	settings: ItemOptions & { resumeWaiting: boolean },
): WaitingExecution {
	if (posted.kind.name !== 'surveyResponse') return { event: posted };
	const { token, response } = takeResumeToken(posted.fields);
	if (response === posted.fields) return { event: posted };

	const event = { ...posted, fields: response, body: response };
	if (!settings.resumeWaiting) return { event };
	const waitingUrl = context.evaluateExpression('{{ $execution.resumeUrl }}') as string;
	const address = resumeAddress(waitingUrl, token);
	if (address === undefined) return { event };
	return {
		event,
		resume: async () =>
			await resumeExecution(context, address, { item: simplifiedItem(event, settings) }),
	};
}
