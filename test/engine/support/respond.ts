import { WebhookContext } from 'n8n-core';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData, Workflow } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
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
	const context = new WebhookContext(
		workflow,
		node,
		{
			...additionalData(options, () => {}),
			httpRequest: { body: { item } },
		} as never,
		'webhook',
		{ webhookDescription } as never,
		[],
		stored(run),
	);
	await workflow.expression.acquireIsolate?.();
	try {
		return await new EightByEightSmsEngage().webhook.call(context as unknown as IWebhookFunctions);
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}
