/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { IDataObject } from 'n8n-workflow';

import { EVENTS } from '../support/webhookContext';
import { misfits, outputSchema } from '../support/outputSchema';
import { runWorkflow, SURVEY_NODE, surveyWorkflow } from './support/engine';
import { useSimulator } from './support/useSimulator';

const SECRET = 'Bearer of-the-credential';

const simulator = useSimulator();
const posts: Array<{ request: IncomingMessage; body: string }> = [];
let answer: [status: number, body: string, headers?: Record<string, string>];
let base: string;
const server = createServer((request, response) => {
	void text(request).then((body) => {
		posts.push({ request, body });
		response.writeHead(answer[0], answer[2]).end(answer[1]);
	});
});
beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());
beforeEach(() => {
	posts.length = 0;
	answer = [200, '{"received":true}'];
});

const API_KEY = 'SeCr3tApiKey';
const post = async (parameters: IDataObject, ownUrl = base) =>
	await runWorkflow(
		surveyWorkflow({
			items: [{}],
			parameters: {
				resource: 'webhook',
				operation: 'sendTestEvent',
				url: `${base}webhook-test/1b/webhook`,
				event: 'surveyResponse',
				...parameters,
			},
		}),
		{
			baseUrl: simulator.url,
			ownUrl,
			credential: { apiKey: API_KEY, webhookAuthorization: SECRET },
		},
	);

test.each(EVENTS)('%s arrives, with the umid of the output', async (event) => {
	const { output, error } = await post({ event });
	expect(error).toBeUndefined();
	const [{ json }] = output as [(typeof output)[0]];
	const schema = outputSchema('v1.0.0/webhook/sendTestEvent');
	expect(misfits(json, schema)).toEqual([]);
	expect(Object.keys(schema.properties!)).toEqual(Object.keys(json));
	expect(json).toMatchObject({
		event,
		statusCode: 200,
		response: { received: true },
		authorized: true,
	});
	expect(posts).toHaveLength(1);
	const { request, body } = posts[0]!;
	expect(request.method).toBe('POST');
	expect(request.headers['content-type']).toContain('application/json');
	expect(request.headers.authorization).toBe(SECRET);
	expect(body).toContain(json.umid as string);
	expect(simulator.requests()).toEqual([]);
});

test('two events have two umids', async () => {
	const [one, other] = [await post({}), await post({})].map(({ output }) => output[0]!.json.umid);
	expect(one).not.toBe(other);
});

test('the secret goes to addresses of this n8n only, the API key nowhere', async () => {
	const { output } = await post({}, 'http://n8n.example/');
	expect(output[0]!.json).toMatchObject({ statusCode: 200, authorized: false });
	expect(posts[0]!.request.headers).not.toHaveProperty('authorization');
	await post({ withAuthorization: false });
	expect(posts[1]!.request.headers).not.toHaveProperty('authorization');
	for (const { request, body } of posts) {
		expect(request.rawHeaders.join() + body).not.toContain(API_KEY);
	}
});

test.each([
	[400, '{}', {}, "'URL' must be that of an 8x8 SMS Engage Trigger"],
	[
		401,
		'{"message":"No"}',
		{ message: 'No' },
		"switch 'With Authorization' on: it goes to addresses of this n8n only",
	],
	[403, '{"message":"No"}', { message: 'No' }, "'IP Allowlist'"],
	[404, 'not registered', 'not registered', "click 'Execute step' in the trigger first"],
	[500, '', '', "The field 'response'"],
	[200, `you sent ${SECRET}`, 'you sent ***', undefined],
])('%i %s is what comes out, with what to do', async (status, body, response, advice) => {
	answer = [status, body];
	const { output, run } = await post({});
	expect(output[0]!.json).toMatchObject({ statusCode: status, response });
	const hints = run.data.resultData.runData[SURVEY_NODE]?.at(-1)?.hints ?? [];
	expect(hints.map(({ message }) => message)).toEqual(
		advice === undefined ? [] : [expect.stringContaining(advice)],
	);
});

test("n8n's refusal comes out as what it says, without where in its code", async () => {
	const said = { code: 404, message: 'This webhook is not registered.' };
	answer = [404, JSON.stringify({ ...said, stacktrace: 'at TestWebhooks\n'.repeat(400) })];
	const { output } = await post({});
	expect(output[0]!.json.response).toEqual(said);
});

test('of a response without an end only the beginning is read', async () => {
	let sent = 0;
	const flood = createServer((_, response) => {
		const piece = Buffer.alloc(100_000, 'x');
		const more = () => {
			while (!response.destroyed && response.write(piece)) sent += piece.length;
			if (!response.destroyed) response.once('drain', more);
		};
		more();
	});
	await new Promise<void>((done) => flood.listen(0, '127.0.0.1', done));
	const url = `http://127.0.0.1:${(flood.address() as AddressInfo).port}/`;
	const { output, error } = await post({ url });
	flood.close();
	expect(error).toBeUndefined();
	expect(output[0]!.json).toMatchObject({ statusCode: 200, response: `${'x'.repeat(500)}…` });
	expect(sent).toBeLessThan(50_000_000);
});

test('a redirect is not followed', async () => {
	answer = [307, '', { location: `${simulator.url}/api/v1/x` }];
	const { output } = await post({});
	expect(output[0]!.json).toMatchObject({ statusCode: 307 });
	expect(posts).toHaveLength(1);
	expect(simulator.requests()).toEqual([]);
});

test('without authorization no credential is needed', async () => {
	const parameters = {
		resource: 'webhook',
		operation: 'sendTestEvent',
		url: `${base}webhook-test/1b/webhook`,
		event: 'surveyResponse',
		withAuthorization: false,
	};
	const workflow = surveyWorkflow({ items: [{}], parameters, node: { credentials: {} } });
	const { output, error } = await runWorkflow(workflow, { baseUrl: simulator.url });
	expect(error).toBeUndefined();
	expect(output[0]!.json).toMatchObject({ statusCode: 200, authorized: false });
});

test.each([
	[
		'http://user:pass@127.0.0.1:1/hook?token=tok3n',
		'The URL http://127.0.0.1:1/hook could not be reached',
	],
	['nothing', `'URL' is "nothing", which is not a web address`],
])('%s', async (url, message) => {
	const { error } = await post({ url });
	expect(error?.message).toBe(message);
	expect(error?.description).toContain('URL');
});
