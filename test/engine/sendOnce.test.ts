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
} from './support/sendOnceRun';
import { judge } from './support/verdict';

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
		expect(error?.description).toContain("Add 'Client Message ID' under 'Additional Fields'");
		expect(simulator.requests()).toEqual([]);
		expect(store.entries()).toBe(0);
	});

	test.each(['record', 'recorded'] as const)(
		'nothing is sent when the store fails (%s)',
		async (moment) => {
			store.fail(moment);
			const { error } = await run(tickets(3), { operation });
			expect(error?.message).toContain("n8n could not use its memory of what 'Send Once' has sent");
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
	expect(error?.message).toContain(`'Send Once' is "perhaps", but it must be true or false`);
	expect(simulator.requests()).toEqual([]);
});
