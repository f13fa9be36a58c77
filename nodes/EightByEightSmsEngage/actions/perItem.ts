import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failedItem, failureOf, nodeError } from '../n8n/failure';
import { ItemParameters } from '../n8n/itemParameters';
import { connect, type Connection } from './connect';

type Results = IDataObject | IDataObject[];

/** One item's call: 8x8's client, and the item's parameters. */
export interface ItemCall extends Connection {
	context: IExecuteFunctions;
	read: (name: string) => unknown;
}

/**
 * The `execute` of an operation that calls 8x8 for one item after the other.
 *
 * @param pause the least time between two requests, in milliseconds
 */
export function perItem(work: (call: ItemCall) => Promise<Results>, { pause = 0 } = {}) {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[]> => {
		const connection = await connect(context, {}, pause);
		const parameters = new ItemParameters(context);
		return await eachItem(context, async (itemIndex) => {
			const read = (name: string) => parameters.get(name, itemIndex, '');
			return await work({ ...connection, context, read });
		});
	};
}

/**
 * Works on one item after the other. Under "Continue" an item that fails comes out with its error;
 * otherwise the first failure ends the node.
 */
export async function eachItem(
	context: IExecuteFunctions,
	work: (itemIndex: number) => Promise<Results>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		try {
			const results = [await work(itemIndex)].flat();
			output.push(...results.map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			const failure = failureOf(error);
			if (!context.continueOnFail()) throw nodeError(context.getNode(), failure, itemIndex);
			output.push(failedItem(failure, itemIndex));
		}
	}
	return output;
}
