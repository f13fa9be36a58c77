import { randomUUID } from 'node:crypto';
import { OWN_CONNECTION } from './n8n/ownConnection';
import type { Stage } from './stage';
import { ACTION, chain, type NewWorkflow, node, noOp, trigger, webhook } from './workflows';

export const SEND = 'Ask';
export const EVENT = 'Event';
export const SURVEY = 'survey-e2e';

/** One customer of a workflow that sends. */
export interface Customer {
	destination: string;
	name: string;
	id: string;
}

/** As many customers as asked for, each with a number and an ID of its own. */
export function customers(count: number, prefix = 'c'): Customer[] {
	return Array.from({ length: count }, (_, index) => ({
		destination: `+6590${String(index).padStart(6, '0')}`,
		name: `Ann ${index}`,
		id: `${prefix}-${index}`,
	}));
}

/** A workflow that sends to the customers that are posted to its Webhook node. */
export interface Sender {
	id: string;
	/** The path of its Webhook node, behind `/webhook/`. */
	path: string;
}

/**
 * Makes and publishes a workflow: a list of customers comes in, each is one item of the node.
 *
 * @param parameters the node's own, beside survey, number, text and client message ID
 * @param settings the node's settings, such as Retry On Fail
 * @param credentialId where it is not the stage's
 */
export async function addSender(
	stage: Stage,
	parameters: object = {},
	settings: object = {},
	credentialId?: string,
): Promise<Sender> {
	const path = randomUUID();
	const survey = {
		surveyId: SURVEY,
		destination: '={{ $json.destination }}',
		message: 'Hi {name}: {url}',
		variablesMode: 'inputFields',
		additionalFields: { clientMessageId: '={{ $json.id }}' },
		...parameters,
	};
	const workflow = await stage.addWorkflow(
		chain('Send', [
			webhook(path),
			node('One each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body', options: {} }),
			node(SEND, ACTION, survey, settings),
			noOp('Afterwards'),
		]),
		credentialId,
	);
	await stage.publish(workflow);
	await stage.listens(`${stage.n8n.url}/webhook/${path}`);
	return { id: workflow.id, path };
}

/** Starts an execution of the sender. */
export async function startSender(n8nUrl: string, sender: Sender, to: Customer[]): Promise<void> {
	const response = await fetch(`${n8nUrl}/webhook/${sender.path}`, {
		method: 'POST',
		headers: { ...OWN_CONNECTION, 'content-type': 'application/json' },
		body: JSON.stringify(to),
	});
	if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
}

/** A workflow with the 8x8 trigger alone, not published yet. */
export function listener(parameters: object = {}): NewWorkflow {
	const own = { authentication: 'authorizationHeader', ...parameters };
	return chain('Listen', [trigger(EVENT, randomUUID(), own), noOp('Afterwards')]);
}
