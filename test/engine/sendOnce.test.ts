/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash, createHmac } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { DedupeStore } from './support/dedupeStore';
import { runWorkflow, surveyWorkflow, type EngineRun } from './support/engine';
import { people } from './support/faults';
import { retryData } from './support/retryButton';
import { useSimulator } from './support/useSimulator';
import { judge } from './support/verdict';

const simulator = useSimulator();
let store: DedupeStore;
beforeAll(async () => {
	store = await DedupeStore.install();
});
beforeEach(() => {
	store.clear();
});

interface Person {
	phone: string;
	ticket?: string;
	survey?: string;
}
const tickets = (count: number): Person[] =>
	people(count).map((phone, index) => ({ phone, ticket: `t${index}` }));

const skippedOne = ({ phone, ticket }: Person) => ({
	json: { clientMessageId: ticket, destination: phone, surveyId: 'nps', skipped: true },
});

async function run(
	items: Person[],
	{
		operation = 'send',
		options = {},
		node = {},
		data,
		workflowId = 'workflow',
	}: {
		operation?: string;
		options?: IDataObject;
		node?: Partial<INode>;
		data?: ReturnType<typeof retryData>;
		workflowId?: string;
	} = {},
): Promise<EngineRun> {
	const workflow = surveyWorkflow({
		items: items.map((item) => ({ survey: 'nps', ...item })),
		parameters: {
			operation,
			// A plain field: n8n's engine would take most of the time for thousands of items.
			surveyId: '={{ $json.survey }}',
			destination: '={{ $json.phone }}',
			message: 'How did we do? {url}',
			additionalFields: { clientMessageId: '={{ $json.ticket }}' },
			options: {
				sendOnce: true,
				rateLimitWait: 0,
				timeout: 300,
				maxConcurrency: 1,
				onRejected: 'error',
				...options,
			},
		},
		node,
	});
	workflow.id = workflowId;
	return await runWorkflow(workflow, { baseUrl: simulator.url, data });
}
/** Large batches take their time on a busy machine. */
const PATIENT = { timeout: 25_000 };
const CONTINUE = { onError: 'continueRegularOutput' as const };

describe.each(['send', 'sendBatch'])('%s', (operation) => {
	test('a later execution sends only what is new', async () => {
		const all = tickets(5);
		await run(all.slice(0, 3), { operation, options: PATIENT });
		const { output } = await run(all, { operation, options: PATIENT });
		expect(output.slice(0, 3)).toMatchObject(all.slice(0, 3).map(skippedOne));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(all.map((_, item) => ({ item })));
		expect(simulator.messages().map(({ destination }) => destination)).toEqual(
			all.map(({ phone }) => phone),
		);
	});

	test('the same key in one run is sent once, another survey of the same key is sent', async () => {
		const [phone] = people(1) as [string];
		const { output } = await run(
			[
				{ phone, ticket: 'a' },
				{ phone, ticket: 'a' },
				{ phone, ticket: 'a', survey: 'csat' },
			],
			{ operation },
		);
		expect(output[1]).toMatchObject(skippedOne({ phone, ticket: 'a' }));
		expect(simulator.messages().map(({ surveyId }) => surveyId)).toEqual(['nps', 'csat']);
	});

	test.each([
		['rejected', { kind: 'rejected' }],
		['refused', { kind: 'badRequest' }],
		['past the rate limit', { kind: 'rateLimit' }],
		['without access', { kind: 'forbidden' }],
	] as const)('what was %s is sent by a later execution', async (_, fault) => {
		const all = tickets(3);
		simulator.addFault({ ...fault, times: Infinity });
		const { output } = await run(all, { operation, node: CONTINUE });
		expect(output.every(({ json }) => json.error)).toBe(true);
		expect(store.entries()).toBe(0);

		simulator.clearFaults();
		await run(all, { operation });
		expect(simulator.messages()).toHaveLength(3);
	});

	test('the first of a key failed for certain: the second one in the run is sent', async () => {
		const [phone] = people(1) as [string];
		simulator.addFault({ kind: 'badRequest' });
		const { output } = await run(
			[
				{ phone, ticket: 'a' },
				{ phone, ticket: 'a' },
			],
			{ operation, node: CONTINUE },
		);
		expect(output.map(({ json }) => json.error !== undefined)).toEqual([true, false]);
		expect(simulator.messages()).toHaveLength(1);
	});

	test.each(['before', 'after'] as const)(
		'"may have been sent" counts as sent (connection broke %s it was taken)',
		async (when) => {
			const all = tickets(1);
			simulator.addFault({ kind: 'reset', when });
			const first = await run(all, { operation });
			expect(JSON.stringify(first.error)).toContain('may have been sent');
			const { output } = await run(all, { operation });
			expect(output).toMatchObject([skippedOne(all[0]!)]);
			expect(simulator.requests()).toHaveLength(1);
		},
	);

	test('Retry On Fail and the Retry button send what failed, once', async () => {
		const all = tickets(6);
		simulator.addFault({ kind: 'unauthorized', skip: operation === 'send' ? 2 : 0, times: 4 });
		const settings = { operation, options: { batchSize: 2 } };
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const first = await run(all, { ...settings, node });
		expect(first.error).toBeDefined();
		const second = await run(all, { ...settings, data: retryData(first) });
		expect(second.error).toBeDefined();
		const third = await run(all, { ...settings, data: retryData(second) });
		judge(
			simulator,
			all.map(({ phone }) => phone),
			third,
		);
		expect(third.error).toBeUndefined();
		expect(simulator.messages()).toHaveLength(6);
	});

	test('a retry does not send what an earlier try skipped, although the store has forgotten it', async () => {
		const [first, third] = people(2) as [string, string];
		const items = [
			{ phone: first, ticket: 'a' },
			{ phone: first, ticket: 'a' },
			{ phone: third, ticket: 'b' },
		];
		simulator.addFault({ kind: 'rejected', match: { destination: third }, times: Infinity });
		const failed = await run(items, { operation });
		expect(failed.error).toBeDefined();
		store.clear();
		await run(items, { operation, data: retryData(failed) });
		expect(simulator.messages().map(({ destination }) => destination)).toEqual([first]);
	});

	test('without a client message ID nothing is sent, and the field is named', async () => {
		const [phone] = people(1) as [string];
		const { error } = await run([...tickets(1), { phone }], { operation });
		expect(error?.message).toContain("'Send Once' needs a client message ID");
		expect(simulator.requests()).toEqual([]);
		expect(store.entries()).toBe(0);
	});

	test.each(['record', 'recorded'] as const)(
		'nothing is sent when the store fails (%s)',
		async (moment) => {
			store.fail(moment);
			const { error } = await run(tickets(3), { operation });
			expect(error?.message).toContain('n8n could not use its memory of what Send Once has sent');
			expect(error?.description).toContain('database is locked');
			expect(simulator.requests()).toEqual([]);
		},
	);

	test('a store that fails after sending changes no outcome, and failed items say that they count as sent', async () => {
		const all = tickets(2);
		simulator.addFault({ kind: 'rejected', match: { destination: all[1]!.phone } });
		store.fail('remove');
		const { output } = await run(all, { operation, node: CONTINUE });
		expect(output[0]!.json.umid).toBe(simulator.messages()[0]!.umid);
		expect(output[1]!.json.error).toContain('8x8 rejected the survey');
		expect(output[1]!.json.details).toContain('there it counts as sent');
	});

	test('a workflow that was never saved has no memory, so nothing is sent', async () => {
		const { error } = await run(tickets(1), { operation, workflowId: '' });
		expect(error?.description).toContain('Save the workflow');
		expect(simulator.requests()).toEqual([]);
	});
});

test('Stop leaves nothing recorded that was not sent', async () => {
	const all = tickets(5);
	simulator.setLatency(50);
	const workflow = surveyWorkflow({
		items: all as unknown as IDataObject[],
		parameters: {
			operation: 'send',
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: '{url}',
			additionalFields: { clientMessageId: '={{ $json.ticket }}' },
			options: { sendOnce: true, maxConcurrency: 1 },
		},
	});
	await runWorkflow(workflow, { baseUrl: simulator.url }, async (stop) => {
		while (simulator.requests().length < 2) await new Promise((done) => setTimeout(done, 5));
		stop();
	});
	await new Promise((done) => setTimeout(done, 200));
	simulator.setLatency(0);
	const sent = simulator.messages().length;
	expect(sent).toBeLessThan(5);
	expect(store.entries()).toBe(sent);
	await run(all);
	expect(simulator.messages()).toHaveLength(5);
});

test('many items take a time that grows with their number alone', async () => {
	const count = 4_000;
	const started = Date.now();
	const [phone] = people(1) as [string];
	const items = Array.from({ length: count }, (_, index) => ({ phone, ticket: `${index % 2000}` }));
	const { error, output } = await run(items, { operation: 'sendBatch', options: PATIENT });
	expect(error).toBeUndefined();
	expect(output.filter(({ json }) => json.skipped)).toHaveLength(count / 2);
	expect(Date.now() - started).toBeLessThan(20_000);
});

describe('a memory that is full', () => {
	const phone = people(1)[0]!;
	const list = (from: number, count: number) =>
		Array.from({ length: count }, (_, index) => ({ phone, ticket: `list-${from + index}` }));
	const batch = { operation: 'sendBatch', options: { batchSize: 2_000, ...PATIENT } };
	const smsOf = async (items: Person[], options: Parameters<typeof run>[1] = batch) => {
		const before = simulator.messages().length;
		const result = await run(items, options);
		return { ...result, sms: simulator.messages().length - before };
	};

	test('forgets nothing that the same run asks for', async () => {
		const slices = { operation: 'sendBatch', options: { batchSize: 50, ...PATIENT } };
		expect((await smsOf(list(0, 10_050))).sms).toBe(10_050);
		expect(store.entries()).toBe(10_000);
		// Only the oldest 50 were forgotten.
		expect((await smsOf(list(0, 10_050), slices)).sms).toBe(50);
		expect(store.entries()).toBe(10_000);
	});

	test('forgets nothing for surveys that were not sent', async () => {
		await smsOf(list(0, 10_000));
		simulator.addFault({ kind: 'unauthorized', times: Infinity });
		expect((await smsOf(list(20_000, 4_000))).sms).toBe(0);
		simulator.clearFaults();
		expect((await smsOf(list(0, 10_000))).sms).toBe(0);
	});
});

const smsTo = ({ phone }: Person) =>
	simulator.messages().filter(({ destination }) => destination === phone).length;

test('what n8n could not take out of the memory is sent by a retry of the same execution', async () => {
	const all = tickets(2);
	simulator.addFault({ kind: 'rejected', match: { destination: all[0]!.phone } });
	store.fail('remove');
	const first = await run(all, {});
	expect(first.error).toBeDefined();
	store.fail(undefined);
	const again = await run(all, { data: retryData(first) });
	expect(again.error).toBeUndefined();
	expect(again.output.filter(({ json }) => json.skipped)).toEqual([]);
	expect(all.map(smsTo)).toEqual([1, 1]);
});

describe('when n8n lost its answer to what was recorded', () => {
	test('a retry neither sends again what an earlier execution sent, nor drops the others', async () => {
		const [before, fresh] = tickets(2) as [Person, Person];
		await run([before]);
		store.fail('recorded');
		const options = { maxConcurrency: 2 };
		const first = await run([before, fresh], { options });
		expect(first.error).toBeDefined();
		store.fail(undefined);
		const again = await run([before, fresh], { options, data: retryData(first) });
		expect(smsTo(before)).toBe(1);
		expect(again.error?.message).toContain('Whether this survey was sent before is not known');
		expect(again.error?.description).toMatch(/Message → Get Many: its client message ID is t0\b/);
	});

	test('a retry skips what was sent before and sends what was not, where nothing was recorded', async () => {
		const [fresh] = tickets(1) as [Person];
		store.fail('record');
		const first = await run([fresh]);
		store.fail(undefined);
		expect((await run([fresh], { data: retryData(first) })).error).toBeUndefined();
		expect(smsTo(fresh)).toBe(1);
	});
});

test('taken back, then sent by another execution: the Retry button does not send it again', async () => {
	const all = tickets(2);
	simulator.addFault({ kind: 'rejected', match: { destination: all[0]!.phone } });
	const first = await run(all);
	expect(first.error).toBeDefined();
	await run(all);
	expect(all.map(smsTo)).toEqual([1, 1]);
	await run(all, { data: retryData(first) });
	expect(all.map(smsTo)).toEqual([1, 1]);
});

test('left in the memory, taken back by a retry, then sent by another execution: once', async () => {
	const all = tickets(1);
	simulator.addFault({ kind: 'rejected', times: 2 });
	store.fail('remove');
	const first = await run(all);
	store.fail(undefined);
	const second = await run(all, { data: retryData(first) });
	expect(second.error).toBeDefined();
	await run(all);
	await run(all, { data: retryData(second) });
	expect(all.map(smsTo)).toEqual([1]);
});

test('a batch that the one before it kept back does not count as sent', async () => {
	const all = tickets(4);
	simulator.addFault({ kind: 'unauthorized', match: { destination: all[0]!.phone } });
	const items = all.map((person, index) => ({ ...person, survey: index < 2 ? 'nps' : 'csat' }));
	const first = await run(items, { operation: 'sendBatch' });
	expect(first.error).toBeDefined();
	expect(simulator.requests()).toHaveLength(1);
	const again = await run(items, { operation: 'sendBatch', data: retryData(first) });
	expect(again.error).toBeUndefined();
	expect(again.output.filter(({ json }) => json.skipped)).toEqual([]);
	expect(all.map(smsTo)).toEqual([1, 1, 1, 1]);
});

test.each(['send', 'sendBatch'])(
	'%s: one ID for several numbers is a mistake, so that none of them gets an SMS',
	async (operation) => {
		const [one, two, other] = people(3) as [string, string, string];
		const items = [
			{ phone: one, ticket: 'ticket-' },
			{ phone: other, ticket: 'ticket-7' },
			{ phone: two, ticket: 'ticket-' },
		];
		const { output } = await run(items, { operation, node: CONTINUE });
		expect(simulator.messages().map(({ destination }) => destination)).toEqual([other]);
		expect(output.map(({ json }) => json.error)).toEqual([
			`'Client Message ID' is "ticket-" for 2 different phone numbers`,
			undefined,
			`'Client Message ID' is "ticket-" for 2 different phone numbers`,
		]);

		const stopped = await run(items, { operation });
		expect(stopped.error?.message).toContain('Nothing was sent: 2 of 3 items are wrong');
		expect(simulator.messages()).toHaveLength(1);
	},
);

test("n8n's database holds nothing that a list of IDs could be compared with", async () => {
	const all = tickets(2);
	const record = jest.spyOn(store, 'checkProcessedAndRecord');
	await run(all);
	const recorded = record.mock.calls.flatMap(([keys]) => keys.map(String));
	record.mockRestore();
	expect(recorded).toHaveLength(2);
	const guesses = all.flatMap(({ ticket }) =>
		[ticket!, JSON.stringify(['nps', ticket])].flatMap((text) => [
			text,
			createHash('sha256').update(text).digest('base64url'),
			createHmac('sha256', '').update(text).digest('base64url'),
		]),
	);
	expect(guesses.filter((guess) => recorded.includes(guess))).toEqual([]);
});

test('the number of writes to the database does not grow with the items', async () => {
	const many = tickets(500);
	await run(many, { options: { maxConcurrency: 5, ...PATIENT } });
	expect(simulator.messages()).toHaveLength(500);
	// A slice is recorded in one; cutting the store down is another.
	expect(store.calls).toBeLessThanOrEqual(41);
});

test.each([
	['true', 1],
	['false', 2],
])('Send Once as the text "%s" counts as that', async (sendOnce, sms) => {
	const all = tickets(1);
	await run(all, { options: { sendOnce } });
	await run(all, { options: { sendOnce } });
	expect(simulator.messages()).toHaveLength(sms);
});

test('Send Once that is neither yes nor no is refused before anything is sent', async () => {
	const { error } = await run(tickets(1), { options: { sendOnce: 'perhaps' } });
	expect(error?.message).toContain("'Send Once' is perhaps, but it must be true or false");
	expect(simulator.requests()).toEqual([]);
});
