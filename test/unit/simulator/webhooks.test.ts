import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../../simulator';
import { call } from './client';

const PATH = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const post = (body: unknown) => call(simulator, 'POST', PATH, body);
const list = async () => (await call(simulator, 'GET', PATH)).json;

test('creates, replaces by subaccount, lists and deletes', async () => {
	expect(await list()).toEqual([]);
	const one = { subAccountId: 'demo_subaccount', url: 'https://example.com/one' };
	const all = { subAccountId: '*', url: 'https://example.com/all', enabled: false };
	expect((await post([one, all])).status).toBe(200);
	expect(await list()).toEqual([{ ...one, enabled: true }, all]);
	await post([{ ...one, url: 'https://example.com/two' }]);
	expect((await list())[0].url).toBe('https://example.com/two');
	expect((await call(simulator, 'DELETE', PATH, [{ subAccountId: '*' }])).status).toBe(200);
	expect(await list()).toEqual([{ ...one, url: 'https://example.com/two', enabled: true }]);
});

test('masks what is secret, in answers and in the records', async () => {
	const oauth = {
		url: 'https://example.com/token',
		clientId: 'me',
		clientSecret: 'SECRET-2',
		credentialsLocation: 'header',
	};
	const webhook = { subAccountId: '*', url: 'https://example.com', httpAuthorization: 'SECRET-1' };
	await post([{ ...webhook, oauth }]);
	expect(await list()).toEqual([
		{
			...webhook,
			enabled: true,
			httpAuthorization: '***',
			oauth: { ...oauth, clientSecret: '***' },
		},
	]);
	const log = await call(simulator, 'GET', '/log');
	expect(JSON.stringify(simulator.requests()) + log.text).not.toMatch(/SECRET-\d/);
});

test('shows eventsUrl as the account’s webhook', async () => {
	simulator.configure({ eventsUrl: 'http://127.0.0.1:1/events' });
	expect(await list()).toEqual([
		{ subAccountId: '*', url: 'http://127.0.0.1:1/events', enabled: true },
	]);
	simulator.configure({ eventsUrl: '' });
	expect(await list()).toEqual([]);
});

test.each<[string, unknown, number, number]>([
	['an object', { subAccountId: '*', url: 'https://example.com' }, 400, 1000],
	['no url', [{ subAccountId: '*' }], 400, 1000],
	['no subaccount', [{ url: 'https://example.com' }], 400, 1000],
	['a url that is none', [{ subAccountId: '*', url: 'example' }], 400, 1000],
	['a url of another kind', [{ subAccountId: '*', url: 'ftp://example.com' }], 400, 1000],
	['an unknown field', [{ subAccountId: '*', url: 'https://example.com', type: 'dr' }], 400, 1000],
	['another account’s subaccount', [{ subAccountId: 'foreign', url: 'https://e.com' }], 404, 1001],
])('refuses %s', async (_name, body, status, code) => {
	const answer = await post(body);
	expect([answer.status, answer.json.code]).toEqual([status, code]);
	expect(await list()).toEqual([]);
});

test.each([
	['no GUID', 'abc', 400, 1000],
	['another account', '11111111-2222-3333-4444-555555555555', 403, 1201],
])('refuses an account id that is %s', async (_name, id, status, code) => {
	const { status: actual, json } = await call(simulator, 'GET', `/api/v1/accounts/${id}/webhooks`);
	expect([actual, json.code]).toEqual([status, code]);
});

test('takes the account id without dashes', async () => {
	const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID.replaceAll('-', '')}/webhooks`;
	expect((await call(simulator, 'GET', path)).status).toBe(200);
});
