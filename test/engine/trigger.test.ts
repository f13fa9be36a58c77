/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import './support/quiet';
import 'reflect-metadata';

import { once } from 'events';
import { createServer, request, type RequestListener, type Server } from 'http';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { AddressInfo } from 'net';

import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';
import { surveyResponseBody } from '../support/webhookContext';

/** A later step that reads the ticket's id from the response's variables. */
class Ticket implements INodeType {
	description = {
		displayName: 'Ticket',
		name: 'ticket',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Ticket' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Ticket', name: 'ticket', type: 'string', default: '' }],
	} as unknown as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await Promise.resolve([[{ json: { ticket: this.getNodeParameter('ticket', 0) } }]]);
	}
}

const TYPES: Record<string, INodeType> = {
	trigger: new EightByEightSmsEngageTrigger(),
	ticket: new Ticket(),
};
const SECRET = 'Bearer s3cret';
const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

function additionalData(changes: object) {
	return {
		credentialsHelper: {
			getParentTypes: () => [],
			getDecrypted: async () => await Promise.resolve({ webhookAuthorization: SECRET }),
			getCredentials: async () => await Promise.resolve({ id: '1', name: 'test' }),
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => [],
		},
		setExecutionStatus: () => {},
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		variables: {},
		...changes,
	} as unknown as IWorkflowExecuteAdditionalData;
}

async function run(workflow: Workflow, node: INode, items: INodeExecutionData[]): Promise<IRun> {
	const hooks = new ExecutionLifecycleHooks('webhook', '1', { id: 'w', name: 'w' } as never);
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
	});
	return await new WorkflowExecute(
		additionalData({ hooks, executionId: '1' }),
		'webhook',
		data,
	).processRunExecutionData(workflow);
}

/** A trigger and a later step in n8n's engine, behind a real HTTP server. */
async function activate(parameters: IDataObject, webhookWaitingBaseUrl = 'http://127.0.0.1:9') {
	const runs: IRun[] = [];
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const node: INode = {
		...base,
		typeVersion: 2,
		id: `trigger-${servers.length}`,
		name: 'Trigger',
		type: 'trigger',
		parameters: parameters as INode['parameters'],
		credentials: { eightByEightSmsEngageApi: { id: '1', name: 'test' } },
	};
	const ticket = '={{ $json.variables.ticket }} {{ $("Trigger").item.json.answers["Full Name"] }}';
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [
			node,
			{ ...base, id: 'ticket', name: 'Ticket', type: 'ticket', parameters: { ticket } },
		],
		connections: { Trigger: { main: [[{ node: 'Ticket', type: 'main', index: 0 }]] } },
		active: true,
		nodeTypes: {
			getByName: (type) => TYPES[type]!,
			getByNameAndVersion: (type) => NodeHelpers.getVersionedNodeType(TYPES[type]!),
			getKnownTypes: () => ({}),
		},
	});
	await workflow.expression.acquireIsolate?.();

	const url = await listen(async (req, res) => {
		Object.assign(req, { body: JSON.parse(await read(req)) as unknown, ip: '127.0.0.1' });
		const send = (body: unknown) => res.end(JSON.stringify(body));
		Object.assign(res, { status: (code: number) => Object.assign(res, { statusCode: code }) });
		Object.assign(res, { json: send });
		const additional = additionalData({
			httpRequest: req,
			httpResponse: res,
			webhookWaitingBaseUrl,
		});
		const webhook = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
		const context = new WebhookContext(workflow, node, additional, 'webhook', webhook, [], null);
		const result = await TYPES.trigger!.webhook!.call(context);
		if (result.noWebhookResponse) return;
		if (result.workflowData) runs.push(await run(workflow, node, result.workflowData[0]!));
		send(result.webhookResponse);
	});

	const post = async (body: unknown, headers: Record<string, string | string[]> = {}) => {
		const sending = request(url, { method: 'POST', headers });
		sending.end(JSON.stringify(body));
		const [answer] = (await once(sending, 'response')) as [
			AsyncIterable<Buffer> & { statusCode: number },
		];
		return { status: answer.statusCode, body: JSON.parse(await read(answer)) as unknown };
	};
	const item = () => runs.at(-1)?.data.resultData.runData.Trigger?.[0]?.data?.main?.[0]?.[0]?.json;
	return { runs, post, item };
}

const RECEIVED = { status: 200, body: { received: true } };
const PROOF = '0123456789_-abcdefghij';
const token = `12.${'ab'.repeat(32)}.${PROOF}`;
const response = surveyResponseBody({
	templateVariables: [
		{ name: 'ticket', value: 'T-1' },
		{ name: 'n8nResume', value: token },
	],
});

afterAll(() => {
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
});

test('hands the ticket’s id that went out with the survey to a later step', async () => {
	const { runs, post } = await activate({ options: { resumeWaiting: false } });
	expect(await post(response)).toEqual(RECEIVED);
	const runData = runs[0]!.data.resultData.runData;
	expect(runData.Ticket?.[0]?.data?.main?.[0]?.[0]?.json).toEqual({ ticket: 'T-1 John' });
});

test('takes a call with the credential’s Authorization, once, and no other', async () => {
	const { runs, post } = await activate({ authentication: 'authorizationHeader' });
	const statuses = [];
	for (const authorization of [[SECRET, 'x'], ['x', SECRET], [SECRET, SECRET], 'Bearer s3creT']) {
		statuses.push((await post(surveyResponseBody(), { authorization })).status);
	}
	statuses.push((await post(surveyResponseBody())).status);
	expect(statuses).toEqual([401, 401, 401, 401, 401]);
	expect(await post(surveyResponseBody(), { authorization: SECRET })).toEqual(RECEIVED);
	expect(await post(surveyResponseBody(), { authorization: SECRET })).toEqual(RECEIVED);
	expect(runs).toHaveLength(1);
});

test('starts one execution for an event that comes ten times at once', async () => {
	const { runs, post } = await activate({});
	const posts = Array.from({ length: 10 }, async () => await post(surveyResponseBody()));
	expect(await Promise.all(posts)).toEqual(Array(10).fill(RECEIVED));
	expect(runs).toHaveLength(1);
});

describe('a waiting execution', () => {
	test('gets the response at this instance’s own address, and nothing secret', async () => {
		const seen: IDataObject[] = [];
		const waiting = await listen(async (req, res) => {
			const body = JSON.parse(await read(req)) as IDataObject;
			seen.push({ url: req.url, authorization: req.headers.authorization, body });
			res.setHeader('content-type', 'application/json');
			res.end('{"resumed":true}');
		});
		const parameters = { authentication: 'authorizationHeader' };
		const { post, item } = await activate(parameters, `${waiting}/webhook-waiting`);
		expect(await post(response, { authorization: SECRET })).toEqual(RECEIVED);

		const url = `/webhook-waiting/12/survey-response?signature=${'ab'.repeat(32)}`;
		expect(seen).toEqual([{ url, authorization: undefined, body: expect.anything() as unknown }]);
		expect(seen[0]?.body).toMatchObject({ proof: PROOF });
		expect(JSON.stringify(seen[0]?.body)).not.toContain('n8nResume');
		expect(item()).toMatchObject({ variables: { ticket: 'T-1' }, resumed: true });
	});

	test('is not looked for where a redirect points', async () => {
		let visits = 0;
		const elsewhere = await listen((_, res) => {
			visits += 1;
			res.end('{"resumed":true}');
		});
		const waiting = await listen((_, res) => {
			res.writeHead(307, { location: elsewhere }).end();
		});
		const { post, item } = await activate({}, waiting);
		expect(await post(response)).toEqual(RECEIVED);
		expect(item()).toMatchObject({ resumed: false });
		expect(visits).toBe(0);
	});

	test('that is still running gets the response a moment later', async () => {
		const answers: Array<[number, object]> = [
			[409, { code: 409, message: 'The execution "12" is running already.' }],
			[200, { resumed: true }],
		];
		const waiting = await listen((_, res) => {
			const [status, body] = answers.shift()!;
			res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
		const { post, item, runs } = await activate({}, waiting);
		expect(await post(response)).toEqual(RECEIVED);
		expect(item()).toMatchObject({ resumed: true });
		expect(runs).toHaveLength(1);
	});

	test('that cannot be reached is given up after about four seconds, and the workflow runs', async () => {
		const { post, item, runs } = await activate({});
		const start = Date.now();
		expect(await post(response)).toEqual(RECEIVED);
		expect(Date.now() - start).toBeGreaterThan(3_900);
		expect(await post(response)).toEqual(RECEIVED);
		expect(runs).toHaveLength(1);
		expect(item()).toMatchObject({ resumed: false });
	});
});
