import type { WorkflowNode } from '../scripts/start/n8n-api';

const PACKAGE = 'n8n-nodes-8x8-sms-engage';
export const MEASURED = 'Measured';
export const SURVEY_ID = 'bench-survey';
export const TEXT = 'How did we do, {name}? Please take a minute: {url}';

type Part = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/** Makes as many items as the call asks for, each with a phone number and a name. */
const MAKE_ITEMS = `return Array.from({ length: $input.first().json.body.count }, (_, index) => ({
	json: { phone: '+65' + String(80000000 + index), name: 'Customer ' + index },
}));`;

interface WorkflowOptions {
	/** Whether n8n saves successful executions: needed to read a node's own time. */
	saved: boolean;
}

/** A workflow that answers a call of its webhook when it has ended. */
export function itemWorkflow(name: string, measured: Part, { saved }: WorkflowOptions) {
	const start: Part = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		parameters: { httpMethod: 'POST', path: name, responseMode: 'lastNode' },
	};
	const items: Part = {
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: MAKE_ITEMS },
	};
	return workflow(
		name,
		[
			['Start', start],
			['Items', items],
			[MEASURED, measured],
		],
		saved,
	);
}

/** A workflow that answers a call at once and does nothing else. */
export function triggerWorkflow(name: string, trigger: Part, staticData?: object) {
	const nothing: Part = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	return {
		...workflow(
			name,
			[
				[MEASURED, trigger],
				['Nothing', nothing],
			],
			true,
		),
		staticData,
	};
}

function workflow(name: string, parts: Array<[string, Part]>, saved: boolean) {
	const nodes = parts.map(([title, part], index) => ({
		...part,
		id: `${name}-${index}`,
		name: title,
		position: [index * 220, 0],
		webhookId: `${name}-${index}`,
	}));
	const connections = Object.fromEntries(
		parts
			.slice(1)
			.map(([title], index) => [
				parts[index]![0],
				{ main: [[{ node: title, type: 'main', index: 0 }]] },
			]),
	);
	const settings = {
		executionOrder: 'v1',
		saveDataSuccessExecution: saved ? 'all' : 'none',
		saveDataErrorExecution: 'all',
		saveManualExecutions: true,
		saveExecutionProgress: false,
	};
	return { name, nodes, connections, settings, active: false };
}

const survey = (operation: string, options: object, credential: { id: string; name: string }) => ({
	type: `${PACKAGE}.eightByEightSmsEngage`,
	typeVersion: 1,
	parameters: {
		resource: 'survey',
		operation,
		surveyId: SURVEY_ID,
		destination: '={{ $json.phone }}',
		message: TEXT,
		variablesMode: 'fields',
		variables: { variable: [{ name: 'name', value: '={{ $json.name }}' }] },
		additionalFields: {},
		options,
	},
	credentials: { eightByEightSmsEngageApi: credential },
});

export const send = (credential: { id: string; name: string }, maxConcurrency?: number): Part =>
	survey('send', maxConcurrency === undefined ? {} : { maxConcurrency }, credential);

export const sendBatch = (credential: { id: string; name: string }): Part =>
	survey('sendBatch', {}, credential);

/** TEXT as 8x8 takes it, in pieces: two braces in a row would begin or end an expression. */
const AS_CODE = JSON.stringify(TEXT).replaceAll('{', '{" + "{').replaceAll('}', '}" + "}');

/** The same call as `send` makes, by n8n's own means: one expression that gives the whole body. */
export const httpRequest = (url: string, credential: { id: string; name: string }): Part => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.5,
	parameters: {
		method: 'POST',
		url,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ { destination: $json.phone, templateBody: ${AS_CODE}, templateVariables: { name: $json.name } } }}`,
		options: {},
	},
	credentials: { httpHeaderAuth: credential },
});

/** The two expressions of `sendBatch`, evaluated by n8n's own node, and nothing more. */
export const setFields: Part = {
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		mode: 'manual',
		assignments: {
			assignments: [
				{ id: 'a', name: 'destination', type: 'string', value: '={{ $json.phone }}' },
				{ id: 'b', name: 'name', type: 'string', value: '={{ $json.name }}' },
			],
		},
		includeOtherFields: false,
		options: {},
	},
};

export const noOperation: Part = {
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

export const webhook = (path: string): Part => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
});

export const trigger = (filters: object = {}): Part => ({
	type: `${PACKAGE}.eightByEightSmsEngageTrigger`,
	typeVersion: 1,
	parameters: { events: ['surveyResponse'], authentication: 'none', filters, options: {} },
});
