import { ApiError } from './error';

/** A kind of connection that was never made, so that whatever was asked for did not happen. */
interface NeverMade {
	applies: (marks: Mark[]) => boolean;
	message: string;
	description: string;
	/** Whether the same request may succeed a moment later. */
	passing: boolean;
}

/** What an error, or what caused it, tells of itself. */
interface Mark {
	code?: unknown;
	name?: unknown;
	syscall?: unknown;
}

const CHECK_ADDRESS =
	'Check the region of the credential (or its base URL), and that n8n may reach the internet.';

const coded = (codes: RegExp) => (marks: Mark[]) =>
	marks.some(({ code, name }) => [code, name].some((mark) => codes.test(String(mark))));

const NEVER_MADE: NeverMade[] = [
	{
		applies: coded(/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME)$/),
		message: 'The address of 8x8 could not be found',
		description: CHECK_ADDRESS,
		passing: true,
	},
	{
		applies: (marks) => coded(/^ECONNREFUSED$/)(marks) || marks.some(failedToConnect),
		message: '8x8 could not be reached',
		description: CHECK_ADDRESS,
		passing: true,
	},
	{
		applies: coded(
			/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID$|ERR_SSL_WRONG_VERSION_NUMBER$)/,
		),
		message: 'No secure connection to 8x8 could be made',
		description:
			'The certificate or the encryption of the address was not accepted. Check the base URL of the credential (http or https), or ask whoever runs your n8n or its proxy.',
		passing: false,
	},
	{
		applies: coded(/^Ssrf/),
		message: 'This n8n may not send requests to the address of 8x8',
		description:
			'The protection against requests to internal addresses blocks it. Ask whoever runs your n8n to allow the host of the base URL.',
		passing: false,
	},
	{
		applies: coded(/^ERR_INVALID_CHAR$/),
		message: 'The API key holds a character that no key can hold',
		description: 'Open the credential and copy the API key again from the 8x8 Connect portal.',
		passing: false,
	},
];

/** The network may also fail under a connection that stands: then the request may have arrived. */
function failedToConnect({ code, syscall }: Mark): boolean {
	const unreachable = /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)$/.test(String(code));
	return unreachable && syscall === 'connect';
}

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
	const neverMade = NEVER_MADE.find(({ applies }) => applies(marks));
	if (neverMade) {
		const { message, description, passing } = neverMade;
		return {
			error: new ApiError(message, { description, reach: 'all', uncertain: false }),
			worthAnotherTry: passing,
		};
	}
	return {
		error: new ApiError(brokenConnection(marks), {
			description: 'Look in the 8x8 Connect portal whether the request was taken.',
			reach: 'all',
			uncertain: true,
		}),
		worthAnotherTry: false,
	};
}

function brokenConnection(marks: Mark[]): string {
	if (coded(/^ERR_CANCELED$/)(marks)) return 'The execution was stopped while 8x8 was answering';
	if (coded(/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/)(marks)) {
		return '8x8 did not answer in time';
	}
	return 'The connection to 8x8 broke before its answer was complete';
}

/**
 * An error, what caused it, and the parts of an AggregateError: n8n wraps the HTTP library's errors,
 * and that wraps those of the network.
 */
function marksOf(thrown: unknown, depth = 0): Mark[] {
	if (typeof thrown !== 'object' || thrown === null || depth > 6) return [];
	const { cause, errorResponse, errors } = thrown as Record<string, unknown>;
	const inner = [cause ?? errorResponse, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
	return [thrown as Mark, ...inner.flatMap((error) => marksOf(error, depth + 1))];
}
