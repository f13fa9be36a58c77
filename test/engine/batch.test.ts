import type { IDataObject, INode } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';
import { judge } from './support/verdict';

const simulator = useSimulator();
beforeEach(() => {
	simulator.configure({ batchAnswer: { shuffle: false, leaveOut: [] } });
});

interface BatchBody {
	clientBatchId?: string;
	template?: Record<string, unknown>;
	messages: Array<Record<string, unknown>>;
	includeMessagesInResponse?: boolean;
}
const bodies = () => simulator.requests().map(({ body }) => body as BatchBody);

const run = async (
	items: IDataObject[],
	parameters: IDataObject = {},
	node: Partial<INode> = {},
	baseUrl = simulator.url,
) =>
	await runWorkflow(
		surveyWorkflow({
			items,
			parameters: {
				operation: 'sendBatch',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				message: 'How did we do? {url}',
				...parameters,
			},
			node,
		}),
		{ baseUrl, executionId: '77' },
	);
const withPhones = (phones: string[]): IDataObject[] => phones.map((phone) => ({ phone }));

test('25,000 items are three requests, and each comes out at its place', async () => {
	const phone = people(1)[0]!;
	const items = Array.from({ length: 25_000 }, () => ({}));
	const { output } = await run(items, { destination: phone });
	expect(bodies().map(({ messages }) => messages.length)).toEqual([10_000, 10_000, 5_000]);
	const byId = new Map(simulator.messages().map((sent) => [sent.clientMessageId, sent.umid]));
	expect(byId.size).toBe(25_000);
	const wrong = output.filter(
		({ json, pairedItem }, index) =>
			json.umid !== byId.get(`n8n-77-0-${index}`) ||
			(pairedItem as { item: number }).item !== index,
	);
	expect(output).toHaveLength(25_000);
	expect(wrong).toEqual([]);
});

test('each message has its batch in the output; what all share is said once', async () => {
	const phones = people(2);
	const additionalFields = { source: 'Shop', clientBatchId: 'march' };
	const { output } = await run(withPhones(phones), { additionalFields });
	expect(bodies()).toEqual([
		{
			clientBatchId: 'march',
			includeMessagesInResponse: true,
			template: { templateBody: 'How did we do? {{url}}', source: 'Shop' },
			messages: phones.map((destination, index) => ({
				destination,
				clientMessageId: `n8n-77-0-${index}`,
			})),
		},
	]);
	const { batchId } = simulator.messages()[0]!;
	expect(output.map(({ json }) => json)).toEqual(
		simulator.messages().map(({ umid, destination, clientMessageId }) => ({
			umid,
			destination,
			clientMessageId,
			status: { code: 'QUEUED', description: expect.any(String) },
			encoding: expect.any(String),
			surveyId: 'nps',
			batchId,
			clientBatchId: 'march',
		})),
	);
});

test('each recipient gets what the own item says', async () => {
	const phones = people(6);
	const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
	const own = [
		{ text: 'One {url}', from: 'ShopA', when: soon(60), survey: 'nps' },
		{ text: 'Two {url}', from: 'ShopA', when: soon(60), survey: 'nps' },
		{ text: 'One {url}', from: 'ShopB', when: soon(90), survey: 'nps' },
		{ text: 'One {url}', from: '', when: '', survey: 'csat' },
		{ text: 'One {url}', from: '', when: '', survey: 'csat' },
		{ text: 'One {url}', from: 'ShopA', when: '', survey: 'csat' },
	];
	const items = own.map((settings, index) => ({ ...settings, phone: phones[index] }));
	const { error } = await run(items, {
		surveyId: '={{ $json.survey }}',
		message: '={{ $json.text }}',
		additionalFields: { source: '={{ $json.from }}', scheduled: '={{ $json.when }}' },
	});
	expect(error).toBeUndefined();
	const sent = new Map(simulator.messages().map((message) => [message.destination, message]));
	items.forEach(({ phone, text, from, when, survey }) => {
		const { templateBody, source, scheduled, surveyId } = sent.get(phone!)!;
		expect([templateBody, source, surveyId]).toEqual([
			text.replace('{url}', '{{url}}'),
			from || null,
			survey,
		]);
		expect(scheduled === null ? '' : Date.parse(scheduled)).toBe(
			when && Math.ceil(Date.parse(when) / 1000) * 1000,
		);
	});
});

test('answers are matched by client message ID: shuffled, and some left out', async () => {
	const phones = people(30);
	simulator.configure({ batchAnswer: { shuffle: true, leaveOut: [3, 17] } });
	const { output } = await run(withPhones(phones), {}, { onError: 'continueRegularOutput' });
	const umids = new Map(simulator.messages().map(({ destination, umid }) => [destination, umid]));
	output.forEach(({ json, pairedItem }, index) => {
		if (index === 3 || index === 17) {
			expect(json).toEqual({
				error: "8x8's response to the batch leaves this survey out. The survey may have been sent",
				details: expect.stringContaining(
					`Message → Get Many whether it went out: its client message ID is n8n-77-0-${index}.`,
				),
			});
			expect(pairedItem).toEqual({ item: index });
		} else {
			expect(json.umid).toBe(umids.get(phones[index]!));
		}
	});
});

test('a message that the answer leaves out is not sent again by a retry', async () => {
	const phones = people(4);
	simulator.configure({ batchAnswer: { leaveOut: [0] } });
	const node = { retryOnFail: true, waitBetweenTries: 1 };
	const { error } = await run(withPhones(phones), {}, node);
	expect(simulator.requests()).toHaveLength(1);
	expect(error?.context).toMatchObject({
		sent: simulator
			.messages()
			.slice(1)
			.map(({ umid }, index) => ({ itemIndex: index + 1, umid })),
	});
});

test('two items with the same client message ID go into different requests', async () => {
	const phones = people(4);
	const ids = ['a', 'b', 'a', 'a'];
	const { output } = await run(
		phones.map((phone, index) => ({ phone, id: ids[index] })),
		{ additionalFields: { clientMessageId: '={{ $json.id }}' } },
	);
	expect(bodies().map(({ messages }) => messages.length)).toEqual([2, 1, 1]);
	const umids = new Map(simulator.messages().map(({ destination, umid }) => [destination, umid]));
	expect(output.map(({ json }) => json.umid)).toEqual(phones.map((phone) => umids.get(phone)));
});

test("a user's ID that looks like the node's own is told apart", async () => {
	const phones = people(2);
	const items = [{ phone: phones[0], id: 'n8n-77-0-1' }, { phone: phones[1] }];
	const { output } = await run(items, {
		additionalFields: { clientMessageId: '={{ $json.id }}' },
	});
	const umids = new Map(simulator.messages().map(({ destination, umid }) => [destination, umid]));
	expect(output.map(({ json }) => json.umid)).toEqual(phones.map((phone) => umids.get(phone)));
});

describe('a later chunk fails', () => {
	const phones = people(9);
	const options = { options: { batchSize: 3, onRejected: 'error' } };

	test('under Continue every item has its own outcome, and no chunk follows', async () => {
		simulator.addFault({ kind: 'serverError', skip: 1 });
		const { output } = await run(withPhones(phones), options, {
			onError: 'continueRegularOutput',
		});
		expect(simulator.requests()).toHaveLength(2);
		expect(output.map(({ json }) => json.umid !== undefined)).toEqual([
			...[true, true, true],
			...[false, false, false, false, false, false],
		]);
		expect(output[3]!.json.error).toBe(
			'Something went wrong at 8x8 (8x8 code 2000). The survey may have been sent',
		);
		expect(output[3]!.json.details).toMatch(/ 8x8 says: ".+" Code: 2000\. Error ID: \S+$/);
		expect(output[6]!.json.error).toMatch(/^Not sent, because another item failed: /);
	});

	test('under Stop the error tells what had gone out', async () => {
		simulator.addFault({ kind: 'serverError', skip: 1 });
		const { error } = await run(withPhones(phones), options);
		const umids = simulator
			.messages()
			.slice(0, 3)
			.map(({ umid }) => umid);
		expect(error?.message).toContain('6 of 9 surveys failed');
		expect(error?.message).toContain('3 may have been sent');
		for (const umid of umids) expect(error?.description).toContain(umid);
		expect(error?.context?.sent).toEqual(umids.map((umid, itemIndex) => ({ itemIndex, umid })));
	});

	test('a chunk that 8x8 refuses does not keep the others back', async () => {
		const own = people(9);
		simulator.addFault({ kind: 'badRequest', skip: 1, code: 1007 });
		const result = await run(withPhones(own), options, { onError: 'continueRegularOutput' });
		expect(simulator.requests()).toHaveLength(3);
		judge(simulator, own, result);
		expect(simulator.messages()).toHaveLength(6);
	});
});

test('a batch that 8x8 refuses because of one number goes out without that one', async () => {
	const phones = people(9);
	simulator.addFault({
		kind: 'badRequest',
		code: 1002,
		times: Infinity,
		match: { destination: phones[4] },
	});
	const result = await run(withPhones(phones), {}, { onError: 'continueRegularOutput' });
	judge(simulator, phones, result);
	expect(simulator.messages()).toHaveLength(8);
	expect(result.output.map(({ json }) => json.error)).toEqual(
		phones.map((_, index) => (index === 4 ? expect.stringContaining('phone number') : undefined)),
	);
});

test('a rejected message is an ordinary item, unless the user wants an error', async () => {
	const phones = people(2);
	const reject = () => simulator.addFault({ kind: 'rejected', match: { destination: phones[0] } });
	reject();
	const { output } = await run(withPhones(phones));
	expect(output.map(({ json }) => (json.status as IDataObject).code)).toEqual([
		'REJECTED',
		'QUEUED',
	]);
	reject();
	const { error } = await run(withPhones(phones), { options: { onRejected: 'error' } });
	expect(error?.message).toContain(
		'1 of 2 surveys failed. Item 0 (the 1st): 8x8 rejected the survey',
	);
});

test('what is not sent any more after a refused batch does not blame its numbers', async () => {
	const phones = people(10);
	simulator.addFault({ kind: 'badRequest', code: 1002, match: { destination: phones[9] } });
	simulator.addFault({ kind: 'unauthorized', match: { destination: phones[0] } });
	const continued = await run(withPhones(phones), {}, { onError: 'continueRegularOutput' });
	judge(simulator, phones, continued);
	const errors = continued.output.map(({ json }) => String(json.error));
	expect(errors.slice(0, 5).every((error) => error.includes('API key'))).toBe(true);
	for (const error of errors.slice(5)) {
		expect(error).toMatch(/^Not sent, because another item failed: 8x8 does not know the API key/);
	}
});
