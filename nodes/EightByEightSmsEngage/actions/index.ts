import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { failedItem, failureOf, nodeError } from '../n8n/failure';
import { runsAsTool } from '../n8n/runsAsTool';
import { account } from './account';
import { message } from './message';
import type { Operation, Resource } from './operation';
import { propertiesOf, subtitleOf } from './properties';
import { survey } from './survey';
import { webhook } from './webhook';

/** All resources, in the editor's order; the first is the default. */
const RESOURCES: [Resource, ...Resource[]] = [survey, message, webhook, account];

/** The node's fields in the editor. */
export const nodeProperties = propertiesOf(RESOURCES);

/** The text under the node on the canvas: its operation in words. */
export const nodeSubtitle = subtitleOf(RESOURCES);

/**
 * Runs the chosen operation on all input items. An error that stops it as a whole fails every item:
 * under "Continue" n8n would otherwise pass the input on as if all had gone well.
 */
export async function executeOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		return await chosenOperation(context).execute(context);
	} catch (error) {
		const failure = failureOf(error);
		if (context.continueOnFail()) {
			return context.getInputData().map((_, itemIndex) => failedItem(failure, itemIndex));
		}
		throw error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: nodeError(context.getNode(), failure, 0);
	}
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const chosen = RESOURCES.find(({ option }) => option.value === resource)?.operations.find(
		({ option }) => option.value === operation,
	);
	if (chosen?.notForAgents && runsAsTool(context)) {
		throw new NodeOperationError(
			context.getNode(),
			`An AI agent cannot use the operation ${chosen.option.name}`,
			{ description: 'Choose Send or Preview as the operation of this tool.' },
		);
	}
	if (chosen) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${operation}" for "${resource}"`,
		{ description: 'Choose the resource and the operation again.' },
	);
}
