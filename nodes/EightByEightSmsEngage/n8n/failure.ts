import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { ApiError } from '../api/error';
import { InvalidValueError } from '../values/invalidValue';

/** Why an item failed, as plain data: it is kept in the execution's data between tries. */
export interface Failure {
	message: string;
	description?: string;
	httpStatus?: number;
	code?: number;
	errorId?: string;
	/** The memory of Send Once holds the survey although it certainly was not sent. */
	leftRecorded?: true;
}

/** Any error as plain data, without anything that could hold a secret. */
export function failureOf(error: unknown): Failure {
	if (error instanceof ApiError) {
		const { description, httpStatus, code, errorId } = error.details;
		return { message: error.message, description, httpStatus, code, errorId };
	}
	if (error instanceof InvalidValueError) {
		const { message, field, description } = error;
		const named = message.toLowerCase().includes(field.toLowerCase());
		return { message: named ? message : `${field}: ${message}`, description };
	}
	const { message, description } = error as { message?: unknown; description?: unknown };
	return {
		message: typeof message === 'string' && message !== '' ? message : 'This item failed',
		...(typeof description === 'string' && { description }),
	};
}

/** A failed item as n8n's error output wants it. */
export function failedItem(
	context: IExecuteFunctions,
	failure: Failure,
	itemIndex: number,
): INodeExecutionData {
	return {
		json: { error: failure.message },
		error: nodeError(context.getNode(), failure, itemIndex),
		pairedItem: { item: itemIndex },
	};
}

/** An error that n8n shows: with what to do, 8x8's code and error ID, and the item's index. */
export function nodeError(
	node: INode,
	failure: Failure,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const { message, description, httpStatus, code, errorId } = failure;
	const error =
		httpStatus === undefined
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(
					node,
					{ message },
					{ message, description, httpCode: String(httpStatus), itemIndex },
				);
	// n8n replaces a message that happens to contain the name of a network error.
	error.message = message;
	if (code !== undefined) error.context.code = code;
	if (errorId !== undefined) error.context.errorId = errorId;
	return error;
}
