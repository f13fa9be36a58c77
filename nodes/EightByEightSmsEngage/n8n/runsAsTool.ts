import type { IExecuteFunctions } from 'n8n-workflow';

/** True when an AI agent calls the node: n8n gives the tool variant a node type of its own. */
export function runsAsTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
