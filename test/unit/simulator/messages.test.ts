/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { startSimulator, type Simulator } from '../../../simulator';
import { call, send, SUB_ACCOUNT, type Answer } from './client';

const HOUR = 3_600_000;
const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const message = (umid: string) => `${SUB_ACCOUNT}/messages/${umid}`;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		subAccounts: ['demo_subaccount', 'other'],
		messageDetailsPerSecond: 1_000,
	});
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

describe('details', () => {
	test('come masked', async () => {
		const umid = await send(simulator, { source: 'Acme', clientMessageId: 'T-1', country: 'sg' });
		const { status, json, text } = await call(simulator, 'GET', message(umid));
		expect(status).toBe(200);
		expect(json).toMatchObject({
			umid,
			subAccountId: 'demo_subaccount',
			direction: 'outbound',
			country: 'SG',
			status: { state: 'queued' },
			msisdn: '+659123xxxx',
			source: 'Acme',
			body: '**MASKED**',
			clientMessageId: 'T-1',
			smsCount: 1,
		});
		expect(text).not.toContain('4567');
	});

	test('are answered once a second per subaccount, then 429 with Retry-After', async () => {
		const limited = await startSimulator({ subAccounts: ['demo_subaccount', 'other'] });
		const path = message(UNKNOWN);
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now');
		const at = async (ms: number, target = path) => {
			clock.mockReturnValue(start + ms);
			return await call(limited, 'GET', target);
		};
		const answers = [
			await at(0),
			await at(1),
			await at(2, path.replace('demo_subaccount', 'other')),
			await at(999),
			await at(1_000),
			await at(1_999),
		];
		clock.mockRestore();
		await limited.close();
		expect(answers.map(({ status }) => status)).toEqual([404, 429, 404, 429, 404, 429]);
		const refused = answers[1] as Answer;
		expect(refused.json.code).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('1');
	});
});

describe.each([
	['GET', ''],
	['DELETE', ''],
	['DELETE', '/pii'],
])('%s message%s', (method, end) => {
	test('of a umid that is no GUID: 400, code 1000', async () => {
		const { status, json } = await call(simulator, method, message('abc') + end);
		expect([status, json.code]).toEqual([400, 1000]);
	});

	test('of a umid that nobody knows: 404, code 1300', async () => {
		const { status, json } = await call(simulator, method, message(UNKNOWN) + end);
		expect([status, json.code]).toEqual([404, 1300]);
	});

	test('of another subaccount: 404, code 1300', async () => {
		const path = message(await send(simulator)).replace('demo_subaccount', 'other');
		const { status, json } = await call(simulator, method, path + end);
		expect([status, json.code]).toEqual([404, 1300]);
	});
});

describe('cancelling', () => {
	test('counts 1 for a scheduled message, which then is never sent', async () => {
		const timers = jest.spyOn(globalThis, 'setTimeout');
		const scheduled = new Date(Date.now() + HOUR).toISOString();
		const umid = await send(simulator, { scheduled });
		const index = timers.mock.calls.findIndex(([, delay = 0]) => delay > HOUR / 2);
		const [itsTime] = timers.mock.calls[index]!;
		clearTimeout(timers.mock.results[index]!.value as NodeJS.Timeout);
		timers.mockRestore();
		expect((await call(simulator, 'DELETE', message(umid))).json).toEqual({ cancelledCount: 1 });
		expect((await call(simulator, 'DELETE', message(umid))).json).toEqual({ cancelledCount: 0 });
		itsTime();
		expect(simulator.messages()[0]?.state).toBe('cancelled');
		const { json } = await call(simulator, 'GET', message(umid));
		expect(json.status.state).toBe('failed');
	});

	test('counts 0 for one that is on its way', async () => {
		const umid = await send(simulator);
		expect((await call(simulator, 'DELETE', message(umid))).json).toEqual({ cancelledCount: 0 });
	});
});

test('deleting personal data: 202 without a body, and nothing of it stays', async () => {
	const umid = await send(simulator, { templateVariables: { name: 'Annabel' } });
	await simulator.respond(umid);
	const { status, text } = await call(simulator, 'DELETE', `${message(umid)}/pii`);
	expect([status, text]).toEqual([202, '']);
	const kept = JSON.stringify(simulator.messages());
	expect(kept).not.toContain('Annabel');
	expect(kept).not.toContain('6591234567');
	expect(kept).not.toContain('Great service');
	expect(simulator.messages()[0]).toMatchObject({ umid, personalDataDeleted: true });
});
