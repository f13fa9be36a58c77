import type { NewWorkflow } from './stage';
import { TRIGGER } from './stage';

let made = 0;

/** A node; the ones of a workflow stand in a row. */
export function node(name: string, type: string, parameters: object = {}, other: object = {}) {
	made += 1;
	return {
		id: `e2e-${made}`,
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

/** This package's trigger; its webhook has an address of its own. */
export const trigger = (name: string, webhookId: string, parameters: object = {}) =>
	node(name, TRIGGER, parameters, { webhookId });
