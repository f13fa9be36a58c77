import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../values/record';
import { cancelReminder, parkedReminder } from './cancelReminder';

/** Whether a response names the message that was parked; umids have no case. */
function isOf(parked: unknown, umid: unknown): boolean {
	return (
		typeof parked === 'string' &&
		parked !== '' &&
		typeof umid === 'string' &&
		parked.toLowerCase() === umid.toLowerCase()
	);
}

/**
 * The waiting node's side of resuming: goes on with the response that the trigger hands over, if it
 * is the one to this execution's own survey or to its reminder, which is cancelled then. n8n 1.x does not sign the address of a waiting
 * execution, so the message ID is what keeps a guessed address out. Never throws: n8n would take
 * that for the node's result and end the wait.
 */
export async function receiveResponse(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body: unknown = context.getBodyData();
	const item = isRecord(body) && isRecord(body.item) ? body.item : {};
	const parked: unknown = context.evaluateExpression('{{ $json.reminder }}');
	const reminder = parkedReminder(parked);
	const ofSurvey = isOf(context.evaluateExpression('{{ $json.umid }}'), item.umid);
	if (!ofSurvey && !isOf(reminder?.umid, item.umid)) {
		return { webhookResponse: { resumed: false } };
	}
	// Who responds to the reminder has got it.
	const cancelled = reminder !== undefined && ofSurvey && (await cancelReminder(context, reminder));
	const json = {
		responded: true,
		...item,
		...(reminder
			? { reminder: { umid: reminder.umid, scheduled: reminder.scheduled, cancelled } }
			: isRecord(parked) && { reminder: parked }),
	} as IDataObject;
	return {
		webhookResponse: { resumed: true },
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}
