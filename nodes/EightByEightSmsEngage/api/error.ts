/** How far an `ApiError` reaches, and whether the request may have been carried out after all. */
export interface ApiErrorDetails {
	/** What to do about it, for the person who built the workflow, and what 8x8 said. */
	description: string;
	/** What 8x8 said, as the description ends with it: its words, code and error ID. */
	said?: string;
	/** `item`: this request alone. `all`: every further request would meet the same. */
	reach: 'item' | 'all';
	/** True when 8x8 may have done what the request asked for, although it looks failed. */
	uncertain: boolean;
	httpStatus?: number;
	/** 8x8's own error code. */
	code?: number;
	/** What 8x8 support asks for. */
	errorId?: string;
}

/** What to do when nobody knows whether 8x8 carried out a request. */
export const FIND_OUT =
	'8x8 may have carried out the request all the same. Message → Get Many finds out; for a webhook, Webhook → Get Many.';

/** A request that 8x8 did not carry out as asked. Holds no request, no header and no network code. */
export class ApiError extends Error {
	constructor(
		message: string,
		readonly details: ApiErrorDetails,
	) {
		super(message);
		this.name = 'ApiError';
	}
}

/** Certainly nothing was carried out at 8x8, and every further request would meet the same. */
export function nothingDone(message: string, description: string): ApiError {
	return new ApiError(message, { description, reach: 'all', uncertain: false });
}

/** The response to a look-up lacks what was asked for. */
export function responseWithout(what: string): ApiError {
	return nothingDone(
		'The response from 8x8 could not be read',
		`It holds no ${what}. Try again later.`,
	);
}
