/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { stringify } from 'flatted';
import type { IDataObject } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { FAULTS, people, quick } from './support/faults';
import { useSimulator } from './support/useSimulator';

const KEY = 'SeCr3tKeyThatNobodySees';
const WRONG_KEY = 'Wr0ngKeyThatNobodySees';

const simulator = useSimulator({ apiKey: KEY });
/** Everything that n8n logs. */
const logged: unknown[] = [];
beforeAll(() => {
	const logger = Container.get(Logger);
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(logger, level).mockImplementation((...entry) => void logged.push(entry));
		jest.spyOn(console, level).mockImplementation((...entry) => void logged.push(entry));
	}
});
afterAll(() => jest.restoreAllMocks());
beforeEach(() => {
	simulator.reset();
	logged.length = 0;
});

const survey = { surveyId: 'nps', destination: people(1)[0]!, message: '{url}' };
const OPERATIONS: Array<[string, IDataObject]> = [
	['send', { operation: 'send', ...survey }],
	['sendBatch', { operation: 'sendBatch', ...survey }],
	['get', { resource: 'message', operation: 'get', umid: '00000000-0000-4000-8000-000000000000' }],
	['getAll', { resource: 'webhook', operation: 'getAll' }],
];

const ACCOUNT_ID = '7c0a5f9e-52b1-4a0d-9d55-8a8e8c0d1e88';
const WEBHOOK_SECRET = 'Bearer credential-secret-27';

async function everythingSaid(
	baseUrl: string,
	parameters: IDataObject,
	onError: 'stopWorkflow' | 'continueErrorOutput',
	apiKey = KEY,
): Promise<string> {
	const { run, error } = await runWorkflow(
		surveyWorkflow({ items: [{}], parameters, node: { onError } }),
		{
			baseUrl,
			credential: { apiKey, accountId: ACCOUNT_ID },
		},
	);
	const deep = { depth: 20, showHidden: true, maxStringLength: Infinity } as const;
	return [stringify(run), inspect(run, deep), inspect(error, deep), inspect(logged, deep)].join();
}

describe.each(OPERATIONS)('%s', (_, parameters) => {
	// Only sending has the options that make these two quick.
	const faults = FAULTS.filter(
		([, { kind }]) => 'surveyId' in parameters || !['timeout', 'rateLimit'].includes(kind),
	);
	test.each(faults)('%s: the key is nowhere', async (_name, fault) => {
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			simulator.addFault(fault);
			const said = await everythingSaid(
				simulator.url,
				{ ...parameters, options: quick(fault) },
				onError,
			);
			expect(said).not.toContain(KEY);
		}
	});

	test('a wrong key is nowhere either', async () => {
		const said = await everythingSaid(simulator.url, parameters, 'stopWorkflow', WRONG_KEY);
		expect(said).toContain('8x8 does not know the API key (8x8 code 1200)');
		expect(said).not.toContain(WRONG_KEY);
		expect(simulator.requests()).toHaveLength(1);
	});
});

test.each([
	['refused', 'http://127.0.0.1:1'],
	// Longer than the DNS can hold, so that nobody is asked.
	['unknown', `http://${'a'.repeat(64)}.invalid`],
	['not HTTP', 'https://127.0.0.1:1/proxy'],
])('a host that is %s: the key is nowhere', async (_name, baseUrl) => {
	expect(
		await everythingSaid(baseUrl, { operation: 'send', ...survey }, 'stopWorkflow'),
	).not.toContain(KEY);
});

describe('other servers', () => {
	let server: Server;
	let base: string;
	let answer: (request: IncomingMessage) => [number, string, Record<string, string>?];
	const hits: IncomingMessage[] = [];
	beforeAll(async () => {
		server = createServer((request, response) => {
			hits.push(request);
			const [status, body, headers] = answer(request);
			response.writeHead(status, headers).end(body);
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => void server.close());
	beforeEach(() => (hits.length = 0));

	test.each([400, 401, 403, 404, 429, 500])(
		'a %i whose message repeats the key',
		async (status) => {
			answer = ({ headers }) => [
				status,
				JSON.stringify({
					code: 1000,
					message: `What is ${headers.authorization}?`,
					errorId: `id-${headers.authorization}`,
				}),
			];
			for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
				const options = { rateLimitWait: 0 };
				const said = await everythingSaid(base, { operation: 'send', ...survey, options }, onError);
				expect(said).toContain(status < 500 ? 'What is Bearer ***?' : 'Error ID: id-Bearer ***');
				expect(said).not.toContain(KEY);
			}
			expect(hits).toHaveLength(2);
		},
	);

	test.each([
		['as it is', WEBHOOK_SECRET],
		['without its scheme', WEBHOOK_SECRET.replace('Bearer ', '')],
		['in base64', Buffer.from(WEBHOOK_SECRET).toString('base64')],
	])('a 400 that repeats the webhook secret, %s', async (_name, secret) => {
		answer = ({ method }) =>
			method === 'GET'
				? [200, '[]']
				: [400, JSON.stringify({ code: 1000, message: `"${secret}" is wrong` })];
		const url = 'http://localhost/webhook/x/webhook';
		const parameters = { resource: 'webhook', operation: 'set', url, subAccountId: '*' };
		const { error } = await runWorkflow(surveyWorkflow({ items: [{}], parameters }), {
			baseUrl: base,
			credential: { accountId: ACCOUNT_ID, webhookAuthorization: WEBHOOK_SECRET },
		});
		const { message, description } = error as { message: string; description: string };
		expect(description).toMatch(/"\*\*\*=?=?" is wrong/);
		expect(`${message} ${description} ${inspect(error)}`).not.toContain(secret);
	});

	test('6 MB of words are cut', async () => {
		answer = () => [400, JSON.stringify({ code: 1000, message: 'x'.repeat(6e6) })];
		const { saved } = await runWorkflow(
			surveyWorkflow({
				items: [{}],
				parameters: { operation: 'send', ...survey },
				node: { onError: 'continueErrorOutput' },
			}),
			{ baseUrl: base },
		);
		expect(saved.length).toBeLessThan(20_000);
	});

	test.each([301, 302, 303, 307, 308])('a %i leads to no other host', async (status) => {
		answer = () => [status, '', { location: `${simulator.url}/api/v1/elsewhere` }];
		const said = await everythingSaid(base, { operation: 'send', ...survey }, 'stopWorkflow');
		expect(said).toContain('The address of 8x8 leads somewhere else');
		expect(said).not.toContain(KEY);
		expect(hits).toHaveLength(1);
		expect(simulator.requests()).toEqual([]);
	});

	test('a body that stops half-way ends with the time-out', async () => {
		answer = () => [200, ''];
		const stalling = createServer((_, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('{"umid":');
		});
		await new Promise<void>((done) => stalling.listen(0, '127.0.0.1', done));
		const url = `http://127.0.0.1:${(stalling.address() as AddressInfo).port}`;
		const options = { timeout: 300 };
		const started = Date.now();
		const said = await everythingSaid(
			url,
			{ operation: 'send', ...survey, options },
			'stopWorkflow',
		);
		expect(said).toContain('may have been sent');
		expect(Date.now() - started).toBeLessThan(5_000);
		stalling.closeAllConnections();
		stalling.close();
	});
});
