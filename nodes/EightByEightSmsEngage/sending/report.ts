import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { failedItem, nodeError, type Failure } from '../n8n/failure';
import { failureIn, type Outcome } from './outcome';
import { summaryOf } from './summary';

/**
 * The output of a sending run: an item for each input item, in their order. Under "Continue" a failed
 * item says why; otherwise one error says what failed and what had gone out.
 *
 * @throws {NodeApiError | NodeOperationError} under "Stop", when an item failed
 */
export function report(context: IExecuteFunctions, outcomes: Outcome[]): INodeExecutionData[] {
	if (!context.continueOnFail() && outcomes.some(failureIn)) {
		throw errorOfRun(context.getNode(), outcomes);
	}
	return outcomes.map((outcome, itemIndex) => {
		const failure = failureIn(outcome);
		if (failure) return failedItem(failure, itemIndex);
		return { json: (outcome as { json: IDataObject }).json, pairedItem: { item: itemIndex } };
	});
}

function errorOfRun(node: INode, outcomes: Outcome[]): NodeApiError | NodeOperationError {
	const failures = new Map<number, Failure>();
	outcomes.forEach((outcome, itemIndex) => {
		const failure = failureIn(outcome);
		if (failure) failures.set(itemIndex, failure);
	});
	const tried = [...failures].filter(([index]) => outcomes[index]!.kind !== 'notReached');
	const [itemIndex, first] = tried[0] ?? [...failures][0]!;
	const error = nodeError(
		node,
		{ ...first, ...summaryOf(outcomes, first, new Map(tried)) },
		itemIndex,
	);
	error.context.sent = outcomes.flatMap((outcome, index) =>
		outcome.kind === 'sent' ? [{ itemIndex: index, umid: outcome.json.umid as string }] : [],
	);
	error.context.failed = [...failures].map(([index, { message, code, errorId }]) => {
		const outcome = outcomes[index]!;
		return {
			itemIndex: index,
			message,
			...(code !== undefined && { code }),
			...(errorId !== undefined && { errorId }),
			...(outcome.kind === 'unknown' && { clientMessageId: outcome.clientMessageId }),
		};
	});
	return error;
}
