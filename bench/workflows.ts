import type { WorkflowNode } from '../harness/n8n/api';
import {
	ACTION,
	chain,
	type NewWorkflow,
	node,
	noOp,
	trigger,
	webhook,
} from '../harness/workflows';

type Part = ReturnType<typeof node>;
type Credentials = WorkflowNode['credentials'];

export const MEASURED = 'Measured';
export const SURVEY_ID = 'bench-survey';
const TEXT = 'How did we do, {name}? Please take a minute: {url}';

/** Makes as many items as the call asks for, each with a phone number and a name. */
const MAKE_ITEMS = `return Array.from({ length: $input.first().json.body.count }, (_, index) => ({
	json: { phone: '+65' + String(80000000 + index), name: 'Customer ' + index },
}));`;

/**
 * A workflow that answers a call of its webhook when it has ended.
 *
 * @param saved whether n8n saves successful executions: needed to read a node's own time
 */
export function itemWorkflow(path: string, measured: Part, saved: boolean): NewWorkflow {
	const start = webhook(path);
	start.parameters = { ...start.parameters, responseMode: 'lastNode' };
	const items = node('Items', 'n8n-nodes-base.code', { jsCode: MAKE_ITEMS }, { typeVersion: 2 });
	const settings = { saveDataSuccessExecution: saved ? 'all' : 'none' };
	return { ...chain(path, [start, items, measured]), settings };
}

/** A workflow that answers a call at once and does nothing else. */
export const eventWorkflow = (name: string, start: Part): NewWorkflow =>
	chain(name, [start, noOp('Nothing')]);

/** n8n's own Webhook node; n8n calls version 1 as it calls all other triggers. */
export const webhookNode = (path: string, typeVersion: number): Part => ({
	...webhook(path),
	typeVersion,
});

export const ownTrigger = (webhookId: string, filters: object = {}): Part =>
	trigger(MEASURED, webhookId, { authentication: 'none', filters });

const survey = (operation: string, options: object): Part =>
	node(MEASURED, ACTION, {
		operation,
		surveyId: SURVEY_ID,
		destination: '={{ $json.phone }}',
		message: TEXT,
		variables: { variable: [{ name: 'name', value: '={{ $json.name }}' }] },
		options,
	});

export const send = () => survey('send', {});
export const sendOneByOne = () => survey('send', { maxConcurrency: 1 });
export const sendBatch = () => survey('sendBatch', {});

/** TEXT as 8x8 takes it, in pieces: two braces in a row would begin or end an expression. */
const AS_CODE = JSON.stringify(TEXT).replaceAll('{', '{" + "{').replaceAll('}', '}" + "}');

/** The same call as `send` makes, by n8n's own means: one expression that gives the whole body. */
export const httpRequest = (url: string, credentials: Credentials): Part =>
	node(
		MEASURED,
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { destination: $json.phone, templateBody: ${AS_CODE}, templateVariables: { name: $json.name } } }}`,
			options: {},
		},
		{ typeVersion: 4.5, credentials },
	);

/** The two expressions of `sendBatch`, evaluated by n8n's own node, and nothing more. */
export const setFields = (): Part => {
	const assignments = [
		{ id: 'a', name: 'destination', type: 'string', value: '={{ $json.phone }}' },
		{ id: 'b', name: 'name', type: 'string', value: '={{ $json.name }}' },
	];
	const parameters = { assignments: { assignments }, options: {} };
	return node(MEASURED, 'n8n-nodes-base.set', parameters, { typeVersion: 3.4 });
};

export const noOperation = () => noOp(MEASURED);
