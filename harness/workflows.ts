import { randomUUID } from 'node:crypto';
import type { StoredWorkflow, WorkflowNode } from './n8n/api';

export const PACKAGE = 'n8n-nodes-8x8-sms-engage';
export const ACTION = `${PACKAGE}.eightByEightSmsEngage`;
export const TRIGGER = `${PACKAGE}.eightByEightSmsEngageTrigger`;
export const CREDENTIAL_TYPE = 'eightByEightSmsEngageApi';

/** A workflow to be made: only the nodes and their connections need to be told. */
export interface NewWorkflow {
	name: string;
	nodes: unknown[];
	connections: object;
	settings?: object;
}

/** The id that stands in the address of the workflow's first webhook, or form, of this type. */
export function webhookId(
	workflow: Pick<StoredWorkflow, 'nodes'>,
	type: string,
): string | undefined {
	return workflow.nodes.find((node) => node.type === type)?.webhookId;
}

/** Points the nodes of this package at the credential. */
export function withCredential(
	nodes: WorkflowNode[],
	credential: { id: string; name: string },
): WorkflowNode[] {
	const credentials = { [CREDENTIAL_TYPE]: credential };
	return nodes.map((node) =>
		node.type.startsWith(`${PACKAGE}.`) ? { ...node, credentials } : node,
	);
}

let made = 0;

/** A node; the ones of a workflow stand in a row. */
export function node(name: string, type: string, parameters: object = {}, other: object = {}) {
	made += 1;
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [made * 220, 0],
		parameters,
		...other,
	};
}

/** A workflow whose nodes run one after the other. */
export function chain(name: string, nodes: Array<ReturnType<typeof node>>): NewWorkflow {
	const connections = Object.fromEntries(
		nodes.slice(0, -1).map((from, index) => {
			return [from.name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }];
		}),
	);
	return { name, nodes, connections };
}

/** n8n's own Webhook node at `/webhook/<path>`, which starts a workflow by a POST. */
export const webhook = (path: string) =>
	node(
		'Started by',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, options: {} },
		{ typeVersion: 2, webhookId: path },
	);

export const noOp = (name: string) => node(name, 'n8n-nodes-base.noOp');

/** Of version 1 n8n would read a call's body differently. */
const TRIGGER_VERSION = 2;

/** This package's trigger; its webhook has an address of its own. */
export const trigger = (name: string, webhookId: string, parameters: object = {}) =>
	node(name, TRIGGER, parameters, { webhookId, typeVersion: TRIGGER_VERSION });
