import { startSimulator, type Simulator } from '../../../simulator';
import { BATCH, call, survey, type Json } from './client';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.configure({ batchAnswer: {} });
});

const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ destination: `+65${90_000_000 + index}` }));
const template = { templateBody: 'Hi: {{url}}' };
const post = (body: unknown) => call(simulator, 'POST', BATCH, body);

test('answers with counts, and null messages unless they are asked for', async () => {
	const messages = [...numbers(2), { destination: '+6590555001' }];
	const { status, json } = await post({ messages, template, clientBatchId: 'b1' });
	expect(status).toBe(200);
	expect(json).toEqual({
		batchId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		clientBatchId: 'b1',
		acceptedCount: 2,
		rejectedCount: 1,
		messages: null,
	});
	expect(simulator.messages()).toHaveLength(2);
	expect(simulator.rejected()).toHaveLength(1);
});

test('gives each message a clientMessageId of the batch and its number, unless it has one', async () => {
	const messages = [{ ...numbers(1)[0], clientMessageId: 'mine' }, { destination: '+6598765432' }];
	const { json } = await post({
		messages,
		template,
		clientBatchId: 'b1',
		includeMessagesInResponse: true,
	});
	expect(json.messages.map((message: Json) => message.clientMessageId)).toEqual([
		'mine',
		'b1/+6598765432',
	]);
	expect(simulator.messages().map(({ batchId }) => batchId)).toEqual([json.batchId, json.batchId]);
});

test('lets a message’s own fields win over the template’s', async () => {
	const messages = [
		{ destination: '+6591234567', templateBody: 'Own {{url}}', source: 'Own' },
		{ destination: '+6591234568' },
	];
	await post({ messages, template: { templateBody: 'Shared {{url}}', source: 'Shared' } });
	expect(simulator.messages().map(({ text, source }) => [text.split(' ')[0], source])).toEqual([
		['Own', 'Own'],
		['Shared', 'Shared'],
	]);
});

test('shuffles the answer and leaves messages out of it when told', async () => {
	simulator.configure({ batchAnswer: { shuffle: true, leaveOut: [1] } });
	const messages = numbers(20);
	const { json } = await post({ messages, template, includeMessagesInResponse: true });
	const answered = json.messages.map(({ destination }: Json) => destination);
	const expected = messages.map(({ destination }) => destination).filter((_, index) => index !== 1);
	expect(answered).not.toEqual(expected);
	expect([...answered].sort()).toEqual(expected);
	expect(simulator.messages()).toHaveLength(20);
});

test('takes 10,000 messages, each with a link of its own', async () => {
	const { json } = await post({ messages: numbers(10_000), template });
	expect(json.acceptedCount).toBe(10_000);
	expect(new Set(simulator.messages().map(({ shortUrl }) => shortUrl)).size).toBe(10_000);
});

test.each<[string, unknown, number]>([
	['no messages', { template }, 3012],
	['an empty list', { messages: [], template }, 3012],
	['messages that are no list', { messages: {}, template }, 3012],
	['10,001 messages', { messages: numbers(10_001), template }, 3013],
	[
		'a clientBatchId of 21',
		{ messages: numbers(1), template, clientBatchId: 'a'.repeat(21) },
		3014,
	],
	['a wrong destination', { messages: [...numbers(1), { destination: 'Ann' }], template }, 1002],
	['a message that is no object', { messages: ['+6591234567'], template }, 3012],
	['no text anywhere', { messages: numbers(1) }, 1007],
	['a template without a text', { messages: numbers(1), template: { source: 'a' } }, 1007],
	['a sender ID of 17', { messages: [survey({ source: 'a'.repeat(17) })] }, 3011],
	[
		'a template sender ID of 17',
		{ messages: [survey()], template: { ...template, source: 'a'.repeat(17) } },
		3011,
	],
	['an unknown field', { messages: numbers(1), template, batch: 1 }, 1000],
	[
		'an unknown field in the template',
		{ messages: numbers(1), template: { ...template, url: 1 } },
		1000,
	],
	['an unknown field in a message', { messages: [survey({ to: 1 })] }, 1000],
	['a flag that is a string', { messages: [survey()], includeMessagesInResponse: 'true' }, 1000],
])('refuses %s whole', async (_name, body, code) => {
	const { status, json } = await post(body);
	expect([status, json.code]).toEqual([400, code]);
	expect(simulator.messages()).toEqual([]);
});

test('cancels a scheduled batch, and counts what it cancelled', async () => {
	const scheduled = new Date(Date.now() + 3_600_000).toISOString();
	const sent = await post({ messages: numbers(3), template: { ...template, scheduled } });
	const path = `/api/v1/subaccounts/demo_subaccount/messages/batch/${sent.json.batchId}`;
	expect((await call(simulator, 'DELETE', path)).json).toEqual({ cancelledCount: 3 });
	expect((await call(simulator, 'DELETE', path)).json).toEqual({ cancelledCount: 0 });
	expect(simulator.messages().map(({ state }) => state)).toEqual(Array(3).fill('cancelled'));
});
