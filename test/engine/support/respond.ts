import { WebhookContext } from 'n8n-core';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData, Workflow } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { proofOfWait } from '../../../nodes/EightByEightSmsEngage/resume/proof';
import { additionalData, SURVEY_NODE, type EngineOptions, type EngineRun } from './engine';
import { stored } from './retryButton';

/** Hands a response to an execution that waits, as n8n's waiting webhook does. */
export async function respond(
	workflow: Workflow,
	run: EngineRun,
	item: IDataObject,
	options: EngineOptions,
): Promise<IWebhookResponseData> {
	const node = workflow.getNode(SURVEY_NODE)!;
	const webhookDescription = new EightByEightSmsEngage().description.webhooks![0]!;
	const httpRequest = { body: {} };
	const context = new WebhookContext(
		workflow,
		node,
		{
			...additionalData(options, () => {}),
			httpRequest,
		} as never,
		'webhook',
		{ webhookDescription } as never,
		[],
		stored(run),
	);
	const waiting = context as unknown as IWebhookFunctions;
	const apiKey = options.credential?.apiKey ?? 'demo-api-key';
	httpRequest.body = { item, proof: proofOfWait(waiting, apiKey) };
	await workflow.expression.acquireIsolate?.();
	try {
		return await new EightByEightSmsEngage().webhook.call(waiting);
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}
