/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash, createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { until } from '../../harness/until';
import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { retryData } from './support/retryButton';
import {
	CONTINUE,
	PATIENT,
	run,
	simulator,
	skippedOne,
	smsTo,
	store,
	tickets,
	type Person,
} from './support/sendOnceRun';

/** Runs Send Once with a slow 8x8, and stops it when 8x8 has had so many requests. */
async function stopAfter(requests: number, all: Person[]): Promise<void> {
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
		node: CONTINUE,
	});
	await runWorkflow(workflow, { baseUrl: simulator.url }, async (stop) => {
		while (simulator.requests().length < requests) await new Promise((done) => setTimeout(done, 5));
		stop();
	});
	const areAllAnswered = () => simulator.requests().every(({ endedAt }) => endedAt !== undefined);
	await until('all are answered', areAllAnswered);
	await new Promise((done) => setTimeout(done, 200));
	simulator.setLatency(0);
}

test('Stop leaves nothing recorded that was not sent', async () => {
	const all = tickets(5);
	await stopAfter(2, all);
	const sent = simulator.messages().length;
	expect(sent).toBeLessThan(5);
	expect(store.entries()).toBe(sent);
	await run(all);
	expect(simulator.messages()).toHaveLength(5);
});

test('Stop while the second survey of an ID is under way: it counts as sent, and no later one goes out', async () => {
	const all = Array<Person>(5).fill(tickets(1)[0]!);
	simulator.addFault({ kind: 'badRequest' });
	await stopAfter(2, all);
	expect(store.entries()).toBe(1);
	const { output } = await run(all);
	expect(output).toMatchObject(all.map(skippedOne));
	expect(simulator.requests()).toHaveLength(2);
	expect(simulator.messages()).toHaveLength(1);
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

test.each(['send', 'sendBatch'])(
	'%s: nor with an ID that many items share, also when 8x8 refuses it again and again',
	async (operation) => {
		const [one, other] = tickets(2) as [Person, Person];
		const many = Array.from({ length: 60 }, (_, index) => (index % 2 ? one : other));
		simulator.addFault({ kind: 'rejected', match: { destination: one.phone }, times: Infinity });
		const options = { maxConcurrency: 2, batchSize: 2, ...PATIENT };
		const { output } = await run(many, { operation, options, node: CONTINUE });
		expect(output.filter(({ json }) => json.skipped)).toHaveLength(29);
		expect(output.filter(({ json }) => json.error)).toHaveLength(30);
		expect([one, other].map(smsTo)).toEqual([0, 1]);
		// To record, to take back, to cut down.
		expect(store.calls).toBe(3);
	},
);
