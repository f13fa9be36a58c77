import type { IWebhookFunctions } from 'n8n-workflow';

import { isAuthorized } from '../../../nodes/EightByEightSmsEngage/trigger/authentication';
import { strict } from '../../support/strict';

let nodes = 0;

/** A trigger node whose credential the test changes. */
function triggerNode(read: () => string) {
	const id = `authenticated-${(nodes += 1)}`;
	const node = { id, credentials: { eightByEightSmsEngageApi: { id: 'credential', name: 'C' } } };
	let readings = 0;
	const call = (authorization: string) =>
		isAuthorized(
			strict<IWebhookFunctions>('context', {
				getNode: () => node as unknown as ReturnType<IWebhookFunctions['getNode']>,
				getWorkflow: () => ({ id: 'workflow', name: 'W', active: true }),
				getRequestObject: () => ({ rawHeaders: ['Authorization', authorization] }) as never,
				getCredentials: async () => {
					readings += 1;
					return { webhookAuthorization: await read() } as never;
				},
			}),
		);
	return { call, readings: () => readings };
}

afterEach(() => jest.restoreAllMocks());

test('a hundred calls at once read the credential once, and each is judged by itself', async () => {
	const { call, readings } = triggerNode(() => 'Bearer right');
	const values = Array.from({ length: 100 }, (_, index) => (index % 2 ? 'Bearer right' : 'wrong'));
	const authorized = await Promise.all(values.map(call));
	expect(authorized).toEqual(values.map((value) => value === 'Bearer right'));
	expect(readings()).toBe(1);
});

test('a value that was changed counts at once, and the old one five seconds more at most', async () => {
	let value = 'old';
	const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
	const { call, readings } = triggerNode(() => value);
	expect(await call('old')).toBe(true);
	value = 'new';
	now.mockReturnValue(1_004_999);
	expect(await call('old')).toBe(true);
	expect(readings()).toBe(1);
	now.mockReturnValue(1_005_000);
	expect(await call('old')).toBe(false);
	value = 'newest';
	expect(await call('newest')).toBe(true);
	expect(await call('new')).toBe(false);
	expect(await call('old')).toBe(false);
});

test('two nodes with one credential are read apart', async () => {
	const [one, other] = [triggerNode(() => 'one'), triggerNode(() => 'other')];
	expect(await one.call('one')).toBe(true);
	expect(await other.call('one')).toBe(false);
});

test.each([
	['cannot be read', () => Promise.reject(new Error('gone')) as never],
	['holds no value', () => ''],
])('a credential that %s lets nobody in, and is read again at the next call', async (_, broken) => {
	let read: () => string = broken;
	const { call } = triggerNode(() => read());
	expect(await call('value')).toBe(false);
	expect(await call('')).toBe(false);
	read = () => 'value';
	expect(await call('value')).toBe(true);
});
