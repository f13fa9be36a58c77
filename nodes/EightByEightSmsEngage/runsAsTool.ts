import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** True when an AI agent calls the node: n8n gives the tool variant a node type of its own. */
export function runsAsTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** @throws {NodeOperationError} when an AI agent calls an operation that is none for agents */
export function refuseAsTool(context: IExecuteFunctions, operation: string): void {
	if (!runsAsTool(context)) return;
	throw new NodeOperationError(
		context.getNode(),
		`An AI agent cannot use the operation ${operation}`,
		{ description: 'Choose Send or Preview as the operation of this tool.' },
	);
}
