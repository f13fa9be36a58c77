import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { readResponse } from '../../../nodes/EightByEightSmsEngage/api/response';
import { answered, executeContext } from '../../support/executeContext';

const KEY = 'k3y-Very$ecret+1';
const SECRET = 'Bearer w3bhook secret/77';
const ID = '7c0a5f9e-52b1-4a0d-9d55-8a8e8c0d1e88';

const survey = { surveyId: 'nps', destination: '+6590000001', message: '{url}' };
const OPERATIONS: IDataObject[] = [
	{ operation: 'send', ...survey },
	{ operation: 'send', ...survey, options: { onRejected: 'output' } },
	{ operation: 'sendBatch', ...survey },
	{ resource: 'message', operation: 'get', umid: ID },
	{ resource: 'message', operation: 'get', umid: ID, simplify: false },
	{ resource: 'message', operation: 'cancel', umid: ID },
	{ resource: 'message', operation: 'cancelBatch', batchId: ID },
	{ resource: 'message', operation: 'deletePersonalData', umid: ID },
	{ resource: 'webhook', operation: 'getAll' },
	{ resource: 'webhook', operation: 'delete', subAccountId: '*' },
	{
		resource: 'webhook',
		operation: 'set',
		subAccountId: '*',
		url: 'https://n8n.example/webhook/x',
		enabled: true,
	},
	{ resource: 'account', operation: 'check' },
];

/** What an answer may hold where a field is looked for: anything of JSON, the secrets too. */
const leaf = fc.oneof(
	fc.constantFrom<unknown>('REJECTED', 'QUEUED', '*', `You sent ${KEY}`, SECRET, 1e6, -1, 0, ''),
	fc.constantFrom<unknown>(null, true, { toString: 1 }, { length: 3 }, 'x'.repeat(20_000)),
	fc.json().map((text) => JSON.parse(text) as unknown),
);
const FIELDS = [
	...['umid', 'status', 'code', 'description', 'messages', 'message', 'batchId', 'errorId'],
	...['clientMessageId', 'destination', 'balance', 'currency', 'url', 'subAccountId', 'enabled'],
	...['httpAuthorization', 'oauth', 'cancelledCount', 'type', 'error', '__proto__', 'constructor'],
];
const { answer } = fc.letrec<{ answer: unknown; fields: unknown }>((tie) => ({
	fields: fc.dictionary(fc.constantFrom(...FIELDS), tie('answer'), { maxKeys: 8 }),
	answer: fc.oneof({ maxDepth: 4 }, leaf, tie('fields'), fc.array(tie('answer'), { maxLength: 3 })),
}));

async function everythingSaid(operation: IDataObject, status: number, body: unknown) {
	const { context } = executeContext({
		parameters: { resource: 'survey', ...operation },
		credential: { apiKey: KEY, webhookAuthorization: SECRET, accountId: ID },
		continueOnFail: true,
		answer: () => answered(status, body),
	});
	const own = {
		evaluateExpression: (expression: string) =>
			expression.includes('resumeUrl')
				? 'https://n8n.example/webhook-waiting/1'
				: context.evaluateExpression(expression, 0),
		getInstanceBaseUrl: () => 'https://n8n.example/',
	};
	const [items] = await new EightByEightSmsEngage().execute.call(
		Object.create(context, Object.getOwnPropertyDescriptors(own)) as IExecuteFunctions,
	);
	return items!.map(({ json }) => json);
}

test.each(OPERATIONS)(
	'%j: whatever 8x8 answers is an item, or an error in words',
	async (operation) => {
		await fc.assert(
			fc.asyncProperty(answer, fc.constantFrom(200, 200, 200, 400, 500), async (body, status) => {
				const items = await everythingSaid(operation, status, body);
				const said = JSON.stringify(items);
				// What JavaScript says of a value that is not what the code takes it for.
				expect(said).not.toMatch(/Cannot |is not a function|is not iterable|Invalid array/);
				if (status !== 200) {
					expect(said).not.toContain(KEY);
					expect(said).not.toContain('w3bhook');
					expect(said.length).toBeLessThan(5_000);
				}
			}),
			{ numRuns: 60 },
		);
	},
);

test.each([
	[99, undefined],
	[101, 'The response from 8x8 could not be read'],
])('an answer of %i levels', (levels, refusal) => {
	const body = `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
	const read = () => readResponse({ statusCode: 200, body, headers: {} }, []);
	if (refusal) expect(read).toThrow(refusal);
	else expect(read()).toHaveProperty('a');
});

test.each(OPERATIONS)('%j: a nested answer can still be saved', async (operation) => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const one = `{"umid":"u","batchId":"b","status":{"code":"QUEUED"},"x":${deep}}`;
	for (const body of [one, `[${one}]`, `{"batchId":"b","messages":[${one}]}`]) {
		const said = JSON.stringify(await everythingSaid(operation, 200, body));
		expect(said.length).toBeLessThan(5_000);
	}
});
