import { createHmac } from 'crypto';
import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { strict } from '../../support/strict';

const UMID = '84e7ee9a-5c41-e811-814c-020897df5459';

const API_KEY = 'key';
/** The HMAC that the node sent with its survey, made here without the node's code. */
const proofFor = (executionId: string, nodeId = 'node-1', key = API_KEY) =>
	createHmac('sha256', key)
		.update(JSON.stringify(['n8nResume', executionId, nodeId]))
		.digest('base64url')
		.slice(0, 22);
const PROOF = proofFor('42');

interface Parked {
	umid?: unknown;
	reminder?: { umid?: unknown };
}

const credential = async (): Promise<object> => await Promise.resolve({ apiKey: API_KEY });

/** Posts a body to the address of execution 42, which waits with this item. */
async function post(body: unknown, parked: Parked = { umid: UMID }, getCredentials = credential) {
	const context = strict<IWebhookFunctions>('context', {
		getBodyData: () => body,
		getExecutionId: () => '42',
		getNode: () => ({ id: 'node-1' }),
		getCredentials,
		evaluateExpression: (expression: string) => {
			const field = /^\{\{ \$json\.(umid|reminder) \}\}$/.exec(expression)?.[1];
			if (field === undefined) throw new Error(`The test gives no value for ${expression}`);
			return parked[field as keyof Parked];
		},
	});
	return await new EightByEightSmsEngage().webhook.call(context);
}
const NOT_RESUMED = { webhookResponse: { resumed: false } };

const item = { event: 'surveyResponse', umid: UMID, answers: { 'Full Name': 'John' } };

test("the response to the execution's own survey is what it goes on with", async () => {
	expect(await post({ item, proof: PROOF })).toEqual({
		webhookResponse: { resumed: true },
		workflowData: [[{ json: { responded: true, ...item }, pairedItem: { item: 0 } }]],
	});
});

test("the response to its reminder, and to a umid in another case, is the execution's own", async () => {
	const parked = { umid: 'other', reminder: { umid: UMID.toUpperCase() } };
	expect((await post({ item, proof: PROOF }, parked)).webhookResponse).toEqual({ resumed: true });
});

test('it takes the known fields and no other, and says itself that there was a response', async () => {
	const forged = { ...item, responded: false, resumed: true, reminder: {}, error: 'x', json: {} };
	const { workflowData } = await post({ item: forged, proof: PROOF });
	expect(workflowData![0]![0]!.json).toStrictEqual({
		responded: true,
		umid: UMID,
		event: 'surveyResponse',
		answers: { 'Full Name': 'John' },
	});
});

test.each([
	['another execution’s', proofFor('43')],
	['another node’s', proofFor('42', 'node-2')],
	['another key’s', proofFor('42', 'node-1', 'other')],
	['an empty key’s', proofFor('42', 'node-1', '')],
	['half a', PROOF.slice(0, 11)],
	['an empty', ''],
	['no', undefined],
	['a list as', [PROOF]],
])('%s proof leaves the execution waiting', async (_, proof) => {
	expect(await post({ item, proof })).toEqual(NOT_RESUMED);
});

test.each([
	['is gone', async () => await Promise.reject(new Error('no credential'))],
	['has no key', async () => await Promise.resolve({ apiKey: '' })],
])('a credential that %s leaves the execution waiting', async (_, getCredentials) => {
	for (const proof of [
		PROOF,
		proofFor('42', 'node-1', ''),
		proofFor('42', 'node-1', 'undefined'),
	]) {
		expect(await post({ item, proof }, { umid: UMID }, getCredentials)).toEqual(NOT_RESUMED);
	}
});

test.each([
	['another message', { item: { umid: 'another' }, proof: PROOF }],
	['no message', { item: {}, proof: PROOF }],
	['an item that is none', { item: UMID, proof: PROOF }],
	['an empty body', undefined],
	['null', null],
	['a list', [{ item: { umid: UMID }, proof: PROOF }]],
])('%s leaves the execution waiting', async (_, body) => {
	expect(await post(body)).toEqual(NOT_RESUMED);
});

test('an execution that parked no message is not resumed by a body without one', async () => {
	expect(await post({ item: {}, proof: PROOF }, {})).toEqual(NOT_RESUMED);
	expect(await post({ item: { umid: '' }, proof: PROOF }, { umid: '' })).toEqual(NOT_RESUMED);
});

test('no body whatever throws', async () => {
	await fc.assert(
		fc.asyncProperty(fc.anything(), fc.boolean(), async (body, wrapped) => {
			const posted = wrapped ? { item: body, proof: PROOF } : body;
			expect((await post(posted)).workflowData).toBeUndefined();
		}),
	);
});
