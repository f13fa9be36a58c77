import type { IDataObject } from 'n8n-workflow';

import { DEMO_ACCOUNT_ID } from '../../simulator';
import { runWorkflow, surveyWorkflow } from './support/engine';
import { useSimulator } from './support/useSimulator';

const OWN = 'http://localhost/webhook/abc/webhook';

const simulator = useSimulator({ messageDetailsPerSecond: 1_000 });
/** How many requests were the test's own. */
let ownRequests = 0;
beforeEach(() => {
	simulator.configure({
		eventsUrl: OWN,
		forbiddenSubAccounts: [],
		balance: { balance: 12.5, currency: 'USD' },
	});
	simulator.reset();
});
// Whatever it finds, it has only looked.
afterEach(() => {
	const asked = simulator.requests().slice(ownRequests);
	expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
	ownRequests = 0;
	expect(simulator.messages()).toEqual([]);
});

const check = async (credential: Record<string, string> = {}, items: IDataObject[] = [{}]) =>
	await runWorkflow(
		surveyWorkflow({ items, parameters: { resource: 'account', operation: 'check' } }),
		{ baseUrl: simulator.url, credential: { accountId: DEMO_ACCOUNT_ID, ...credential } },
	);
const found = async (credential?: Record<string, string>) => {
	const { output, error } = await check(credential);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	return output[0]!.json;
};
const setWebhook = async (webhook: object) => {
	const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
	const response = await fetch(simulator.url + path, {
		method: 'POST',
		headers: { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' },
		body: JSON.stringify([webhook]),
	});
	expect(response.status).toBe(200);
	ownRequests = simulator.requests().length;
};

test('all is right', async () => {
	const { output } = await check({}, [{}, {}]);
	const setup = {
		ok: true,
		problems: [],
		apiKey: 'valid',
		subAccountId: 'valid',
		accountId: 'valid',
		region: 'custom',
		balance: { amount: 12.5, currency: 'USD' },
		smsEvents: [{ subAccountId: '*', url: OWN, enabled: true, authorization: false }],
	};
	expect(output).toMatchObject([
		{ json: setup, pairedItem: { item: 0 } },
		{ json: setup, pairedItem: { item: 1 } },
	]);
	expect(Object.keys(output[0]!.json)).toEqual(Object.keys(setup));
	expect(simulator.requests()).toHaveLength(3);
});

const WRONG: Array<[string, Record<string, string>, IDataObject, RegExp]> = [
	[
		'the key',
		{ apiKey: 'wrong-key' },
		{ apiKey: 'invalid', subAccountId: 'unknown', accountId: 'unknown', smsEvents: null },
		/API key/,
	],
	['no key', { apiKey: ' ' }, { apiKey: 'missing', subAccountId: 'unknown' }, /API key/],
	[
		'the subaccount',
		{ subAccountId: 'another_one' },
		{ apiKey: 'valid', subAccountId: 'invalid', accountId: 'valid' },
		/subaccount does not belong/,
	],
	['no subaccount', { subAccountId: '' }, { subAccountId: 'missing' }, /subaccount/i],
	[
		'a subaccount that is a folder',
		{ subAccountId: '...' },
		{ subAccountId: 'invalid' },
		/subaccount/i,
	],
	[
		'no account ID',
		{ accountId: '' },
		{ accountId: 'missing', balance: null, smsEvents: null, apiKey: 'valid' },
		/has no 'Account ID'/,
	],
	[
		'an account ID that is none',
		{ accountId: 'x' },
		{ accountId: 'invalid' },
		/not an ID that 8x8/,
	],
	[
		"another account's ID",
		{ accountId: '11111111-2222-4333-8444-555555555555' },
		{ accountId: 'invalid', smsEvents: null },
		/does not belong to this API key/,
	],
	[
		'the base URL',
		{ baseUrl: 'ftp://x' },
		{ apiKey: 'unknown', accountId: 'unknown' },
		/base URL/i,
	],
	[
		'nobody answers',
		{ baseUrl: 'http://127.0.0.1:9' },
		{ apiKey: 'unknown', subAccountId: 'unknown', accountId: 'unknown' },
		/could not be reached/,
	],
];

test.each(WRONG)('%s', async (_, credential, verdicts, problem) => {
	const setup = await found(credential);
	expect(setup).toMatchObject({ ok: false, ...verdicts });
	const problems = setup.problems as string[];
	expect(problems.join('\n')).toMatch(problem);
	for (const text of problems) expect(text).toMatch(/^[A-Z0-9'"].*[.!?")]$/s);
	expect(JSON.stringify(setup)).not.toContain('wrong-key');
});

test('a subaccount that the key may not use', async () => {
	simulator.configure({ forbiddenSubAccounts: ['demo_subaccount'] });
	expect(await found()).toMatchObject({ ok: false, apiKey: 'valid', subAccountId: 'invalid' });
});

test.each([{ kind: 'serverError' }, { kind: 'unreadable' }, { kind: 'reset' }] as const)(
	'8x8 itself: $kind says nothing about the account',
	async (fault) => {
		simulator.addFault({ ...fault, match: { path: '/webhooks' } });
		const setup = await found();
		expect(setup).toMatchObject({ ok: false, accountId: 'unknown', smsEvents: null });
		expect(setup.problems).toHaveLength(1);
	},
);

describe('the webhook', () => {
	const problems = async (credential?: Record<string, string>) =>
		((await found(credential)).problems as string[]).join('\n');

	test('none', async () => {
		simulator.configure({ eventsUrl: '' });
		expect(await problems()).toMatch(/^No webhook is set for the subaccount demo_subaccount/);
	});

	test('one at another n8n; its query and user name stay out of the sentence', async () => {
		const url = 'https://user:pw@other.example/webhook/1?token=t0ken';
		await setWebhook({ subAccountId: 'demo_subaccount', url });
		expect(await problems()).toBe(
			"The webhook to https://other.example/webhook/1 leads to another address than this n8n's. Give the trigger's Production URL to Webhook → Set.",
		);
	});

	test("the subaccount's own comes before the one for all", async () => {
		simulator.configure({ eventsUrl: 'https://other.example/hook' });
		await setWebhook({ subAccountId: 'demo_subaccount', url: OWN });
		expect(await found()).toMatchObject({ ok: true });
	});

	test('switched off', async () => {
		await setWebhook({ subAccountId: '*', url: OWN, enabled: false });
		expect(await problems()).toMatch(/is switched off/);
		expect((await found()).smsEvents).toMatchObject([{ enabled: false }]);
	});

	test('without the Authorization that the credential holds', async () => {
		const secret = { webhookAuthorization: 'Bearer s3cret' };
		expect(await problems(secret)).toMatch(/sends no Authorization header/);
		await setWebhook({ subAccountId: '*', url: OWN, httpAuthorization: 'Bearer s3cret' });
		const setup = await found(secret);
		expect(setup).toMatchObject({ ok: true, smsEvents: [{ authorization: true }] });
		expect(JSON.stringify(setup)).not.toContain('s3cret');
	});
});

describe('the balance', () => {
	test('an account that pays later has none, and that is right', async () => {
		simulator.configure({ balance: null });
		expect(await found()).toMatchObject({ ok: true, balance: null });
	});

	test('used up', async () => {
		simulator.configure({ balance: { balance: 0, currency: 'SGD' } });
		const setup = await found();
		expect(setup.balance).toEqual({ amount: 0, currency: 'SGD' });
		expect((setup.problems as string[])[0]).toContain('used up (0 SGD)');
	});
});
