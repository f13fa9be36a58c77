/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { EventEmitter } from 'events';
import {
	Workflow,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { eventOptions } from '../../nodes/EightByEightSmsEngage/events';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';
import { assertDeclared, strict } from './strict';

/** All events that the trigger offers. */
export const EVENTS = eventOptions.map(({ value }) => String(value));

export const WAITING_URL = 'https://n8n.example/webhook-waiting';

interface Call {
	authorization?: string | string[];
	contentType?: string;
	ip?: string;
	/** The body before it was parsed. */
	rawBody?: Buffer;
	/** `manual` is a test run in the editor. */
	mode?: 'manual' | 'webhook';
	/** What n8n does when it starts the run. */
	start?: () => Promise<void>;
	/** As n8n 1 does: reads the answer and sends it before it starts the run. */
	answersFirst?: boolean;
	/** 8x8 hangs up before the answer; `early`: before `webhook()` takes the event. */
	hangUp?: boolean | 'early';
}

interface Given {
	nodeId?: string;
	workflowId?: string;
	parameters?: IDataObject;
	webhookAuthorization?: unknown;
	httpRequest?: (request: IHttpRequestOptions) => Promise<unknown>;
}

class FakeResponse extends EventEmitter {
	statusCode = 200;

	closed = false;

	/** Whether n8n has ended it, though nobody may get it. */
	writableEnded = false;

	sent: unknown;

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		this.sent = body;
		this.writableEnded = true;
		this.close();
		return this;
	}

	/** As when 8x8 hangs up, or when the answer is there. */
	close() {
		if (this.closed) return;
		this.closed = true;
		this.emit('close');
	}
}

let nodes = 0;

/**
 * An active trigger in an n8n that does what n8n 2.41's webhook code does around `webhook()`: loads
 * the static data for each call, starts the run, reads the answer, saves the static data when it is
 * marked as changed, answers.
 */
export class ActiveTrigger {
	readonly items: INodeExecutionData[] = [];

	readonly requests: IHttpRequestOptions[] = [];

	saved = '{}';

	saves = 0;

	/** What stands in n8n's log. */
	readonly warnings: string[] = [];

	private readonly trigger = new EightByEightSmsEngageTrigger();

	private readonly node: INode;

	constructor(private readonly given: Given = {}) {
		this.node = {
			id: given.nodeId ?? `node-${(nodes += 1)}`,
			name: 'Trigger',
			type: 'n8n-nodes-8x8-sms-engage.eightByEightSmsEngageTrigger',
			typeVersion: 2,
			position: [0, 0],
			parameters: {},
		};
	}

	get nodeId() {
		return this.node.id;
	}

	async post(body: unknown, call: Call = {}): Promise<{ status: number; body: unknown }> {
		const staticData = JSON.parse(this.saved) as IDataObject;
		const workflow = this.workflowOver(staticData);
		const response = new FakeResponse();
		const save = () => {
			if ((workflow.staticData as { __dataChanged?: boolean }).__dataChanged !== true) return;
			this.saved = JSON.stringify(workflow.staticData);
			this.saves += 1;
		};

		if (call.hangUp === 'early') response.close();
		const context = this.context(workflow, response, body, call);
		const result = await this.trigger.webhook.call(context);
		if (result.noWebhookResponse === true) {
			save();
			return { status: response.statusCode, body: response.sent };
		}
		if (result.workflowData !== undefined) {
			if (call.answersFirst === true) {
				response.status(200).json(result.webhookResponse);
				save();
			}
			this.workflowOver(staticData);
			if (call.hangUp === true) response.close();
			try {
				await call.start?.();
			} catch {
				response.status(500).json({ message: 'There was a problem executing the workflow' });
				return { status: 500, body: response.sent };
			}
			this.items.push(...(result.workflowData[0] ?? []));
		}
		const answer: unknown = result.webhookResponse;
		if (call.mode !== 'manual') save();
		response.status(200).json(answer);
		return { status: 200, body: answer };
	}

	private workflowOver(staticData: IDataObject): Workflow {
		return new Workflow({
			id: 'workflow-1',
			nodes: [],
			connections: {},
			active: true,
			nodeTypes: {} as INodeTypes,
			staticData,
		});
	}

	private context(workflow: Workflow, response: FakeResponse, body: unknown, call: Call) {
		const { parameters = {}, webhookAuthorization } = this.given;
		const headers = [call.authorization ?? []].flat();
		return strict<IWebhookFunctions>('IWebhookFunctions', {
			getNodeParameter: (name: string, fallback: unknown) => {
				assertDeclared(this.trigger.description, name);
				const value = parameters[name];
				for (const key of Object.keys((value ?? {}) as object)) {
					if (!Array.isArray(value) && typeof value === 'object') {
						assertDeclared(this.trigger.description, `${name}.${key}`);
					}
				}
				return value ?? fallback;
			},
			getRequestObject: () =>
				strict('Request', {
					ip: call.ip ?? '192.0.2.1',
					rawBody: call.rawBody,
					rawHeaders: ['Host', 'n8n.example', ...headers.flatMap((h) => ['Authorization', h])],
				}),
			getResponseObject: () => response,
			getHeaderData: () => ({ 'content-type': call.contentType ?? 'application/json' }),
			getBodyData: () => body,
			getMode: () => call.mode ?? 'webhook',
			getNode: () => this.node,
			getWorkflow: () => ({ id: this.given.workflowId ?? 'workflow-1', name: 'W', active: true }),
			getWorkflowStaticData: (type: string) => workflow.getStaticData(type, this.node),
			evaluateExpression: (expression: string) => {
				if (expression !== '{{ $execution.resumeUrl }}') throw new Error(expression);
				return `${WAITING_URL}/__UNKNOWN__`;
			},
			getCredentials: async (type: string) => {
				if (type !== 'eightByEightSmsEngageApi') throw new Error(`No credential ${type}`);
				return { apiKey: 'key', webhookAuthorization };
			},
			logger: strict('logger', { warn: (said: string) => void this.warnings.push(said) }),
			helpers: strict('helpers', {
				httpRequest: async (request: IHttpRequestOptions) => {
					this.requests.push(request);
					if (this.given.httpRequest === undefined) throw new Error('No request expected');
					return await this.given.httpRequest(request);
				},
			}),
		});
	}
}

/** 8x8's documented survey response, with what a test changes in it. */
export function surveyResponseBody(changes: IDataObject = {}): IDataObject {
	return {
		umid: '84e7ee9a-5c41-e811-814c-020897df5459',
		surveyId: 'test-surveyid',
		surveyStartedAt: '2018-04-16T09:59:48Z',
		surveySubmittedAt: '2018-04-16T10:00:14Z',
		templateVariables: [
			{ name: 'firstname', value: 'John' },
			{ name: 'order_nr', value: '1010101' },
		],
		answers: [
			{
				questionId: '3',
				answerId: '10003',
				question:
					"Dear [url('FirstName')],<br />\nOrder [url('order_nr')] was found as a duplication, please confirm below or your order will be cancelled",
				answer: 'Cancel Now',
			},
			{ questionId: '16', answerId: null, question: 'Full Name', answer: 'John' },
			{
				questionId: '4',
				answerId: '10005',
				question: 'Do you confirm your response?',
				answer: 'Yes',
			},
		],
		...changes,
	};
}

/** An SMS event in 8x8's envelope. */
export function smsEventBody(eventType: string, payload: IDataObject): IDataObject {
	return { namespace: 'SMS', eventType, description: 'An event', payload };
}

export function deliveryReceiptBody(changes: IDataObject = {}): IDataObject {
	return smsEventBody('outbound_message_status_changed', {
		umid: 'umid-1',
		batchId: 'batch-1',
		clientMessageId: 'client-1',
		clientBatchId: null,
		subAccountId: 'care',
		source: 'ACME',
		destination: '+6591234567',
		status: {
			state: 'delivered',
			detail: 'delivered_to_recipient',
			timestamp: '2026-01-02T03:04:05.67Z',
			errorCode: 0,
			errorMessage: null,
		},
		price: { total: 0.024, perSms: 0.012, currency: 'USD' },
		smsCount: 2,
		...changes,
	});
}
