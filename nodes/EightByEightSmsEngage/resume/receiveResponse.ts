import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { RESPONSE_FIELDS } from '../events/surveyResponse.event';
import { foldId } from '../values/fold';
import { isRecord, type Fields } from '../values/record';
import { cancelReminder, readParkedReminder } from './cancelReminder';
import { isProofOfWait } from './proof';

/** Whether a response names the parked message; case does not matter in umids. */
const isOf = (parked: unknown, umid: unknown) =>
	foldId(umid) !== '' && foldId(parked) === foldId(umid);

/** Only the known fields of a response, so that nothing posted can pose as ours. */
function respondedItem(item: Fields): IDataObject {
	const known = RESPONSE_FIELDS.filter((name) => Object.hasOwn(item, name));
	return {
		responded: true,
		umid: item.umid as string,
		...Object.fromEntries(known.map((name) => [name, item[name]])),
	} as IDataObject;
}

/**
 * The waiting node's side of resuming: goes on with the response that the trigger hands over, if the
 * proof is this wait's and the response is one to this execution's own survey or to its reminder,
 * which is cancelled then. Never throws: n8n would take that for the node's result and end the wait.
 */
export async function receiveResponse(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body: unknown = context.getBodyData();
	const { item, proof } = isRecord(body) ? body : ({} as Fields);
	if (!isRecord(item) || !(await isProofOfWait(context, proof))) {
		return { webhookResponse: { resumed: false } };
	}
	const parked: unknown = context.evaluateExpression('{{ $json.reminder }}');
	const reminder = readParkedReminder(parked);
	const ofSurvey = isOf(context.evaluateExpression('{{ $json.umid }}'), item.umid);
	if (!ofSurvey && !isOf(reminder?.umid, item.umid)) {
		return { webhookResponse: { resumed: false } };
	}
	// Whoever responds to the reminder has received it.
	const cancelled = reminder !== undefined && ofSurvey && (await cancelReminder(context, reminder));
	const json = {
		...respondedItem(item),
		...(reminder
			? { reminder: { umid: reminder.umid, scheduled: reminder.scheduled, cancelled } }
			: isRecord(parked) && { reminder: parked }),
	} as IDataObject;
	return {
		webhookResponse: { resumed: true },
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}
