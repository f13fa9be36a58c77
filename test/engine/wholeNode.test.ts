import type { IDataObject } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const umid = '00000000-0000-4000-8000-000000000000';
const survey = { surveyId: 'nps', destination: '+6591234567', message: '{url}' };

/** What is wrong with the node as a whole, and how its error begins. */
const WRONG: Array<[string, IDataObject, Record<string, string>, RegExp]> = [
	['send without a key', { operation: 'send', ...survey }, { apiKey: ' ' }, /no API key/],
	['send to no address', { operation: 'send', ...survey }, { baseUrl: 'ftp://x' }, /base URL/],
	[
		'send with a wrong option',
		{ operation: 'send', ...survey, options: { timeout: -1 } },
		{},
		/^'Timeout/,
	],
	['two items that wait', { operation: 'sendAndWaitForResponse', ...survey }, {}, /takes one item/],
	[
		'get without a key',
		{ resource: 'message', operation: 'get', umid },
		{ apiKey: '' },
		/no API key/,
	],
	[
		'cancel without a key',
		{ resource: 'message', operation: 'cancel', umid },
		{ apiKey: '' },
		/no API key/,
	],
	[
		'webhooks without a key',
		{ resource: 'webhook', operation: 'getAll' },
		{ apiKey: '' },
		/no API key/,
	],
	[
		'send with an expression that n8n cannot read',
		{ operation: 'send', ...survey, surveyId: '={{{ 1 }}}' },
		{},
		/invalid syntax/,
	],
	[
		'get with an expression that n8n cannot read',
		{ resource: 'message', operation: 'get', umid: '={{{ 1 }}}' },
		{},
		/invalid syntax/,
	],
	['no such operation', { resource: 'survey', operation: 'fly' }, {}, /no operation "fly"/],
];

// n8n hands the input on as if all had gone well when a node throws under "Continue".
describe.each(WRONG)('%s', (_, parameters, credential, message) => {
	const items = people(2).map((phone) => ({ phone }));
	const run = async (onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput') =>
		await runWorkflow(surveyWorkflow({ items, parameters, node: { onError } }), {
			baseUrl: simulator.url,
			credential: { ...credential },
		});
	afterEach(() => expect(simulator.requests()).toEqual([]));

	test('Stop', async () => {
		const { error } = await run('stopWorkflow');
		expect(`${error?.message} ${error?.description}`).toMatch(
			new RegExp(message.source.replace('^', '')),
		);
		expect(error?.description).toBeTruthy();
	});

	test('Continue: every item fails', async () => {
		const { output } = await run('continueRegularOutput');
		expect(output).toHaveLength(2);
		output.forEach(({ json, error, pairedItem }, item) => {
			expect(Object.keys(json)).toEqual(['error', 'details']);
			expect(json.error).toMatch(message);
			expect(json.details).toBeTruthy();
			expect(error).toBeUndefined();
			expect(pairedItem).toEqual({ item });
		});
	});

	test('Continue (using error output): all come out there', async () => {
		const { output, errors } = await run('continueErrorOutput');
		expect(output).toEqual([]);
		expect(errors.map(({ json }) => json)).toEqual(
			items.map((item) => ({
				...item,
				error: expect.stringMatching(message),
				details: expect.any(String),
			})),
		);
	});
});

test('Send and Wait names the way round for many items', async () => {
	const { error } = await runWorkflow(
		surveyWorkflow({
			items: [{}, {}, {}],
			parameters: { operation: 'sendAndWaitForResponse', ...survey },
		}),
		{ baseUrl: simulator.url },
	);
	expect(error?.message).toBe(
		'Nothing was sent: Send and Wait for Response takes one item, and 3 came',
	);
	for (const step of [
		'Loop Over Items',
		'Execute Sub-workflow',
		'"Run once with all items"',
		'"Wait For Sub-Workflow Completion"',
	]) {
		expect(error?.description).toContain(step);
	}
});

describe('options', () => {
	const send = async (operation: string, options: IDataObject, items: IDataObject[] = [{}]) =>
		await runWorkflow(surveyWorkflow({ items, parameters: { operation, ...survey, options } }), {
			baseUrl: simulator.url,
		});

	test.each([
		['send', { batchSize: 0, waitLimit: 'x', unknown: '={{ $json.a.b.c }}' }],
		['send', { waitLimit: '={{ $("No such node").item.json.x }}' }],
		['sendBatch', { maxConcurrency: 0, waitLimit: -5 }],
		['sendAndWaitForResponse', { maxConcurrency: -1, batchSize: 1e9, sendOnce: true }],
	])('%s ignores what other operations left over: %j', async (operation, options) => {
		const { error } = await send(operation, options as IDataObject);
		expect(error).toBeUndefined();
		expect(simulator.messages()).toHaveLength(1);
	});

	test('send ignores a client batch ID that a batch left over', async () => {
		const { error } = await runWorkflow(
			surveyWorkflow({
				items: [{}],
				parameters: {
					operation: 'send',
					...survey,
					additionalFields: { clientBatchId: 'much longer than twenty characters' },
				},
			}),
			{ baseUrl: simulator.url },
		);
		expect(error).toBeUndefined();
	});

	test.each([
		[
			'send',
			{ maxConcurrency: 0 },
			"'Max Concurrency' is 0, but it must be a number from 1 to 200",
		],
		['send', { maxConcurrency: 201 }, "'Max Concurrency' is 201"],
		['send', { timeout: 'soon' }, '\'Timeout (Milliseconds)\' is "soon"'],
		['send', { timeout: 3e9 }, "'Timeout (Milliseconds)' is 3000000000"],
		[
			'send',
			{ rateLimitWait: -1 },
			"'Rate Limit Wait (Seconds)' is -1, but it must be a number of 0 or more",
		],
		[
			'sendBatch',
			{ batchSize: 10_001 },
			"'Batch Size' is 10001, but it must be a number from 1 to 10000",
		],
		['sendAndWaitForResponse', { waitLimit: 0 }, "'Wait Limit (Hours)' is 0"],
		['sendAndWaitForResponse', { waitLimit: -1 }, "'Wait Limit (Hours)' is -1"],
		['sendAndWaitForResponse', { waitLimit: 1e6 }, "'Wait Limit (Hours)' is 1000000"],
	])('%s refuses %j', async (operation, options, message) => {
		const { error } = await send(operation, options as unknown as IDataObject);
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/^(Change|Give) /);
		expect(simulator.requests()).toEqual([]);
	});

	test('an option may be an expression', async () => {
		simulator.addFault({ kind: 'rejected' });
		const { output, error } = await send(
			'send',
			{ onRejected: '={{ $json.how }}', timeout: '={{ 1000 * 5 }}', maxConcurrency: '={{ "3" }}' },
			[{ how: 'output' }],
		);
		expect(error).toBeUndefined();
		expect(output[0]!.json.status).toMatchObject({ code: 'REJECTED' });
	});
});
