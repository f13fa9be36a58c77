import type { IDataObject } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { DEMO_ACCOUNT_ID } from '../../simulator';
import { agentWorkflow, runWorkflow, surveyWorkflow } from './support/engine';
import { useSimulator } from './support/useSimulator';

const EVENTS_URL = 'https://one.example/hook';
/** An address of this n8n, as the engine of these tests knows it. */
const OWN_URL = 'http://localhost/webhook/1b/webhook';
const SECRET = 'Bearer of-the-credential';

const simulator = useSimulator();
beforeEach(() => simulator.configure({ eventsUrl: '' }));

const run = async (parameters: IDataObject, credential: Record<string, string> = {}) =>
	await runWorkflow(
		surveyWorkflow({ items: [{}], parameters: { resource: 'webhook', ...parameters } }),
		{ baseUrl: simulator.url, credential: { accountId: DEMO_ACCOUNT_ID, ...credential } },
	);
const jsonOf = ({ output }: Awaited<ReturnType<typeof run>>) => output.map(({ json }) => json);

const set = (more: IDataObject = {}) => ({
	operation: 'set',
	url: 'https://two.example/hook',
	subAccountId: '*',
	enabled: true,
	...more,
});
const webhooks = async () => jsonOf(await run({ operation: 'getAll' }));
const changes = () => simulator.requests().filter(({ method }) => method !== 'GET');
/** What stands at 8x8 before a test. */
const standing = (url: string) => {
	simulator.configure({ eventsUrl: url });
	simulator.reset();
};

test('set where none stands, then getAll, then delete', async () => {
	const here = { url: OWN_URL, subAccountId: '*', enabled: true };
	expect(jsonOf(await run(set({ url: OWN_URL }), { webhookAuthorization: SECRET }))).toEqual([
		{ ...here, replaced: false, authorized: true },
	]);
	expect(await webhooks()).toEqual([{ ...here, httpAuthorization: '***' }]);
	expect(jsonOf(await run({ operation: 'delete', subAccountId: '*' }))).toEqual([
		{ deleted: true, url: OWN_URL },
	]);
	expect(await webhooks()).toEqual([]);
});

describe('set', () => {
	test('another URL is not replaced unasked; the error names it, without what may be secret', async () => {
		standing('https://user:pass@one.example/hook?token=tok3n');
		const { error } = await run(set());
		expect(error?.message).toBe('Another URL is set for all subaccounts: https://one.example/hook');
		expect(error?.description).toContain("switch on 'Replace Existing'");
		expect(changes()).toEqual([]);

		expect(jsonOf(await run(set({ replaceExisting: true })))[0]!.replaced).toBe(true);
		expect(await webhooks()).toMatchObject([{ url: 'https://two.example/hook' }]);
	});

	test.each(['true', 1, {}])('replaceExisting %j is no yes', async (replaceExisting) => {
		standing(EVENTS_URL);
		const { error } = await run(set({ replaceExisting: replaceExisting as never }));
		expect(error?.message).toContain(EVENTS_URL);
	});

	test('the same URL again, and one for another subaccount, replace nothing', async () => {
		await run(set());
		expect(jsonOf(await run(set({ enabled: false })))[0]).toMatchObject({
			enabled: false,
			replaced: false,
		});
		const own = await run(set({ url: EVENTS_URL, subAccountId: 'demo_subaccount' }));
		expect(jsonOf(own)[0]).toMatchObject({ replaced: false });
		expect(await webhooks()).toHaveLength(2);
	});

	test.each([
		'https://evil.example/hook',
		'http://localhost.evil.example/webhook/1b/webhook',
		'http://localhost@evil.example/webhook/1b/webhook',
		'https://localhost/webhook/1b/webhook',
		'http://localhost:81/webhook/1b/webhook',
	])('the secret is not given away for %s', async (url) => {
		const { output } = await run(set({ url }), { webhookAuthorization: SECRET });
		expect(output[0]!.json).toMatchObject({ url, authorized: false });
		expect((await webhooks())[0]).not.toHaveProperty('httpAuthorization');
	});

	test('a secret that stands there is not taken away unasked', async () => {
		await run(set({ url: OWN_URL }), { webhookAuthorization: SECRET });
		const { error } = await run(set({ url: OWN_URL }));
		expect(error?.message).toContain('sends a secret, which this would take away');
		expect(error?.description).toContain("'Webhook Authorization' in the credential");
		expect(await webhooks()).toMatchObject([{ httpAuthorization: '***' }]);

		const again = await run(set({ url: OWN_URL }), { webhookAuthorization: SECRET });
		expect(jsonOf(again)).toMatchObject([{ replaced: false, authorized: true }]);
		await run(set({ url: OWN_URL, replaceExisting: true }));
		expect((await webhooks())[0]).not.toHaveProperty('httpAuthorization');
	});

	test('a standing OAuth is not taken away unasked, whatever the credential holds', async () => {
		const oauth = {
			url: 'https://one.example/token',
			clientId: 'me',
			clientSecret: 'cl13nt',
			credentialsLocation: 'body',
		};
		const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
		await fetch(simulator.url + path, {
			method: 'POST',
			headers: { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' },
			body: JSON.stringify([{ subAccountId: '*', url: OWN_URL, oauth }]),
		});
		const { error } = await run(set({ url: OWN_URL }), { webhookAuthorization: SECRET });
		expect(error?.message).toContain('sends a secret, which this would take away');
		expect(await webhooks()).toMatchObject([{ oauth: { ...oauth, clientSecret: '***' } }]);

		const more = { url: OWN_URL, replaceExisting: true };
		await run(set(more), { webhookAuthorization: SECRET });
		expect((await webhooks())[0]).not.toHaveProperty('oauth');
	});

	test.each([' ', 'ftp://x.example', 'https://', 'not a url'])('%j is no URL', async (url) => {
		const { error } = await run(set({ url }));
		expect(error?.message).toMatch(/^'URL' (is empty|is ".*", which is not a web address)$/);
		expect(simulator.requests()).toEqual([]);
	});

	test.each(['', 'abc', `${DEMO_ACCOUNT_ID}/../x`])(
		'account ID %j: nothing is asked',
		async (accountId) => {
			const { error } = await run(set(), { accountId });
			expect(error?.message).toContain('Account ID');
			expect(error?.description).toContain('Open the credential');
			expect(simulator.requests()).toEqual([]);
		},
	);
});

describe('delete', () => {
	test('where nothing stands nothing is deleted, and the output says so', async () => {
		standing(EVENTS_URL);
		const deleted = await run({ operation: 'delete', subAccountId: 'demo_subaccount' });
		expect(jsonOf(deleted)).toEqual([{ deleted: false, url: null }]);
		expect(changes()).toEqual([]);
		expect(await webhooks()).toHaveLength(1);
	});

	test.each([' ', '={{ "" }}', '={{ $json.missing }}', '={{ null }}'])(
		'with %j nothing is asked',
		async (subAccountId) => {
			standing(EVENTS_URL);
			for (const operation of ['delete', 'set']) {
				const { error } = await run({ ...set({ operation }), subAccountId });
				expect(error?.message).toBe("'Subaccount ID' is empty");
			}
			expect(simulator.requests()).toEqual([]);
		},
	);
});

test('no parameter of the node holds a secret', () => {
	const text = JSON.stringify(new EightByEightSmsEngage().description.properties);
	expect(text).not.toContain('"password":true');
});

test.each(['set', 'delete', 'sendTestEvent'])('an agent cannot use %s', async (operation) => {
	standing(EVENTS_URL);
	const parameters = { ...set({ operation, url: OWN_URL }), resource: 'webhook' };
	const { run: execution } = await runWorkflow(agentWorkflow([{}], parameters), {
		baseUrl: simulator.url,
		credential: { accountId: DEMO_ACCOUNT_ID },
	});
	expect(JSON.stringify(execution)).toContain('An AI agent cannot use the operation');
	expect(simulator.requests()).toEqual([]);
	const { properties } = new EightByEightSmsEngage().description;
	const listed = properties
		.flatMap(({ name, options }) => (name === 'operation' ? (options ?? []) : []))
		.filter((option) => 'value' in option && option.value === operation);
	expect(listed).toEqual([
		expect.objectContaining({ displayOptions: { hide: { '@tool': [true] } } }),
	]);
});
