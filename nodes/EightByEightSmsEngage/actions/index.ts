import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { failureOf } from '../sending/outcome';
import { failedItem, nodeError } from '../sending/report';
import { cancel, cancelBatch } from './message/cancel.operation';
import { deletePersonalData } from './message/deletePersonalData.operation';
import { messageFields } from './message/fields';
import { get } from './message/get.operation';
import type { Operation } from './operation';
import { surveyFields } from './survey/fields';
import { preview } from './survey/preview.operation';
import { send } from './survey/send.operation';
import { sendAndWaitForResponse } from './survey/sendAndWaitForResponse.operation';
import { sendBatch } from './survey/sendBatch.operation';
import { deleteWebhook } from './webhook/delete.operation';
import { webhookFields } from './webhook/fields';
import { getAll } from './webhook/getAll.operation';
import { set } from './webhook/set.operation';

/** Every operation has its line here; the first of a resource is the one chosen at first. */
const OPERATIONS: Record<string, [Operation, ...Operation[]]> = {
	survey: [send, sendAndWaitForResponse, sendBatch, preview],
	message: [get, cancel, cancelBatch, deletePersonalData],
	webhook: [getAll, set, deleteWebhook],
};

const FIELDS = [...surveyFields, ...messageFields, ...webhookFields];

/** The operation lists of all resources, then their fields. */
export const operationProperties: INodeProperties[] = [
	...Object.entries(OPERATIONS).map(([resource, operations]) =>
		operationList(resource, operations),
	),
	...FIELDS,
	...Object.values(OPERATIONS).flatMap((operations) =>
		operations.flatMap(({ fields }) => fields ?? []),
	),
];

function operationList(resource: string, operations: [Operation, ...Operation[]]): INodeProperties {
	const byDefault = operations[0].option.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ option }) => option),
		default: byDefault,
	};
}

/**
 * Runs the operation that the node is set to, for all input items. What stops it as a whole fails
 * every item: under "Continue" n8n would otherwise hand the input on as if all had gone well.
 */
export async function executeOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		return await chosenOperation(context).execute(context);
	} catch (error) {
		const failure = failureOf(error);
		if (context.continueOnFail()) {
			return context.getInputData().map((_, itemIndex) => failedItem(context, failure, itemIndex));
		}
		throw error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: nodeError(context.getNode(), failure, 0);
	}
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const chosen = OPERATIONS[resource]?.find(({ option }) => option.value === operation);
	if (chosen) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${operation}" for "${resource}"`,
		{ description: 'Choose the resource and the operation again.' },
	);
}
