import type { IDataObject, INode } from 'n8n-workflow';

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

test('none, when all went well', async () => {
	expect(await hints({})).toEqual([]);
});

test('surveys that failed under Continue', async () => {
	simulator.addFault({ kind: 'badRequest' });
	expect(await hints({ node: CONTINUE })).toEqual([
		'1 of 3 surveys failed. Its item has a field "error": search the output for it.',
	]);
	simulator.addFault({ kind: 'badRequest', times: 2 });
	expect(await hints({ node: CONTINUE })).toEqual([
		'2 of 3 surveys failed. Their items have a field "error": search the output for it.',
	]);
});

test('surveys that 8x8 rejected, as ordinary items', async () => {
	const items = people(3).map((phone) => ({ phone }));
	simulator.addFault({ kind: 'rejected', match: { destination: items[0]!.phone } });
	expect(await hints({ items, parameters: { operation: 'sendBatch' } })).toEqual([
		'8x8 rejected 1 of 3 surveys. Search the output for REJECTED.',
	]);
});

test.each([
	['a'.repeat(139), []],
	['a'.repeat(140), ['Each survey takes 2 SMS or more']],
	['ж'.repeat(60), ['Each survey takes 2 SMS or more']],
])('a text that takes several SMS, with its link', async (text, expected) => {
	const shown = await hints({ parameters: { message: `${text}{url}` } });
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
	expect(found).toEqual([expect.stringContaining('1 of 200 surveys failed')]);
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
		`'Message' takes the field "name" from each item, and 2 of 3 items have none: their text has a gap.`,
	]);
	expect(await hints({ items: items.slice(0, 2), parameters: { message } })).toEqual([
		expect.stringContaining('1 of 2 items has none: its text has a gap.'),
	]);
});
