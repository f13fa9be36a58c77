/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialsDecrypted,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { additionalData } from './support/engine';
import { Sink } from './support/nodes';
import { useSimulator } from './support/useSimulator';

const NAME = 'eightByEightSmsEngageApi';
const { test: credentialTest } = new EightByEightSmsEngageApi();

const simulator = useSimulator({
	forbiddenSubAccounts: ['forbidden_one'],
	messageDetailsPerSecond: 1_000,
});

/** Presses the credential's test button: what n8n's CredentialsTester.runRequestTest does. */
async function pressTest(data: Record<string, string>): Promise<string> {
	const credential = {
		apiKey: 'demo-api-key',
		subAccountId: 'demo_subaccount',
		region: 'custom',
		baseUrl: simulator.url,
		...data,
	};
	const decrypted: ICredentialsDecrypted = { id: '1', name: 'x', type: NAME, data: credential };
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		credentials: { [NAME]: { id: '1', name: 'x' } },
	};
	const nodeType = {
		description: {
			...new Sink().description,
			credentials: [{ name: NAME, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: credentialTest.request },
					default: '',
				},
			],
		},
	} as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additional = additionalData({ baseUrl: '', credential }, () => {});
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate?.();
	try {
		const response = await new RoutingNode(context, nodeType, decrypted).runNode();
		const body = response![0]![0]!.json;
		for (const { type, properties } of credentialTest.rules ?? []) {
			if (type !== 'responseSuccessBody') throw new Error(`the test knows no rule ${type}`);
			if (body?.[properties.key] === properties.value) return properties.message;
		}
		return 'OK';
	} catch (error) {
		const { cause, message } = error as Error & { cause?: { code?: string } };
		return `failed: ${cause?.code ?? message}`;
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

test.each([
	['all right', {}, 'OK'],
	['blanks around them', { apiKey: ' demo-api-key ', subAccountId: ' demo_subaccount ' }, 'OK'],
	['a slash at the end of the address', { slash: 'yes' }, 'OK'],
	['a wrong key', { apiKey: 'wrong' }, '8x8 does not know this API key'],
	[
		'another account’s subaccount',
		{ subAccountId: 'somebodys' },
		'The API key is right, but this subaccount',
	],
	['no access', { subAccountId: 'forbidden_one' }, 'The API key may not use this subaccount'],
	['nobody at the address', { baseUrl: 'http://127.0.0.1:1' }, 'failed: ECONNREFUSED'],
])('%s', async (_, { slash, ...data }: Record<string, string>, expected) => {
	const given = slash ? { ...data, baseUrl: `${simulator.url}/` } : data;
	expect(await pressTest(given)).toContain(expected);
});

describe('a server that is not 8x8', () => {
	let server: Server;
	let answer: [number, string, string];
	beforeAll(async () => {
		server = createServer((_, response) => {
			const [status, type, body] = answer;
			response.writeHead(status, { 'content-type': type, location: simulator.url }).end(body);
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	});
	afterAll(() => void server.close());

	test.each([
		[200, 'text/html', '<html>Welcome</html>'],
		[404, 'text/html', '<html>Not found</html>'],
		[404, 'application/json', '{"error":"no such path"}'],
		[200, 'application/json', '{}'],
		[502, 'text/plain', 'Bad gateway'],
		[302, 'text/html', ''],
	] as Array<typeof answer>)('%i %s %s', async (...given) => {
		answer = given;
		const { port } = server.address() as AddressInfo;
		const said = await pressTest({ baseUrl: `http://127.0.0.1:${port}` });
		expect(said).toContain('What answered at this address is not 8x8');
		expect(simulator.requests()).toEqual([]);
	});

	test.each([
		[426, 1014, 'TLS 1.3'],
		[500, 2000, 'internal error'],
		[429, 429, 'too many requests'],
	])('%i with code %i is not taken for success', async (status, code, expected) => {
		answer = [status, 'application/json', JSON.stringify({ code })];
		const { port } = server.address() as AddressInfo;
		expect(await pressTest({ baseUrl: `http://127.0.0.1:${port}` })).toContain(expected);
	});
});
