import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { strict } from '../../support/strict';

const UMID = '84e7ee9a-5c41-e811-814c-020897df5459';

/** Posts a body to the address of an execution that waits with this item. */
async function post(body: unknown, parked: unknown = { umid: UMID }) {
	const context = strict<IWebhookFunctions>('context', {
		getBodyData: () => body,
		evaluateExpression: (expression: string) => {
			const field = /^\{\{ \$json\.(umid|reminder) \}\}$/.exec(expression)?.[1];
			if (field === undefined) throw new Error(`The test gives no value for ${expression}`);
			return (parked as Record<string, unknown>)[field];
		},
	});
	return await new EightByEightSmsEngage().webhook.call(context);
}

test("the response to the execution's own survey is what it goes on with", async () => {
	const item = { event: 'surveyResponse', umid: UMID, answers: { 'Full Name': 'John' } };
	expect(await post({ item })).toEqual({
		webhookResponse: { resumed: true },
		workflowData: [[{ json: { responded: true, ...item }, pairedItem: { item: 0 } }]],
	});
});

test.each([
	['another message', { item: { umid: 'another' } }],
	['no message', { item: {} }],
	['an item that is none', { item: UMID }],
	['an empty body', undefined],
	['null', null],
	['a list', [{ item: { umid: UMID } }]],
])('%s leaves the execution waiting', async (_, body) => {
	expect(await post(body)).toEqual({ webhookResponse: { resumed: false } });
});

test('an execution that parked no message is not resumed by a body without one', async () => {
	expect(await post({ item: {} }, {})).toEqual({ webhookResponse: { resumed: false } });
	expect(await post({ item: { umid: '' } }, { umid: '' })).toEqual({
		webhookResponse: { resumed: false },
	});
});

test('umids are compared without case', async () => {
	const { webhookResponse } = await post({ item: { umid: UMID.toUpperCase() } });
	expect(webhookResponse).toEqual({ resumed: true });
});

test('no body whatever throws', async () => {
	await fc.assert(
		fc.asyncProperty(fc.anything(), async (body) => {
			expect((await post(body)).workflowData).toBeUndefined();
		}),
	);
});
