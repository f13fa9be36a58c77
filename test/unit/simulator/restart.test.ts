/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../../simulator';
import { BATCH, call, send, survey, until, webhook } from './client';

const HOUR = 3_600_000;

let folder: string;
let dataFile: string;
let simulator: Simulator;
let hook: Awaited<ReturnType<typeof webhook>>;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'simulator-'));
	dataFile = join(folder, 'journal.jsonl');
	hook = await webhook();
	simulator = await startSimulator({ dataFile });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	await hook.close();
	rmSync(folder, { recursive: true });
});

/** From now on every clock is that much ahead, ms. */
function goAhead(by: number) {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + by);
}

async function restart(options = {}) {
	await simulator.close();
	simulator = await startSimulator({ dataFile, ...options });
}

test('keeps every SMS as it was', async () => {
	const umid = await send(simulator, { templateVariables: { name: 'Ann', deep: { a: [1] } } });
	await call(simulator, 'POST', BATCH, {
		messages: [survey(), survey({ destination: '+6590555001' })],
	});
	await simulator.respond(umid);
	await simulator.reply(umid, 'STOP');
	const before = [simulator.messages(), simulator.rejected()];
	await restart();
	expect([simulator.messages(), simulator.rejected()]).toEqual(before);
	expect(simulator.messages()[0]?.response?.umid).toBe(umid);
});

test('keeps what was answered 200 even if it was killed in the middle of a line', async () => {
	const umid = await send(simulator);
	await simulator.close();
	appendFileSync(dataFile, '{"type":"messages","messages":[{"umid":"cut');
	simulator = await startSimulator({ dataFile });
	const second = await send(simulator);
	await restart();
	expect(simulator.messages().map((message) => message.umid)).toEqual([umid, second]);
});

test('goes on with a delivery that the restart interrupted', async () => {
	simulator.configure({ deliveryDelay: 60_000 });
	await send(simulator);
	await restart({ deliveryDelay: 5, eventsUrl: hook.url });
	await until(() => hook.received.length === 2);
	expect(simulator.messages()[0]?.state).toBe('delivered');
});

test('sends what was scheduled for the time that it was down', async () => {
	await send(simulator, { scheduled: new Date(Date.now() + HOUR).toISOString() });
	await simulator.close();
	goAhead(2 * HOUR);
	simulator = await startSimulator({ dataFile, deliveryDelay: 5 });
	await until(() => simulator.messages()[0]?.state === 'delivered');
});

test('goes on with pending posts at the attempt they were at', async () => {
	const down = await webhook([500, 500, 503, 200]);
	simulator.configure({ retryResponses: true, retryFactor: 0, responseUrl: down.url });
	const umid = await send(simulator);
	await simulator.respond(umid);
	// The second attempt follows at once, the third would in 10,000 seconds.
	simulator.configure({ retryFactor: 1_000 });
	await until(() => simulator.webhookPosts().length === 2);
	goAhead(10 * HOUR);
	await restart({ retryResponses: true, retryFactor: 0.001 });
	await until(() => simulator.webhookPosts().length === 4);
	await down.close();
	expect(simulator.webhookPosts().map(({ attempt, status }) => [attempt, status])).toEqual([
		[1, 500],
		[2, 500],
		[3, 503],
		[4, 200],
	]);
	expect(down.received.map(({ body }) => body.umid)).toEqual([umid, umid, umid, umid]);
});

test('posts again what was under way, and does not repeat what was answered', async () => {
	const slow = await webhook([0]);
	simulator.configure({ responseUrl: slow.url });
	const umid = await send(simulator);
	const responding = simulator.respond(umid);
	await until(() => slow.received.length === 1);
	await restart();
	await responding;
	await until(() => slow.received.length === 2);
	await until(() => simulator.webhookPosts().length === 1);
	await restart();
	await new Promise((resolve) => setTimeout(resolve, 60));
	await slow.close();
	expect(slow.received).toHaveLength(2);
});

test('keeps the webhooks, and a reset stays a reset', async () => {
	const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
	const kept = { subAccountId: '*', url: 'https://example.com/', enabled: true };
	await call(simulator, 'POST', path, [{ subAccountId: 'demo_subaccount', url: kept.url }, kept]);
	await call(simulator, 'DELETE', path, [{ subAccountId: 'demo_subaccount' }]);
	await restart();
	expect((await call(simulator, 'GET', path)).json).toEqual([kept]);
	await send(simulator);
	simulator.reset();
	await restart();
	expect(simulator.messages()).toEqual([]);
	expect((await call(simulator, 'GET', path)).json).toEqual([]);
});

test('writes down no key and no Authorization', async () => {
	await restart({ webhookAuthorization: 'SECRET-1', apiKey: 'SECRET-2', responseUrl: hook.url });
	const headers = { authorization: 'Bearer SECRET-2' };
	const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
	const body = [{ subAccountId: '*', url: hook.url, httpAuthorization: 'SECRET-3' }];
	expect((await call(simulator, 'POST', path, body, headers)).status).toBe(200);
	const sent = await call(
		simulator,
		'POST',
		'/api/v1/subaccounts/demo_subaccount/surveys/csat/messages',
		survey(),
		headers,
	);
	await simulator.respond(sent.json.umid);
	const journal = readFileSync(dataFile, 'utf8');
	expect(journal).toContain(sent.json.umid);
	expect(journal).not.toMatch(/SECRET-\d/);
});
