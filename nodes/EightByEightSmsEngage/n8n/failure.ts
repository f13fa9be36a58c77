import {
	NodeApiError,
	NodeOperationError,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { ApiError } from '../api/error';
import { InvalidValueError } from '../values/invalidValue';

/** Why an item failed, as plain data. */
export interface Failure {
	message: string;
	description?: string;
	/** What 8x8 said, as the description ends with it. */
	said?: string;
	httpStatus?: number;
	code?: number;
	errorId?: string;
}

/** For an error without advice, such as n8n's of an expression that it cannot read. */
const LOOK =
	'Open this node in the editor, and check its credential and its fields: below each field n8n shows what its expression gives.';

/** Any error as plain data, without anything that could hold a secret. */
export function failureOf(error: unknown): Failure {
	if (error instanceof ApiError) {
		const { description, said, httpStatus, code, errorId } = error.details;
		return { message: error.message, description, said, httpStatus, code, errorId };
	}
	if (error instanceof InvalidValueError) {
		const { message, field, description } = error;
		const named = message.toLowerCase().includes(field.toLowerCase());
		return { message: named ? message : `${field}: ${message}`, description };
	}
	const { message, description } = error as { message?: unknown; description?: unknown };
	return {
		message: typeof message === 'string' && message !== '' ? message : 'This item failed',
		description: typeof description === 'string' && description !== '' ? description : LOOK,
	};
}

/**
 * A failed item under "Continue". n8n routes it to the error output by the names of its fields, and
 * adds the input item's there; with an `error` beside `json` it would drop all but the message.
 */
export function failedItem(
	{ message, description }: Failure,
	itemIndex: number,
): INodeExecutionData {
	return {
		json: { error: message, ...(description !== undefined && { details: description }) },
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
