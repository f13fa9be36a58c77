import { ApiError } from './error';

const REACH_ADVICE =
	'Check the region of the credential (or its base URL), and that n8n may reach the internet.';

/** Network codes of a connection that was never made: whatever was asked for did not happen. */
const NEVER_CONNECTED: Array<{ codes: RegExp; message: string; description: string }> = [
	{
		codes: /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME)$/,
		message: 'The address of 8x8 could not be found',
		description: REACH_ADVICE,
	},
	{
		codes: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
		message: '8x8 could not be reached',
		description: REACH_ADVICE,
	},
];

const NOT_SECURE: (typeof NEVER_CONNECTED)[number] = {
	codes:
		/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID$|ERR_SSL_WRONG_VERSION_NUMBER$|EPROTO$)/,
	message: 'No secure connection to 8x8 could be made',
	description:
		'The certificate or the encryption of the address was not accepted. Check the base URL of the credential (http or https), or ask whoever runs your n8n or its proxy.',
};

const NOT_ALLOWED: (typeof NEVER_CONNECTED)[number] = {
	codes: /^Ssrf/,
	message: 'This n8n may not send requests to the address of 8x8',
	description:
		'The protection against requests to internal addresses blocks it. Ask whoever runs your n8n to allow the host of the base URL.',
};

const UNUSABLE_KEY: (typeof NEVER_CONNECTED)[number] = {
	codes: /^ERR_INVALID_CHAR$/,
	message: 'The API key holds a character that no key can hold',
	description: 'Open the credential and copy the API key again from the 8x8 Connect portal.',
};

/** An error of the connection, and whether the same request may succeed a moment later. */
export interface ConnectionFailure {
	error: ApiError;
	worthAnotherTry: boolean;
}

/**
 * Tells a connection that was never made (DNS, refused) from one that broke while 8x8 may already
 * have had the request (time-out, reset, stopped). What is not known counts as the latter.
 */
export function connectionFailure(thrown: unknown): ConnectionFailure {
	const marks = marksOf(thrown);
	const matches = (kind: { codes: RegExp }) => marks.some((mark) => kind.codes.test(mark));

	const unreachable = NEVER_CONNECTED.find(matches);
	const other = [NOT_SECURE, NOT_ALLOWED, UNUSABLE_KEY].find(matches);
	const neverConnected = unreachable ?? other;
	if (neverConnected) {
		const { message, description } = neverConnected;
		return {
			error: new ApiError(message, { description, reach: 'all', uncertain: false }),
			worthAnotherTry: unreachable !== undefined,
		};
	}

	const timedOut = marks.some((mark) => /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/.test(mark));
	const stopped = marks.includes('ERR_CANCELED');
	return {
		error: new ApiError(
			stopped
				? 'The execution was stopped while 8x8 was answering'
				: timedOut
					? '8x8 did not answer in time'
					: 'The connection to 8x8 broke before its answer was complete',
			{
				description: 'Look in the 8x8 Connect portal whether the request was taken.',
				reach: 'all',
				uncertain: true,
			},
		),
		worthAnotherTry: false,
	};
}

/** The codes and names of an error and of what caused it: n8n wraps the library's errors. */
function marksOf(thrown: unknown): string[] {
	const marks: string[] = [];
	let error = thrown;
	for (let depth = 0; depth < 6 && typeof error === 'object' && error !== null; depth++) {
		const { code, name, cause, errorResponse } = error as Record<string, unknown>;
		for (const mark of [code, name]) if (typeof mark === 'string') marks.push(mark);
		error = cause ?? errorResponse;
	}
	return marks;
}
