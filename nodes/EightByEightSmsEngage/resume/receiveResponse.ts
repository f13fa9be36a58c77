import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../values/record';

/**
 * The waiting node's side of resuming: goes on with the response that the trigger hands over, if it
 * is the one to this execution's own survey. n8n 1.x does not sign the address of a waiting
 * execution, so the message ID is what keeps a guessed address out. Never throws: n8n would take
 * that for the node's result and end the wait.
 */
export function receiveResponse(context: IWebhookFunctions): IWebhookResponseData {
	const body: unknown = context.getBodyData();
	const item = isRecord(body) && isRecord(body.item) ? body.item : {};
	const parked = context.evaluateExpression('{{ $json.umid }}');
	if (typeof parked !== 'string' || parked === '' || item.umid !== parked) {
		return { webhookResponse: { resumed: false } };
	}
	const json = { responded: true, ...item } as IDataObject;
	return {
		webhookResponse: { resumed: true },
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}
