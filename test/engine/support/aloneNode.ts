import { ExecuteContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type INode,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import { additionalData } from './engine';
import { Sink } from './nodes';

export const CREDENTIAL = 'eightByEightSmsEngageApi';

/** n8n's own context of a node that has the credential and nothing around it. */
export function aloneNode({
	properties = [],
	credential,
	signal,
}: {
	properties?: INodeProperties[];
	credential?: Record<string, string>;
	/** Aborted, it is the Stop button. */
	signal?: AbortSignal;
}): { context: ExecuteContext; nodeType: INodeType; workflow: Workflow } {
	const node: INode = {
		id: '1',
		name: 'Alone',
		type: 'alone',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [CREDENTIAL]: { id: '1', name: 'x' } },
	};
	const nodeType = new Sink() as INodeType;
	nodeType.description = {
		...nodeType.description,
		credentials: [{ name: CREDENTIAL, required: true }],
		properties,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData({ baseUrl: '', credential }, () => {}),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
		signal,
	);
	return { context, nodeType, workflow };
}
