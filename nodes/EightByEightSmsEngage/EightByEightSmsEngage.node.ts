import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { executeOperation, nodeProperties, nodeSubtitle } from './actions';
import { RESUME_PATH } from './resume/n8nResume';
import { receiveResponse } from './resume/receiveResponse';

export class EightByEightSmsEngage implements INodeType {
	description: INodeTypeDescription = {
		displayName: '8x8 SMS Engage',
		name: 'eightByEightSmsEngage',
		icon: {
			light: 'file:../../icons/eightByEightSmsEngage.svg',
			dark: 'file:../../icons/eightByEightSmsEngage.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle,
		description: 'Send surveys by SMS with 8x8 SMS Engage',
		waitingNodeTooltip: "Survey sent, waiting for the customer's response",
		defaults: { name: '8x8 SMS Engage' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'eightByEightSmsEngageApi',
				required: true,
				displayOptions: { hide: { operation: ['preview'], withAuthorization: [false] } },
			},
		],
		// Where n8n takes the response for an execution that waits.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: RESUME_PATH,
				restartWebhook: true,
				isFullPath: true,
			},
		],
		builderHint: {
			searchHint:
				'Sends SMS surveys. Write placeholders in message with single braces: {url} is the link. For a list use the operation sendBatch; for several items that wait, call a sub-workflow for each.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-8x8-sms-engage.eightByEightSmsEngageTrigger',
					relationHint:
						'Receives the responses. sendAndWaitForResponse needs a published workflow with it.',
				},
			],
		},
		properties: nodeProperties,
	};

	// The webhook above is n8n's own, of a waiting execution: nothing is registered at 8x8.
	webhookMethods = {
		default: {
			async checkExists() {
				return true;
			},
			async create() {
				return true;
			},
			async delete() {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveResponse(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeOperation(this)];
	}
}
