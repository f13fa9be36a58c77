import { connectionFailure } from '../../../nodes/EightByEightSmsEngage/api/connectionError';
import { NETWORK_CODE } from '../../engine/support/verdict';

/** As n8n throws it: its own error around the HTTP library's around the network's. */
const wrapped = (marks: object, outer: object = {}) => {
	const cause = Object.assign(new Error('network'), marks);
	const library = Object.assign(new Error('library', { cause }), outer, {
		config: { headers: { Authorization: 'Bearer secret-key' } },
	});
	return Object.assign(new Error('n8n', { cause: library }), { name: 'NodeApiError' });
};

test.each([
	[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'The address of 8x8 could not be found', true],
	[{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'The address of 8x8 could not be found', true],
	[{ code: 'ECONNREFUSED', syscall: 'connect' }, '8x8 could not be reached', true],
	[{ code: 'EHOSTUNREACH', syscall: 'connect' }, '8x8 could not be reached', true],
	[{ code: 'ENETUNREACH', syscall: 'connect' }, '8x8 could not be reached', true],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, '8x8 could not be reached', true],
	[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'No secure connection to 8x8 could be made', false],
	[{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'No secure connection to 8x8 could be made', false],
	[{ code: 'ERR_INVALID_CHAR' }, 'The API key holds a character that no key can hold', false],
	[{ name: 'SsrfBlockedIpError' }, 'This n8n may not send requests to the address of 8x8', false],
])('%j was never made', (marks, message, worthAnotherTry) => {
	for (const thrown of [wrapped(marks), wrapped(marks, marks), Object.assign(new Error(), marks)]) {
		const failure = connectionFailure(thrown);
		expect(failure.error.message).toBe(message);
		expect(failure.error.details).toMatchObject({ reach: 'all', uncertain: false });
		expect(failure.worthAnotherTry).toBe(worthAnotherTry);
	}
});

test.each([
	[{ code: 'ECONNRESET' }, 'The connection to 8x8 broke before its response was complete'],
	[
		{ code: 'EPIPE', syscall: 'write' },
		'The connection to 8x8 broke before its response was complete',
	],
	[
		{ code: 'EHOSTUNREACH', syscall: 'read' },
		'The connection to 8x8 broke before its response was complete',
	],
	[
		{ code: 'ENETUNREACH', syscall: 'write' },
		'The connection to 8x8 broke before its response was complete',
	],
	[{ code: 'ETIMEDOUT', syscall: 'read' }, '8x8 did not answer in time'],
	[{ code: 'ECONNABORTED' }, '8x8 did not answer in time'],
	[{ code: 'ERR_CANCELED' }, 'The execution was stopped while 8x8 was answering'],
	[
		{ code: 'HPE_INVALID_CONSTANT' },
		'The connection to 8x8 broke before its response was complete',
	],
	[{}, 'The connection to 8x8 broke before its response was complete'],
])('after %j the request may have arrived', (marks, message) => {
	const { error, worthAnotherTry } = connectionFailure(wrapped(marks, marks));
	expect(error.message).toBe(message);
	expect(error.details).toMatchObject({ reach: 'all', uncertain: true });
	expect(worthAnotherTry).toBe(false);
});

// What n8n-workflow 1.120.31 leaves of an error, recorded from n8n-core 1.122.48 (n8n 1.123.81) on
// Node.js 20: no cause, the network's code as httpCode and its words in messages.
const OPENSSL = 'write EPROTO 805C09ECB67F0000:error:0A0001';
test.each([
	['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', '8x8 could not be reached'],
	[
		'ECONNREFUSED',
		'connect ECONNREFUSED ::1:1 | connect ECONNREFUSED 127.0.0.1:1',
		'8x8 could not be reached',
	],
	[
		'ENETUNREACH',
		'connect ENETUNREACH ff02::1:1 - Local (:::0) | connect ECONNREFUSED 127.0.0.2:1',
		'8x8 could not be reached',
	],
	['EHOSTUNREACH', 'connect EHOSTUNREACH 2001:db8::1:81', '8x8 could not be reached'],
	['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', '8x8 could not be reached'],
	['ECONNRESET', 'connect ECONNRESET 127.0.0.1:42377', '8x8 could not be reached'],
	[
		'ENOTFOUND',
		'getaddrinfo ENOTFOUND no-such-host.invalid',
		'The address of 8x8 could not be found',
	],
	['EAI_AGAIN', 'getaddrinfo EAI_AGAIN sms.8x8.com', 'The address of 8x8 could not be found'],
	[
		'EPROTO',
		`${OPENSSL}0B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl:350:\n`,
		'No secure connection to 8x8 could be made',
	],
	[
		'EPROTO',
		`${OPENSSL}2E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/openssl:1601:SSL alert number 70\n`,
		'No secure connection to 8x8 could be made',
	],
	[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'self-signed certificate',
		'No secure connection to 8x8 could be made',
	],
	['ECONNRESET', 'read ECONNRESET', undefined],
	['ECONNRESET', 'socket hang up', undefined],
	['ECONNABORTED', 'timeout of 400ms exceeded', undefined],
	['ETIMEDOUT', 'read ETIMEDOUT', undefined],
	['EHOSTUNREACH', 'read EHOSTUNREACH', undefined],
	['ERR_CANCELED', 'canceled', undefined],
	['200', 'stream has been aborted', undefined],
	['HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/, RTSP/ or ICE/', undefined],
	[
		'EPROTO',
		`${OPENSSL}00:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required`,
		undefined,
	],
])('n8n 1: %s, "%s"', (httpCode, message, neverMade) => {
	const thrown = Object.assign(new Error("n8n's own words"), {
		name: 'NodeApiError',
		httpCode,
		messages: [message, message],
		cause: undefined,
		errorResponse: undefined,
	});
	const { error, worthAnotherTry } = connectionFailure(thrown);
	expect(error.details.uncertain).toBe(neverMade === undefined);
	if (neverMade !== undefined) expect(error.message).toBe(neverMade);
	expect(worthAnotherTry).toBe(neverMade !== undefined && !neverMade.startsWith('No secure'));
});

test('words that only look like those of a network prove nothing', () => {
	for (const text of [
		'Cannot connect ECONNREFUSED',
		'connect me',
		'connect econnrefused',
		7,
		null,
	]) {
		const { error } = connectionFailure({ httpCode: '502', messages: [text] });
		expect(error.details.uncertain).toBe(true);
	}
});

// Node.js tries IPv6 and IPv4 side by side and reports both in one error.
test('an AggregateError of connections that were never made', () => {
	const one = (code: string) => Object.assign(new Error(code), { code, syscall: 'connect' });
	const both = new AggregateError([one('ENETUNREACH'), one('ETIMEDOUT')]);
	const { error, worthAnotherTry } = connectionFailure(new Error('n8n', { cause: both }));
	expect(error.details.uncertain).toBe(false);
	expect(worthAnotherTry).toBe(true);
});

test.each([undefined, null, 'text', 7, {}])('%j thrown counts as unknown', (thrown) => {
	expect(connectionFailure(thrown).error.details.uncertain).toBe(true);
});

test('an error that is its own cause is read all the same', () => {
	const error = new Error('x');
	error.cause = error;
	expect(connectionFailure(error).error.details.uncertain).toBe(true);
});

test('nothing of the request is in the error, and no network code in its text', () => {
	for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'ENOENT', 'EPROTO']) {
		const { error } = connectionFailure(wrapped({ code, syscall: 'connect' }));
		expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain(
			'secret-key',
		);
		expect(`${error.message} ${error.details.description}`).not.toMatch(NETWORK_CODE);
	}
});
