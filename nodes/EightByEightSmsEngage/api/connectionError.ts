import { ApiError, FIND_OUT, nothingDone } from './error';

/** A kind of connection that was never made, so nothing happened at 8x8. */
interface NeverMade {
	applies: (marks: Mark[]) => boolean;
	message: string;
	description: string;
	/** Whether the same request may succeed a moment later. */
	passing: boolean;
}

/** What an error or its cause says about itself. */
interface Mark {
	code?: unknown;
	name?: unknown;
	syscall?: unknown;
	message?: unknown;
}

const CHECK_ADDRESS =
	'Check the region of the credential (or its base URL), and that n8n may reach the internet.';

const coded = (codes: RegExp) => (marks: Mark[]) =>
	marks.some(({ code, name }) => [code, name].some((mark) => codes.test(String(mark))));

const NEVER_MADE: NeverMade[] = [
	{
		applies: (marks) => marks.some(isUnresolved),
		message: 'The address of 8x8 could not be found',
		description: CHECK_ADDRESS,
		passing: true,
	},
	{
		applies: (marks) => marks.some(isUnconnected),
		message: '8x8 could not be reached',
		description: CHECK_ADDRESS,
		passing: true,
	},
	{
		applies: (marks) => refusedCertificate(marks) || marks.some(endedHandshake),
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

function isUnresolved({ code, syscall }: Mark): boolean {
	return /^(ENOTFOUND|EAI_[A-Z]+)$/.test(String(code)) || syscall === 'getaddrinfo';
}

/**
 * A network can also fail under an open connection: then the call is `read` or `write`, and the request
 * may have arrived.
 */
function isUnconnected({ code, syscall }: Mark): boolean {
	return code === 'ECONNREFUSED' || syscall === 'connect';
}

/** Source: Node.js's documentation, "X509 certificate error codes". */
const refusedCertificate = coded(
	/^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_C|(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID)$)/,
);

/**
 * The two ends agreed on no encryption, so nothing was sent. Newer versions of Node.js give OpenSSL's
 * code, older ones its words.
 */
function endedHandshake({ code, message }: Mark): boolean {
	const reason =
		/wrong.version.number|protocol.version|unsupported.protocol|no.protocols.available|handshake.failure/i;
	if (/^ERR_SSL_/.test(String(code))) return reason.test(String(code));
	return code === 'EPROTO' && /SSL routines/.test(String(message)) && reason.test(String(message));
}

/** An error of the connection, and whether the same request may succeed a moment later. */
export interface ConnectionFailure {
	error: ApiError;
	worthAnotherTry: boolean;
}

/**
 * Tells a connection that was never made (DNS, refused) from one that broke while 8x8 may already
 * have had the request (time-out, reset, stopped). Anything unknown counts as the latter.
 */
export function connectionFailure(thrown: unknown): ConnectionFailure {
	const marks = marksOf(thrown);
	const neverMade = NEVER_MADE.find(({ applies }) => applies(marks));
	if (neverMade) {
		const { message, description, passing } = neverMade;
		return {
			error: nothingDone(message, description),
			worthAnotherTry: passing,
		};
	}
	return {
		error: new ApiError(brokenConnection(marks), {
			description: FIND_OUT,
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
	return 'The connection to 8x8 broke before its response was complete';
}

/**
 * An error, its causes, and the parts of an AggregateError: n8n 2 wraps the HTTP library's errors, and
 * that wraps those of the network. n8n 1 keeps no cause, only its traces (`wordsOf`).
 */
function marksOf(thrown: unknown, depth = 0): Mark[] {
	if (typeof thrown !== 'object' || thrown === null || depth > 6) return [];
	const { cause, errorResponse, errors } = thrown as Record<string, unknown>;
	const inner = [cause ?? errorResponse, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
	return [
		thrown as Mark,
		...wordsOf(thrown),
		...inner.flatMap((error) => marksOf(error, depth + 1)),
	];
}

/**
 * What a NodeApiError keeps of a cause that it dropped: the network code in `httpCode`, and in
 * `messages` its words (call, code, address), with `|` between several addresses. Source: node.error.ts
 * and node-api.error.ts of n8n-workflow 1.120.
 */
function wordsOf({ httpCode, messages }: { httpCode?: unknown; messages?: unknown }): Mark[] {
	const words = Array.isArray(messages) ? messages.filter((text) => typeof text === 'string') : [];
	return [
		{ code: httpCode },
		...words
			.flatMap((text) => text.split(' | '))
			.map((message) => {
				const [, syscall, code] =
					/^(connect|getaddrinfo|read|write) (E[A-Z_]+)\b/.exec(message) ?? [];
				return { syscall, code, message };
			}),
	];
}
