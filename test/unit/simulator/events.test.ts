/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../../simulator';
import { BATCH, call, send, survey, until, webhook } from './client';

let simulator: Simulator;
let hook: Awaited<ReturnType<typeof webhook>>;
beforeEach(async () => {
	hook = await webhook();
	simulator = await startSimulator({ eventsUrl: hook.url, deliveryDelay: 5 });
});
afterEach(async () => {
	await simulator.close();
	await hook.close();
});

const types = () => hook.received.map(({ body }) => body.eventType);
const states = () => hook.received.map(({ body }) => body.payload.status?.state);

describe('delivery receipts', () => {
	test('tell of sent, then delivered, in 8x8’s envelope', async () => {
		const umid = await send(simulator, { source: 'Acme', clientMessageId: 'T-1' });
		await until(() => hook.received.length === 2);
		expect(states()).toEqual(['sent', 'delivered']);
		expect(hook.received[1]?.body).toEqual({
			namespace: 'SMS',
			eventType: 'outbound_message_status_changed',
			description: expect.any(String),
			payload: {
				umid,
				batchId: null,
				clientMessageId: 'T-1',
				clientBatchId: null,
				subAccountId: 'demo_subaccount',
				source: 'Acme',
				destination: '+6591234567',
				status: {
					state: 'delivered',
					detail: 'delivered_to_recipient',
					timestamp: expect.stringMatching(/^\d{4}-/),
				},
				price: { total: 0.0375, perSms: 0.0375, currency: 'USD' },
				smsCount: 1,
			},
		});
		expect(simulator.messages()[0]?.state).toBe('delivered');
	});

	test('have no detail and no code while the SMS is only sent', async () => {
		await send(simulator);
		await until(() => hook.received.length === 2);
		expect(hook.received[0]?.body.payload.status).toEqual({
			state: 'sent',
			timestamp: expect.any(String),
		});
	});

	test('tell of delivered twice when told: by the operator, then by the phone', async () => {
		simulator.configure({ deliveredTwice: true });
		await send(simulator);
		await send(simulator, { destination: '+6590555002' });
		await until(() => hook.received.length === 5);
		const details = hook.received.map(({ body }) => body.payload.status.detail);
		expect(details.sort()).toEqual([
			'delivered_to_operator',
			'delivered_to_recipient',
			'undelivered_to_recipient',
			undefined,
			undefined,
		]);
	});

	test('carry the batch', async () => {
		const { json } = await call(simulator, 'POST', BATCH, {
			messages: [survey()],
			clientBatchId: 'b1',
		});
		await until(() => hook.received.length === 2);
		expect(hook.received[0]?.body.payload).toMatchObject({
			batchId: json.batchId,
			clientBatchId: 'b1',
			clientMessageId: 'b1/+6591234567',
		});
	});

	test('tell of undelivered for numbers that end in 555002', async () => {
		await send(simulator, { destination: '+6590555002' });
		await until(() => hook.received.length === 2);
		expect(states()).toEqual(['sent', 'undelivered']);
		expect(hook.received[1]?.body.payload.status).toEqual({
			state: 'undelivered',
			detail: 'undelivered_to_recipient',
			timestamp: expect.any(String),
			errorCode: 46,
			errorMessage: 'Subscriber not reachable',
		});
	});

	test('go to the message’s dlrCallbackUrl instead', async () => {
		const own = await webhook();
		await send(simulator, { dlrCallbackUrl: own.url });
		await until(() => own.received.length === 2);
		await own.close();
		expect(hook.received).toEqual([]);
	});

	test('of a scheduled SMS come at its time', async () => {
		const scheduled = Date.now() + 500;
		await send(simulator, { scheduled: new Date(scheduled).toISOString() });
		await until(() => hook.received.length === 2);
		expect(hook.received[0]?.at).toBeGreaterThanOrEqual(scheduled);
	});

	test('of a schedule beyond the longest timer do not come at once', async () => {
		await send(simulator, { scheduled: new Date(Date.now() + 40 * 86_400_000).toISOString() });
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(simulator.messages()[0]?.state).toBe('scheduled');
	});

	test('do not come for a rejected SMS', async () => {
		await send(simulator, { destination: '+6590555001' });
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(hook.received).toEqual([]);
	});
});

describe('a click', () => {
	test('is posted when the link is opened, with an event id of its own each time', async () => {
		simulator.configure({ deliveryDelay: 60_000 });
		const umid = await send(simulator, { templateBody: '{{url:name}}' });
		await simulator.click(umid);
		await simulator.click(umid);
		const [message] = simulator.messages();
		const code = message?.shortUrl?.slice(-5);
		expect(types()).toEqual(['short_url_clicked', 'short_url_clicked']);
		expect(hook.received[0]?.body.payload).toEqual({
			eventId: expect.any(String),
			occurredAt: message?.openedAt,
			umid,
			destination: '+6591234567',
			shortUrl: message?.shortUrl,
			targetUrl: `${simulator.url}/s/${code}?name=Ann`,
		});
		expect(new Set(hook.received.map(({ body }) => body.payload.eventId)).size).toBe(2);
	});

	test('comes before a response, and not at all when 8x8 has not switched it on', async () => {
		simulator.configure({ deliveryDelay: 60_000, responseUrl: hook.url });
		await simulator.respond(await send(simulator));
		expect(types()).toEqual(['short_url_clicked', undefined]);
		simulator.configure({ clickEvents: false });
		await simulator.respond(await send(simulator));
		expect(types()).toEqual(['short_url_clicked', undefined, undefined]);
	});
});

describe('a reply', () => {
	test.each(['umid', 'number'])('by %s changes source and destination', async (by) => {
		simulator.configure({ deliveryDelay: 60_000 });
		const umid = await send(simulator, { source: 'Acme' });
		await simulator.reply(by === 'umid' ? umid : '6591234567', 'STOP');
		expect(hook.received[0]?.body).toMatchObject({
			eventType: 'inbound_message_received',
			payload: {
				source: '+6591234567',
				destination: 'Acme',
				body: 'STOP',
				encoding: 'GSM7',
				smsCount: 1,
				subAccountId: 'demo_subaccount',
			},
		});
		expect(hook.received[0]?.body.payload.umid).not.toBe(umid);
		expect(simulator.messages()[0]?.replies).toEqual([{ text: 'STOP', at: expect.any(String) }]);
	});

	test('from a number that got nothing is refused', async () => {
		await expect(simulator.reply('+6590000000', 'STOP')).rejects.toThrow('no SMS');
	});
});

describe('the account’s webhooks', () => {
	const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;

	test('a subaccount’s own comes before the one for all, with its own Authorization', async () => {
		const own = await webhook();
		const subAccountId = 'demo_subaccount';
		await call(simulator, 'POST', path, [
			{ subAccountId, url: own.url, httpAuthorization: 'Bearer own' },
		]);
		await send(simulator);
		await until(() => own.received.length === 2);
		await own.close();
		expect(own.received[0]?.headers.authorization).toBe('Bearer own');
		expect(hook.received).toEqual([]);
	});

	test('of two subaccounts to one address each sends its own Authorization', async () => {
		const two = ['demo_subaccount', 'other_subaccount'];
		simulator.configure({ subAccounts: two });
		await call(
			simulator,
			'POST',
			path,
			two.map((name) => ({
				subAccountId: name,
				url: hook.url,
				httpAuthorization: `Bearer ${name}`,
			})),
		);
		for (const name of two) {
			await call(simulator, 'POST', `/api/v1/subaccounts/${name}/surveys/csat/messages`, survey());
		}
		await until(() => hook.received.length === 4);
		for (const { body, headers } of hook.received) {
			expect(headers.authorization).toBe(`Bearer ${body.payload.subAccountId}`);
		}
	});

	test('of the old format get receipts and replies without envelope, and stand in a new one’s way', async () => {
		simulator.configure({ oldFormatUrl: hook.url, eventsUrl: '' });
		const umid = await send(simulator);
		await simulator.click(umid);
		await simulator.reply(umid, 'STOP');
		await until(() => hook.received.length === 3);
		for (const { body } of hook.received) expect(body).not.toHaveProperty('eventType');
		expect(hook.received.map(({ body }) => body.status?.state ?? body.body).sort()).toEqual([
			'STOP',
			'delivered',
			'sent',
		]);
		const set = () =>
			call(simulator, 'POST', path, [{ subAccountId: '*', url: 'https://example.com' }]);
		const { status, json } = await set();
		expect([status, json.message]).toEqual([400, expect.stringContaining('with an old format')]);
		expect((await call(simulator, 'GET', path)).json).toEqual([]);
		simulator.configure({ oldFormatUrl: '' });
		expect((await set()).status).toBe(200);
	});

	test('one that is switched off gets nothing', async () => {
		await call(simulator, 'POST', path, [{ subAccountId: '*', url: hook.url, enabled: false }]);
		await send(simulator);
		await until(() => simulator.messages()[0]?.state === 'delivered');
		expect(hook.received).toEqual([]);
	});
});
