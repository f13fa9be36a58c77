import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failureOf } from '../sending/outcome';
import { failedItem, nodeError } from '../sending/report';

/**
 * Does an operation that sends nothing for one item after the other. Under "Continue" an item that
 * fails comes out with its error; else the first failure ends the node.
 */
export async function perItem(
	context: IExecuteFunctions,
	work: (itemIndex: number) => Promise<IDataObject | IDataObject[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		try {
			const results = [await work(itemIndex)].flat();
			output.push(...results.map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			const failure = failureOf(error);
			if (!context.continueOnFail()) throw nodeError(context.getNode(), failure, itemIndex);
			output.push(failedItem(context, failure, itemIndex));
		}
	}
	return output;
}
