import { ACTION, chain, node, noOp, trigger, webhook } from '../harness/workflows';

type Part = ReturnType<typeof node>;

export const MEASURED = 'Measured';
export const SURVEY_ID = 'bench-survey';
const TEXT = 'How did we do, {name}? Please take a minute: {url}';
/** TEXT as 8x8 takes it, in pieces: two braces in a row would begin or end an expression. */
const AS_CODE = JSON.stringify(TEXT).replaceAll('{', '{" + "{').replaceAll('}', '}" + "}');

/** Makes as many items as the call asks for, each with a phone number and a name. */
const MAKE_ITEMS = `return Array.from({ length: $input.first().json.body.count }, (_, index) => ({
	json: { phone: '+65' + String(80000000 + index), name: 'Customer ' + index },
}));`;

const survey = (operation: string): Part =>
	node(MEASURED, ACTION, {
		operation,
		surveyId: SURVEY_ID,
		destination: '={{ $json.phone }}',
		message: TEXT,
		variables: { variable: [{ name: 'name', value: '={{ $json.name }}' }] },
	});

/** What n8n's own node needs for the calls of `send`: their address, and the API key's credential. */
export interface Target {
	url: string;
	httpHeaderAuth: { id: string; name: string };
}

/** The nodes that are measured with items. */
export const itemNodes = {
	send: () => survey('send'),
	sendBatch: () => survey('sendBatch'),
	messageLog: () =>
		node(MEASURED, ACTION, { resource: 'message', operation: 'getAll', returnAll: true }),
	noOperation: () => noOp(MEASURED),
	/** The same call as `send` makes, by n8n's own means: one expression that gives the whole body. */
	httpRequest({ url, ...credentials }: Target) {
		const parameters = {
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { destination: $json.phone, templateBody: ${AS_CODE}, templateVariables: { name: $json.name } } }}`,
		};
		const other = { typeVersion: 4.5, credentials };
		return node(MEASURED, 'n8n-nodes-base.httpRequest', parameters, other);
	},
	/** The two expressions of `sendBatch`, evaluated by n8n's own node, and nothing more. */
	setFields() {
		const assignments = [
			{ id: 'a', name: 'destination', type: 'string', value: '={{ $json.phone }}' },
			{ id: 'b', name: 'name', type: 'string', value: '={{ $json.name }}' },
		];
		const parameters = { assignments: { assignments }, options: {} };
		return node(MEASURED, 'n8n-nodes-base.set', parameters, { typeVersion: 3.4 });
	},
};

/**
 * A workflow that answers a call of its webhook when it has ended.
 *
 * @param saved whether n8n saves successful executions: needed to read a node's own time
 */
export function itemWorkflow(path: string, measured: Part, saved: boolean) {
	const start = webhook(path);
	start.parameters = { ...start.parameters, responseMode: 'lastNode' };
	const items = node('Items', 'n8n-nodes-base.code', { jsCode: MAKE_ITEMS }, { typeVersion: 2 });
	const settings = { saveDataSuccessExecution: saved ? 'all' : 'none' };
	return { ...chain(path, [start, items, measured]), settings };
}

const ownTrigger = (id: string, filters: object) =>
	trigger(MEASURED, id, { authentication: 'none', filters });

/** The triggers that are measured, by the path behind `/webhook/`. */
export const triggers = {
	'own/webhook': () => ownTrigger('own', {}),
	'filter/webhook': () => ownTrigger('filter', { surveyIds: 'another-survey' }),
	webhook1: () => ({ ...webhook('webhook1'), typeVersion: 1 }),
	webhook2: () => ({ ...webhook('webhook2'), typeVersion: 2.1 }),
};

/** A workflow that does nothing, whose trigger has run for long: it remembers 2,000 events. */
export const eventWorkflow = (name: string, start: Part) => ({
	...chain(name, [start, noOp('Nothing')]),
	staticData: { [`node:${MEASURED}`]: { seen: 'x'.repeat(2_000 * 11) } },
});
