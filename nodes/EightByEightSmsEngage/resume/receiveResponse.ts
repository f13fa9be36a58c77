import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * The waiting node's side of resuming: goes on with the response that the trigger hands over, if it
 * is the one to this execution's own survey. n8n 1.x does not sign the address of a waiting
 * execution, so the message ID is what keeps a guessed address out.
 */
export function receiveResponse(context: IWebhookFunctions): IWebhookResponseData {
	const { item } = context.getBodyData() as { item?: IDataObject };
	const parked = context.evaluateExpression('{{ $json.umid }}');
	if (typeof parked !== 'string' || parked === '' || item?.umid !== parked) {
		return { webhookResponse: { resumed: false } };
	}
	return {
		webhookResponse: { resumed: true },
		workflowData: [[{ json: { responded: true, ...item }, pairedItem: { item: 0 } }]],
	};
}
