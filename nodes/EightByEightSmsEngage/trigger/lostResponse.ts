import type { IWebhookFunctions } from 'n8n-workflow';

import type { WebhookEvent } from '../events';

/** What an ID may be made of that is shown as it came: nothing that could forge a line of the log. */
const PLAIN_ID = /^[\w.-]{1,64}$/;

/**
 * Says in n8n's log that a response went nowhere: no execution takes it (the one that waited is gone, not
 * reached, or another n8n's), and this trigger leaves it alone. 8x8 has its 200 all the same, and posts it
 * no more.
 */
export function warnOfLostResponse(context: IWebhookFunctions, { fields }: WebhookEvent): void {
	const umid = typeof fields.umid === 'string' ? fields.umid : '';
	const workflow = context.getWorkflow().id ?? '';
	context.logger.warn(
		`8x8 SMS Engage Trigger (workflow ${workflow}): a survey response was dropped. No waiting execution took it, and 'Trigger On' or 'Filters' of this trigger leave it out. Its umid is ${PLAIN_ID.test(umid) ? umid : 'not readable'}.`,
	);
}
