import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { EightByEightSmsEngageTrigger } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';
import { misfits, outputSchema } from '../../support/outputSchema';
import { assertDeclared, strict } from '../../support/strict';
import { ActiveTrigger, surveyResponseBody } from '../../support/webhookContext';

const trigger = new EightByEightSmsEngageTrigger();
const { description } = trigger;
const hooks = (parameters: IDataObject, webhookAuthorization?: unknown) =>
	strict<IHookFunctions>('IHookFunctions', {
		getNodeParameter: (name: string, fallback: unknown) => {
			assertDeclared(description, name);
			return parameters[name] ?? fallback;
		},
		getNode: () => ({ name: 'Trigger', type: 't', typeVersion: 2, parameters: {} }),
		getCredentials: async () => await Promise.resolve({ webhookAuthorization }),
	});
const activate = async (parameters: IDataObject, webhookAuthorization?: unknown) => {
	const { checkExists, create } = trigger.webhookMethods.default;
	const context = hooks(parameters, webhookAuthorization);
	if (await checkExists.call(context)) throw new Error('n8n would not call create');
	return await create.call(context);
};

describe('the interface', () => {
	test('has one webhook that answers with what webhook() says', () => {
		expect(description.webhooks).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		]);
	});

	test('asks for the credential only when it is used', () => {
		const [credential] = description.credentials ?? [];
		expect(credential?.displayOptions?.show).toEqual({ authentication: ['authorizationHeader'] });
	});

	test('warns when anyone may post, and says in one notice of three lines how to try it and have the URL set up', () => {
		const notices = description.properties.filter(({ type }) => type === 'notice');
		// n8n's notices drop <br>.
		expect(notices.map(({ displayName }) => displayName.match(/<li>/g)?.length)).toEqual([3]);
		expect(notices[0]?.displayName).not.toContain('<br');
		expect(description.activationMessage).toContain('anyone who knows that URL');
		const lines = notices[0]?.displayName.split('</li>') ?? [];
		expect(lines[0]).toContain('Send Test Event (in the node 8x8 SMS Engage) to the Test URL');
		expect(lines[1]).toContain('cpaas-support@8x8.com');
		expect(lines[2]).toContain('Webhook → Set in the node 8x8 SMS Engage');
	});
});

describe('activation', () => {
	test('works without authentication', async () => {
		expect(await activate({})).toBe(true);
	});

	test('works with a value to compare with and a readable list', async () => {
		const options = { ipAllowlist: '8x8, 10.0.0.0/8, 2001:db8::1' };
		expect(await activate({ authentication: 'authorizationHeader', options }, 'x')).toBe(true);
	});

	test.each([undefined, '', '  '])('fails when the Authorization is %j', async (value) => {
		const activation = activate({ authentication: 'authorizationHeader' }, value);
		await expect(activation).rejects.toThrow("has no 'Webhook Authorization'");
	});

	test('fails when an event does not exist, and names it', async () => {
		const activation = activate({ events: ['inboundMessage', 'Survey Response'] });
		await expect(activation).rejects.toThrow(
			"'Trigger On' has an event that does not exist: Survey Response.",
		);
	});

	test('fails when an entry of the IP allowlist cannot be read, and names it', async () => {
		const activation = activate({ options: { ipAllowlist: '8x8, 10.0.0.0/33' } });
		await expect(activation).rejects.toThrow('cannot be read: 10.0.0.0/33.');
	});

	test('fails when a keyword has no word in it, and names it', async () => {
		const activation = activate({ options: { optOutKeywords: 'genug, 🛑' } });
		await expect(activation).rejects.toThrow('without letters or digits: 🛑.');
	});

	test.each([
		[{ filters: { surveyIds: { a: 1 } } }, "'Survey IDs' is an object"],
		[{ options: { ipAllowlist: true } }, "'IP Allowlist' is true"],
		[{ options: { scoreQuestion: ['Q'] } }, "'Score Question' is a list"],
		[{ options: { simplify: 'maybe' } }, `'Simplify' is "maybe"`],
	])('fails when a field cannot be read, and names it: %j', async (parameters, message) => {
		await expect(activate(parameters)).rejects.toThrow(message);
	});

	test('has nothing to take back', async () => {
		expect(await trigger.webhookMethods.default.delete.call(hooks({}))).toBe(true);
	});
});

test('the output schema describes the item of 8x8’s own example', async () => {
	const schema = outputSchema('v2.0.0');
	const active = new ActiveTrigger();
	await active.post(surveyResponseBody());
	const item = active.items[0]?.json ?? {};

	expect(misfits(item, schema)).toEqual([]);
	expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(item));
	const entry = schema.properties?.responses?.items?.properties;
	expect(Object.keys(entry ?? {})).toEqual(Object.keys((item.responses as object[])[0] ?? {}));
});
