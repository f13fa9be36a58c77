/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { RoutingNode } from 'n8n-core';
import type { ICredentialsDecrypted } from 'n8n-workflow';

import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { baseUrl } from '../../nodes/EightByEightSmsEngage/api/baseUrl';
import { aloneNode, CREDENTIAL } from './support/aloneNode';
import { useSimulator } from './support/useSimulator';

const root = join(__dirname, '../..');
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
	const decrypted: ICredentialsDecrypted = {
		id: '1',
		name: 'x',
		type: CREDENTIAL,
		data: credential,
	};
	const { context, nodeType, workflow } = aloneNode({
		credential,
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				routing: { request: credentialTest.request },
				default: '',
			},
		],
	});
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
	['a slash at the end of the address', { end: '/' }, 'OK'],
	['the path of the API at its end', { end: '/api/v1' }, 'OK'],
	['that and a slash', { end: '/api/v1/' }, 'OK'],
	['a wrong key', { apiKey: 'wrong' }, '8x8 does not know this API key'],
	[
		'another account’s subaccount',
		{ subAccountId: 'somebodys' },
		'The API key is right, but this subaccount',
	],
	['no access', { subAccountId: 'forbidden_one' }, 'The API key may not use this subaccount'],
	['nobody at the address', { baseUrl: 'http://127.0.0.1:1' }, 'failed: ECONNREFUSED'],
])('%s', async (_, { end, ...data }: Record<string, string>, expected) => {
	const given = end ? { ...data, baseUrl: `${simulator.url}${end}` } : data;
	expect(await pressTest(given)).toContain(expected);
});

/** All that n8n's test button has for an address that is none. */
const INVALID = 'Invalid URL';

describe('what cannot be right is not taken for right', () => {
	test.each(['user@', 'user:secret@'])('a user name (%s)', async (user) => {
		const baseUrl = simulator.url.replace('//', `//${user}`);
		expect(await pressTest({ baseUrl })).toContain(INVALID);
		expect(simulator.requests()).toEqual([]);
	});

	test.each(['?', '#', '?x=/', '#/x', ' x', '\\x'])('%j at the end of the address', async (end) => {
		expect(await pressTest({ baseUrl: `${simulator.url}${end}` })).toContain(INVALID);
		expect(simulator.requests()).toEqual([]);
	});

	test.each(['', 'localhost:8808', 'ftp://x.example', 'javascript:1'])('%j', async (baseUrl) => {
		expect(await pressTest({ baseUrl })).toContain(INVALID);
	});

	test.each(['..', '...', '../surveys', 'a/b', 'ab', 'x'.repeat(51), ''])(
		'the subaccount %j',
		async (subAccountId) => {
			expect(await pressTest({ subAccountId })).toContain('this subaccount does not belong');
			expect(await pressTest({ subAccountId, apiKey: 'wrong' })).toContain('API key');
		},
	);
});

test('the test and the node take the same base URLs', async () => {
	const ends = ['', '/', '//', '/api/v1', '/api/v1/', '/API/V1', '?a', '#', '@', '/x/../y', ' '];
	for (const end of ends) {
		const address = `${simulator.url}${end}`;
		const said = await pressTest({ baseUrl: address });
		expect([end, said.includes(INVALID)]).toEqual([end, baseUrl('custom', address) === undefined]);
	}
});

test('its documentation is a part of the README', () => {
	const [page, anchor] = new EightByEightSmsEngageApi().documentationUrl.split('#');
	const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		homepage: string;
	};
	expect(homepage.split('#')[0]).toBe(page);
	const headings = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^#+ (.*)$/gm);
	const anchors = [...headings].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
	expect(anchors).toContain(anchor);
});

test.each(['EightByEightSmsEngage', 'EightByEightSmsEngageTrigger'])(
	'%s leads to the same documentation of the credential',
	(name) => {
		const file = join(root, `nodes/EightByEightSmsEngage/${name}.node.json`);
		const { resources } = JSON.parse(readFileSync(file, 'utf8')) as {
			resources: { credentialDocumentation: Array<{ url: string }> };
		};
		const { documentationUrl } = new EightByEightSmsEngageApi();
		expect(resources.credentialDocumentation).toEqual([{ url: documentationUrl }]);
	},
);

test('what is optional says so without hovering', () => {
	const { properties } = new EightByEightSmsEngageApi();
	for (const { name, required, hint, type } of properties) {
		if (type !== 'options' && !required)
			expect([name, hint]).toEqual([name, expect.stringMatching(/^Optional/)]);
	}
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
		[500, 2000, 'Something went wrong at 8x8'],
		[429, 429, 'too many requests'],
		[403, 1012, 'IP allowlist'],
		[403, 2001, 'does not offer'],
		[410, 2002, 'no longer takes'],
		[403, 2003, 'SMS Engage is not available'],
	])('%i with code %i is not taken for success', async (status, code, expected) => {
		answer = [status, 'application/json', JSON.stringify({ code })];
		const { port } = server.address() as AddressInfo;
		expect(await pressTest({ baseUrl: `http://127.0.0.1:${port}` })).toContain(expected);
	});
});
