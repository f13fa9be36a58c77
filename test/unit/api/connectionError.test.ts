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
	[{ code: 'ECONNRESET' }, 'The connection to 8x8 broke before its answer was complete'],
	[
		{ code: 'EPIPE', syscall: 'write' },
		'The connection to 8x8 broke before its answer was complete',
	],
	[
		{ code: 'EHOSTUNREACH', syscall: 'read' },
		'The connection to 8x8 broke before its answer was complete',
	],
	[
		{ code: 'ENETUNREACH', syscall: 'write' },
		'The connection to 8x8 broke before its answer was complete',
	],
	[{ code: 'ETIMEDOUT', syscall: 'read' }, '8x8 did not answer in time'],
	[{ code: 'ECONNABORTED' }, '8x8 did not answer in time'],
	[{ code: 'ERR_CANCELED' }, 'The execution was stopped while 8x8 was answering'],
	[{ code: 'HPE_INVALID_CONSTANT' }, 'The connection to 8x8 broke before its answer was complete'],
	[{}, 'The connection to 8x8 broke before its answer was complete'],
])('after %j the request may have arrived', (marks, message) => {
	const { error, worthAnotherTry } = connectionFailure(wrapped(marks, marks));
	expect(error.message).toBe(message);
	expect(error.details).toMatchObject({ reach: 'all', uncertain: true });
	expect(worthAnotherTry).toBe(false);
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
