import type { IDataObject, INode } from 'n8n-workflow';

import { DedupeStore } from './support/dedupeStore';
import { runWorkflow, SURVEY_NODE, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

interface Given {
	items?: IDataObject[];
	parameters?: IDataObject;
	node?: Partial<INode>;
}

/** What n8n shows over the survey node's output. */
async function hints({ items, parameters = {}, node }: Given): Promise<string[]> {
	const workflow = surveyWorkflow({
		items: items ?? people(3).map((phone) => ({ phone, name: 'Ann' })),
		parameters: {
			operation: 'send',
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: 'How did we do? {url}',
			...parameters,
		},
		...(node && { node }),
	});
	const { run } = await runWorkflow(workflow, { baseUrl: simulator.url });
	const shown = run.data.resultData.runData[SURVEY_NODE]?.at(-1)?.hints ?? [];
	return shown.map(({ message }) => message);
}
const CONTINUE = { onError: 'continueRegularOutput' as const };
const ERROR_OUTPUT = { onError: 'continueErrorOutput' as const };

const againFor = (sent: string) =>
	`${sent}, so send only the others. 'Send Once' prevents that, but knows only what was sent with it on.`;

test('none, when all went well', async () => {
	expect(await hints({})).toEqual([]);
});

describe('surveys that were not sent', () => {
	test('Continue: where they are, and which setting tells whose they are', async () => {
		simulator.addFault({ kind: 'badRequest' });
		expect(await hints({ node: CONTINUE })).toEqual([
			`1 of 3 surveys was not sent. Its item has a field "error": search the output for it. With 'On Error' on the Settings tab set to "Continue (using error output)", it comes out on a tab of its own with its fields, to be corrected and sent.`,
			againFor('2 surveys were sent: executing again sends a second SMS for each of them'),
		]);
		simulator.addFault({ kind: 'badRequest', times: 2 });
		expect(await hints({ node: CONTINUE })).toEqual([
			`2 of 3 surveys were not sent. Their items have a field "error": search the output for it. With 'On Error' on the Settings tab set to "Continue (using error output)", they come out on a tab of their own with their fields, to be corrected and sent.`,
			againFor('1 survey was sent: executing again sends a second SMS for it'),
		]);
	});

	test('Continue (using error output): they are on the other tab', async () => {
		simulator.addFault({ kind: 'badRequest', times: 2 });
		expect(await hints({ node: ERROR_OUTPUT })).toEqual([
			'2 of 3 surveys were not sent. They are on the tab "Error Branch" with their fields, to be corrected and sent.',
			expect.stringContaining('1 survey was sent'),
		]);
	});

	test('none was sent, so nothing goes out twice', async () => {
		simulator.addFault({ kind: 'badRequest', times: 3 });
		expect(await hints({ node: ERROR_OUTPUT })).toEqual([
			expect.stringContaining('3 of 3 surveys were not sent'),
		]);
	});

	test.each([
		[1, 0, '1 of 3 surveys failed, and it may have been sent'],
		[2, 0, '2 of 3 surveys failed, and they may have been sent'],
		[1, 1, '2 of 3 surveys failed, and 1 of them may have been sent'],
	])('%i may have been sent, %i certainly was not', async (unknown, unsent, begins) => {
		const phones = people(3);
		const items = phones.map((phone, index) => ({ phone: index < unsent ? '+1' : phone }));
		const doubtful = phones.slice(unsent, unsent + unknown);
		for (const destination of doubtful)
			simulator.addFault({ kind: 'unreadable', match: { destination } });
		const [what, again] = await hints({ items, node: ERROR_OUTPUT });
		expect(what).toContain(`${begins}: before you send again, find out with Message → Get Many.`);
		expect(what).toMatch(/"Error Branch" with (its|their) fields\.$/);
		expect(again).toContain(`${3 - unknown - unsent} survey`);
	});

	test('Send Once: executing again sends nothing twice, so no hint warns of it', async () => {
		await DedupeStore.install();
		simulator.addFault({ kind: 'badRequest' });
		const parameters = {
			additionalFields: { clientMessageId: '=hint-{{ $json.phone }}' },
			options: { sendOnce: true },
		};
		expect(await hints({ parameters, node: CONTINUE })).toEqual([
			expect.stringContaining('1 of 3 surveys was not sent'),
		]);
	});
});

test('surveys that 8x8 rejected, as ordinary items', async () => {
	const items = people(3).map((phone) => ({ phone }));
	simulator.addFault({ kind: 'rejected', match: { destination: items[0]!.phone } });
	expect(await hints({ items, parameters: { operation: 'sendBatch' } })).toEqual([
		'8x8 rejected 1 of 3 surveys. Search the output for REJECTED.',
		againFor('2 surveys were sent: executing again sends a second SMS for each of them'),
	]);
});

test.each([
	['a'.repeat(139), []],
	['a'.repeat(140), ['Each survey takes 2 SMS or more']],
	['ж'.repeat(60), ['Each survey takes 2 SMS or more']],
])('a text that takes several SMS, with its link', async (text, expected) => {
	const shown = await hints({ parameters: { message: `${text.slice(0, -1)} {url}` } });
	expect(shown).toEqual(expected.map((start) => expect.stringContaining(start)));
});

test.each([
	['send', 200, 1],
	['send', 199, 0],
	['sendBatch', 200, 0],
])('%s of %i items', async (operation, count, shown) => {
	const items = people(count).map((phone) => ({ phone }));
	const found = await hints({ items, parameters: { operation } });
	expect(found.filter((hint) => hint.includes('Send Batch is faster'))).toHaveLength(shown);
});

test('what was not sent is in no count of requests', async () => {
	const items = people(200).map((phone) => ({ phone }));
	simulator.addFault({ kind: 'badRequest' });
	const found = await hints({ items, node: CONTINUE });
	expect(found).toEqual([
		expect.stringContaining('1 of 200 surveys was not sent'),
		expect.stringContaining('199 surveys were sent'),
	]);
});

test('of many texts only the first are counted, and the hint says so', async () => {
	const items = people(51).map((phone, index) => ({
		phone,
		text: index < 50 ? 'ж'.repeat(60) : '',
	}));
	const parameters = { message: '{text}{url}', variablesMode: 'inputFields' };
	expect(await hints({ items, parameters })).toEqual([
		expect.stringContaining('Each of the first 50 surveys takes 2 SMS or more'),
	]);
});

test.each([
	['ticket-', 1],
	['=ticket-{{ $json.phone }}', 0],
])('the client message ID %s', async (clientMessageId, shown) => {
	const found = await hints({ parameters: { additionalFields: { clientMessageId } } });
	expect(found.filter((hint) => hint.includes('the same client message ID'))).toHaveLength(shown);
});

test.each([
	'=Hi {{ $json.name }}, how did we do? {url}',
	'=Hi {{ $json["name"] }}, how did we do? {url}',
])('an expression whose field some items lack: %s', async (message) => {
	const [first, second, third] = people(3) as [string, string, string];
	const items = [{ phone: first, name: 'Ann' }, { phone: second }, { phone: third, name: ' ' }];
	expect(await hints({ items, parameters: { message } })).toEqual([
		`'Message' takes the field "name" from each item, and 2 of 3 items have none: their text has a gap. For a text to use instead, write {{ $json.name || 'there' }}.`,
	]);
	expect(await hints({ items: items.slice(0, 2), parameters: { message } })).toEqual([
		expect.stringContaining('1 of 2 items has none: its text has a gap.'),
	]);
});

test('a field that cannot become a text fails its own item and hides nothing that was sent', async () => {
	const [first, second] = people(2) as [string, string];
	const { output, error } = await runWorkflow(
		surveyWorkflow({
			items: [
				{ phone: first, name: 'Ann' },
				{ phone: second, name: { toString: 'x' } },
			],
			parameters: {
				operation: 'send',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				message: '=Hi {{ $json.name }}, how did we do? {url}',
			},
			node: CONTINUE,
		}),
		{ baseUrl: simulator.url },
	);
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => typeof json.umid)).toEqual(['string', 'undefined']);
	expect(simulator.messages()).toHaveLength(1);
});

test('text that sticks to the link', async () => {
	expect(await hints({ parameters: { message: 'How did we do? {url}Thanks!' } })).toEqual([
		expect.stringMatching(
			/between the link and the text: \{url\}Thanks!\. .* on both sides of \{url\}\.$/,
		),
	]);
});

test('braces that the customer reads', async () => {
	const message = 'You paid {50%} of {Price (EUR)} {url}';
	expect(await hints({ parameters: { message } })).toEqual([
		expect.stringMatching(/^The message has \{Price \(EUR\)\}, which is not a placeholder: /),
	]);
	const preview = { operation: 'preview', message };
	expect(await hints({ parameters: preview })).toEqual([
		expect.stringMatching(/^The message has \{Price \(EUR\)\}, which is not a placeholder: /),
	]);
});

test('Send and Wait shows them too, of the survey and of its reminder', async () => {
	const reminder = { reminder: { after: 24, message: 'Still {a minute (or two)}? {url}' } };
	const parameters = {
		operation: 'sendAndWaitForResponse',
		message: '=Hi {{ $json.name }}, {url}',
		options: { reminder },
	};
	expect(await hints({ parameters, items: [{ phone: people(1)[0]! }] })).toEqual([
		expect.stringContaining('its text has a gap.'),
		expect.stringContaining('{a minute (or two)}'),
	]);
});
