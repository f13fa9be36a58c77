/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { startSimulator, type Simulator } from '../../../simulator';
import { call, send, SEND, survey, webhook } from './client';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

const control = (method: string, name: string, body?: unknown) =>
	call(simulator, method, `/_simulator/${name}`, body, { authorization: '' });

test('shows what the simulator knows', async () => {
	const umid = await send(simulator);
	await send(simulator, { destination: '+6590555001' });
	expect((await control('GET', 'messages')).json).toEqual(
		JSON.parse(JSON.stringify(simulator.messages())),
	);
	expect((await control('GET', 'rejected')).json).toHaveLength(1);
	expect((await control('GET', 'requests')).json).toHaveLength(2);
	expect((await control('GET', 'webhook-posts')).json).toEqual([]);
	expect((await control('GET', 'state')).json).toMatchObject({
		url: simulator.url,
		messages: 1,
		rejected: 1,
		requests: 2,
		settings: { subAccounts: ['demo_subaccount'], sendsAuthorization: false },
	});
	expect(simulator.messages()[0]?.umid).toBe(umid);
});

test('switches faults on and off', async () => {
	await control('POST', 'faults', { kind: 'rateLimit', times: 'always', retryAfter: null });
	await control('POST', 'faults', { kind: 'reset', match: { path: 'batch' }, skip: 2 });
	expect((await control('GET', 'faults')).json).toEqual([
		{ kind: 'rateLimit', times: 'always', retryAfter: null, skip: 0 },
		{ kind: 'reset', times: 1, skip: 2, match: { path: 'batch' } },
	]);
	expect((await call(simulator, 'POST', SEND, survey())).status).toBe(429);
	await control('DELETE', 'faults');
	expect((await call(simulator, 'POST', SEND, survey())).status).toBe(200);
});

test('answers, posts again, clicks and texts back', async () => {
	const hook = await webhook();
	await control('POST', 'configure', { responseUrl: hook.url, eventsUrl: hook.url });
	await control('POST', 'configure', { clickEvents: false, deliveryDelay: 60_000 });
	const umid = await send(simulator);
	await control('POST', 'click', { umid });
	await control('POST', 'respond', { umid, answers: { score: 2 } });
	await control('POST', 'resend', { umid });
	await control('POST', 'reply', { to: '+6591234567', text: 'STOP' });
	await hook.close();
	expect(hook.received.map(({ body }) => body.eventType ?? body.answers[0].answer)).toEqual([
		'2',
		'2',
		'inbound_message_received',
	]);
});

test('configures everything but key and Authorization in view', async () => {
	const options = {
		apiKey: 'NEW-KEY',
		webhookAuthorization: 'NEW-AUTHORIZATION',
		subAccounts: ['one'],
		surveys: ['nps'],
		latency: 1,
	};
	expect((await control('POST', 'configure', options)).json).toEqual({ ok: true });
	const { text, json } = await control('GET', 'state');
	expect(text).not.toMatch(/NEW-/);
	expect(json.settings).toMatchObject({
		subAccounts: ['one'],
		latency: 1,
		sendsAuthorization: true,
	});
	expect((await call(simulator, 'POST', SEND, survey())).status).toBe(401);
});

test('forgets everything', async () => {
	await send(simulator);
	await control('POST', 'reset');
	expect((await control('GET', 'messages')).json).toEqual([]);
});

test.each<[string, string, unknown]>([
	['an unknown fault', 'faults', { kind: 'flood' }],
	['a fault without a kind', 'faults', {}],
	['a fault zero times', 'faults', { kind: 'reset', times: 0 }],
	['an unknown option', 'configure', { responseURL: 'http://127.0.0.1/' }],
	['the port', 'configure', { port: 1 }],
	['a negative delay', 'configure', { latency: -1 }],
	['an unknown umid', 'respond', { umid: 'nobody' }],
	['no umid', 'click', {}],
	['no text', 'reply', { to: 'nobody' }],
])('refuses %s with a word of why', async (_name, path, body) => {
	const { status, json } = await control('POST', path, body);
	expect(status).toBe(400);
	expect(json.message.length).toBeGreaterThan(10);
});

test('takes no script of another website', async () => {
	const headers = { origin: 'http://evil.example' };
	const { status } = await call(simulator, 'POST', '/_simulator/reset', {}, headers);
	expect(status).toBe(403);
});

describe('answers only to a name of its own', () => {
	/** fetch sets Host by itself, so this goes by hand. */
	const statusFor = async (host: string, path: string, url = simulator.url): Promise<number> => {
		const headers = { host, authorization: 'Bearer demo-api-key' };
		const sent = request(url + path, { method: 'GET', headers });
		sent.end();
		const [answer] = (await once(sent, 'response')) as [IncomingMessage];
		answer.resume();
		return answer.statusCode ?? 0;
	};
	const paths = ['/', '/settings', '/log', '/nowhere', '/_simulator/state', '/api/v1/nothing'];

	test.each(paths)('%s', async (path) => {
		const own = ['127.0.0.1:1', 'localhost', 'LOCALHOST:80', '[::1]:8808'];
		for (const host of own) expect(await statusFor(host, path)).not.toBe(421);
		const foreign = ['evil.example', 'localhost.evil.example:8808', '127.0.0.1.evil.example'];
		for (const host of foreign) expect(await statusFor(host, path)).toBe(421);
	});

	test('and to those that were allowed at the start', async () => {
		const own = await startSimulator({ allowedHosts: ['Host.Docker.Internal'] });
		expect(await statusFor('host.docker.internal:8808', '/', own.url)).toBe(200);
		expect(await statusFor('other.internal', '/', own.url)).toBe(421);
		await own.close();
	});

	test('and tells a browser to keep its answers from other websites', async () => {
		for (const path of paths) {
			const { headers } = await fetch(simulator.url + path);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		}
	});
});
