/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import dns from 'node:dns';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { NodeApiError } from 'n8n-workflow';

import { connectionFailure } from '../../nodes/EightByEightSmsEngage/api/connectionError';
import './support/turns';
import { aloneNode, CREDENTIAL } from './support/aloneNode';

/** A name that the DNS cannot hold, so that nobody is asked, and nobody has to answer in time. */
const NO_HOST = `${'a'.repeat(64)}.invalid`;

const servers: Server[] = [];
afterAll(() => {
	for (const server of servers) server.close();
});

/** Where the connections go to: what it does with each, and its address. */
async function listen(server: Server): Promise<string> {
	servers.push(server.on('connection', (socket) => socket.on('error', () => {}).unref()).unref());
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const stop = () => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 100);
	return controller.signal;
};

/** The error of n8n's own request function, as a node gets it. */
async function errorOf(url: string, signal?: AbortSignal): Promise<NodeApiError> {
	const { context } = aloneNode({ signal });
	const error: unknown = await context.helpers.httpRequestWithAuthentication
		.call(context, CREDENTIAL, {
			method: 'POST',
			url,
			body: { destination: '+6591234567' },
			encoding: 'text',
			timeout: 400,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
}

/** What n8n-workflow 1.x makes of the same: its errors keep no cause that is an Error. */
const asInN8n1 = (error: NodeApiError) =>
	Object.assign(Object.create(NodeApiError.prototype) as NodeApiError, error, { cause: undefined });

/** With an address that the DNS has two of. */
async function withTwoAddresses(work: () => Promise<NodeApiError>): Promise<NodeApiError> {
	const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
	const spy = jest
		.spyOn(dns, 'lookup')
		.mockImplementation(((_host: string, _options: object, found: (...all: unknown[]) => void) =>
			found(null, addresses)) as never);
	try {
		return await work();
	} finally {
		spy.mockRestore();
	}
}

async function throughProxy(proxy: string, work: () => Promise<NodeApiError>) {
	process.env.HTTPS_PROXY = proxy;
	try {
		return await work();
	} finally {
		delete process.env.HTTPS_PROXY;
	}
}

const hangsUp = async () => await listen(createServer((socket) => socket.end()));
const silent = async () => await listen(createServer());
const resets = async () =>
	await listen(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));

const NEVER_MADE: Array<[string, () => Promise<NodeApiError>, string]> = [
	['refused', async () => await errorOf('http://127.0.0.1:1/'), '8x8 could not be reached'],
	['refused, https', async () => await errorOf('https://127.0.0.1:1/'), '8x8 could not be reached'],
	[
		'refused by both addresses',
		async () => await withTwoAddresses(async () => await errorOf('http://two.example:1/')),
		'8x8 could not be reached',
	],
	[
		'an unknown host',
		async () => await errorOf(`http://${NO_HOST}/`),
		'The address of 8x8 could not be found',
	],
	[
		'a proxy that refuses',
		async () =>
			await throughProxy('http://127.0.0.1:1', async () => await errorOf('https://sms.example/')),
		'8x8 could not be reached',
	],
	[
		'https where http is spoken',
		async () => {
			const plain = createHttpServer((_, response) => void response.end());
			return await errorOf(`https://${await listen(plain)}/`);
		},
		'No secure connection to 8x8 could be made',
	],
];

const BROKEN: Array<[string, () => Promise<NodeApiError>, string]> = [
	['hangs up', async () => await errorOf(`http://${await hangsUp()}/`), 'broke'],
	['resets', async () => await errorOf(`http://${await resets()}/`), 'broke'],
	[
		'says nothing',
		async () => await errorOf(`http://${await silent()}/`),
		'did not answer in time',
	],
	[
		'says nothing when asked for encryption',
		async () => await errorOf(`https://${await silent()}/`),
		'did not answer in time',
	],
	['is stopped', async () => await errorOf(`http://${await silent()}/`, stop()), 'was stopped'],
	[
		'stops within its answer',
		async () => {
			const half = createHttpServer((_, response) => {
				response.writeHead(200, { 'content-length': 100 }).write('{');
				setTimeout(() => response.destroy(), 50);
			});
			return await errorOf(`http://${await listen(half)}/`);
		},
		'broke',
	],
	[
		'speaks no HTTP',
		async () =>
			await errorOf(
				`http://${await listen(createServer((socket) => socket.once('data', () => socket.end('HELO\r\n\r\n'))))}/`,
			),
		'broke',
	],
];

describe.each([
	['as n8n 2 throws it', (error: NodeApiError) => error],
	['as n8n 1 throws it', asInN8n1],
])('a real error, %s', (_, thrownBy) => {
	test.each(NEVER_MADE)('%s: the request never went out', async (_name, provoke, message) => {
		const { error } = connectionFailure(thrownBy(await provoke()));
		expect(error.message).toBe(message);
		expect(error.details.uncertain).toBe(false);
	});

	test.each(BROKEN)('who answers %s: it may have arrived', async (_name, provoke, words) => {
		const { error, worthAnotherTry } = connectionFailure(thrownBy(await provoke()));
		expect(error.message).toContain(words);
		expect(error.details.uncertain).toBe(true);
		expect(worthAnotherTry).toBe(false);
	});
});
