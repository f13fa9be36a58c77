import type { IDataObject } from 'n8n-workflow';

import { agentWorkflow, runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const SENDING = ['send', 'sendBatch', 'sendAndWaitForResponse'];

async function run(parameters: IDataObject, items: IDataObject[] = [{}]) {
	const all = { surveyId: 'nps', destination: people(1)[0]!, ...parameters };
	return await runWorkflow(surveyWorkflow({ items, parameters: all }), {
		baseUrl: simulator.url,
	});
}
const sent = () =>
	simulator
		.messages()
		.map(({ templateBody, templateVariables }) => [templateBody, templateVariables]);

describe.each(SENDING)('%s', (operation) => {
	test("a sheet's column titles are placeholders, and a fallback stands in", async () => {
		const message = 'Hi {First Name|there} ({Größe}) {url}';
		const { error } = await run({ operation, message, variablesMode: 'inputFields' }, [
			{ 'First Name': ' ', Größe: 'XL' },
		]);
		expect(error).toBeUndefined();
		const [[templateBody, variables]] = sent() as [[string, IDataObject]];
		expect(templateBody).toBe('Hi {{First_Name}} ({{Gro_e}}) {{url}}');
		expect(variables).toMatchObject({ First_Name: 'there', Gro_e: 'XL' });
	});

	test.each(['Price (EUR)', 'E-Mail*', '№', 'Kunde/Firma'])(
		'a column whose title %j no placeholder can have is named, and no braces go out',
		async (title) => {
			const item = { [title]: '9 €' };
			const message = `It was { ${title} }. {url}`;
			const { error } = await run({ operation, message, variablesMode: 'inputFields' }, [item]);
			expect(error?.message).toContain(`{ ${title} }`);
			expect(error?.description).toContain(`{{ $json['${title}'] }}`);
			expect(simulator.requests()).toEqual([]);

			const escaped = message.replace('{', '\\{');
			await run({ operation, message: escaped, variablesMode: 'inputFields' }, [item]);
			expect(sent()).toEqual([[expect.stringContaining(`{ ${title} }`), expect.anything()]]);
		},
	);

	test('a field that no item has, and one is called nearly so', async () => {
		const { error } = await run({ operation, message: '=Hi {{ $json.Name }} {url}' }, [
			{ name: 'Ann' },
		]);
		expect(error?.message).toContain(
			'takes the field "Name", which the item does not have: did you mean "name"?',
		);
		expect(error?.description).toContain('Write {{ $json.name }}: capitals count.');
		expect(simulator.requests()).toEqual([]);
	});

	test('a column whose title is nearly what stands in braces', async () => {
		const message = 'It was {Price (EURO)}. {url}';
		const item = { 'Price (EUR)': 9 };
		const { error } = await run({ operation, message, variablesMode: 'inputFields' }, [item]);
		expect(error?.message).toContain('did you mean "Price (EUR)"?');
		expect(simulator.requests()).toEqual([]);
	});

	test('JSON in a text stays as it is, whatever the columns are called', async () => {
		const json = '{} {1} {50%} {"a":1} {"status":"ok"} {"name":""}';
		const { error } = await run(
			{ operation, message: `${json} {name} {url}`, variablesMode: 'inputFields' },
			[{ name: 'Ann', status: 'new', a: 1 }],
		);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			[`${json} {{name}} {{url}}`, expect.objectContaining({ name: 'Ann' })],
		]);
	});

	test.each([
		[{ message: '=Hi {{ $json.who }} {url}' }, /puts an object into the message/],
		[{ message: 'Hi {{ $json.name }} {url}' }, /is not an expression.*\{\{ \$json\.name \}\}/],
		[{ message: "Hi {{ $('Sheet').item.json.name }} {url}" }, /is not an expression/],
		[
			{ message: 'Hi {{ "Mr " + $json.name }} {url}' },
			/not an expression.*\{\{ "Mr " \+ \$json\.name \}\}/,
		],
		[{ message: 'Hi {{ `${$json.title} ${$json.name}` }} {url}' }, /is not an expression/],
		[
			{
				message: '{name} {url}',
				variables: { variable: [{ name: 'name', value: "{{ ($('Sheet').item).json.name }}" }] },
			},
			/The variable "name" is not an expression/,
		],
		[
			{
				message: '{name} {url}',
				variables: { variable: [{ name: 'name', value: 'Mr {{ $json.name }}' }] },
			},
			/The variable "name" is not an expression, .+ \{\{ \$json\.name \}\} Switch its 'Value' from Fixed to Expression/,
		],
		[
			{
				message: '{name} {url}',
				variablesMode: 'json',
				variablesJson: '{ "name": "{{ $json.name }}" }',
			},
			/'Variables \(JSON\)' is not an expression, .+ \{\{ \$json\.name \}\} Switch 'Variables \(JSON\)'/,
		],
		[
			{ message: '=Hi {{{ $json.who }}} {url}' },
			/The message has an expression that n8n cannot evaluate: .+ Open this node .+ write \\\{\./,
		],
		[
			{ message: "=Hi {{ $('Nowhere').item.json.name }} {url}" },
			/The message has an expression that n8n cannot evaluate: Referenced node doesn't exist/,
		],
		[{ message: '=Hi {{First name}} {url}' }, /write \{First name\} instead/],
		[{ message: 'Hi {First Name} {url}' }, /no value for \{First Name\}/],
		[
			{ message: '{url}', variablesMode: 'json', variablesJson: '{"id":9007199254740993}' },
			/whole number/,
		],
		[{ message: `${'a'.repeat(1600)} {url}` }, /takes 11 SMS/],
		[{ message: `${'a'.repeat(160)} {url}`, options: { maxSegments: 1 } }, /takes 2 SMS/],
		[{ message: '{url}', options: { maxSegments: 11 } }, /'Max Segments'/],
		[
			{ message: '{url}', variablesMode: '={{ "Take From Input Item" }}' },
			/'Variables' is "Take From Input Item", which is not one of its choices.* inputFields /,
		],
		[{ message: '{url}', surveyId: '..' }, /'Survey ID'/],
		[{ message: '{url}', surveyId: '={{ $json.who }}' }, /'Survey ID' is an object/],
		[
			{ message: '{url}', additionalFields: { source: '={{ $json.who }}' } },
			/'Sender ID' is an object/,
		],
		[
			{ message: '{url}', additionalFields: { clientMessageId: '=ticket-{{ $json.who }}' } },
			/'Client Message ID' holds an object/,
		],
		...[
			['Survey ID', { surveyId: '{{ $json.id }}' }] as const,
			['Phone Number', { destination: '{{ $json.id }}' }] as const,
			['Client Message ID', { additionalFields: { clientMessageId: '{{ $json.id }}' } }] as const,
			['Sender ID', { additionalFields: { source: '{{ $json.id }}' } }] as const,
		].map(([field, parameters]): [IDataObject, RegExp] => [
			{ message: '{url}', ...parameters },
			new RegExp(
				`'${field}' is not an expression, .+ \\{\\{ \\$json\\.id \\}\\} Switch '${field}' from Fixed to`,
			),
		]),
		[{ message: '=Hi {{ $json.cell }} {url}' }, /The message has "#N\/A", which a spreadsheet/],
		[{ message: '{url}', additionalFields: { scheduled: '2130' } }, /'Scheduled' is "2130"/],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await run({ operation, ...parameters }, [
			{ who: { first: 'Ann' }, cell: '#N/A' },
		]);
		expect(`${error?.message} ${error?.description}`).toMatch(message);
		expect(simulator.requests()).toEqual([]);
	});

	test('a text of ten SMS goes out', async () => {
		// 10 × 153 septets, of which the link takes 21.
		const { error } = await run({ operation, message: `${'a'.repeat(1509)}{url}` });
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});
});

test('Preview shows what goes out', async () => {
	const parameters = {
		message: 'Hi {First Name|there}, {when} {{ list }} {url:when}',
		variablesMode: 'json',
		variablesJson:
			'={{ { when: DateTime.fromISO("2030-01-31T09:00:00Z"), list: [1], ticket: 7 } }}',
	};
	const { output } = await run({ operation: 'preview', ...parameters });
	const variables = {
		First_Name: 'there',
		when: expect.stringMatching(/^2030-01-31T/) as string,
		list: '[1]',
		ticket: 7,
	};
	expect(output[0]!.json).toEqual({
		text: expect.stringMatching(/^Hi there, 2030-01-31T\S+ \[1\] https:\S{15}$/),
		placeholders: ['First Name', 'when', 'list'],
		variables,
		encoding: 'GSM7',
		characters: expect.any(Number),
		segments: 1,
	});
	await run({ operation: 'send', ...parameters });
	expect(sent()).toEqual([
		['Hi {{First_Name}}, {{when}} {{list}} {{url:when}}', output[0]!.json.variables],
	]);
});

test("of an agent's text only the link counts", async () => {
	const parameters = {
		operation: 'send',
		surveyId: 'nps',
		destination: "={{ $fromAI('to', 'the number') }}",
		message: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Message', ``, 'string') }}",
		variables: { variable: [{ name: 'email', value: 'ann@example.com' }] },
	};
	const texts = ['Her mail is {email} {url}', 'See {{email}} {{url:email}}', 'Her mail is {email}'];
	const calls = texts.map((Message) => ({ to: people(1)[0]!, Message }));
	const { run: execution } = await runWorkflow(agentWorkflow(calls, parameters), {
		baseUrl: simulator.url,
	});
	expect(sent().map(([templateBody]) => templateBody)).toEqual([
		'Her mail is {email} {{url}}',
		'See {email} {{url}}',
	]);
	const answers = execution.data.resultData.runData.Agent?.[0]?.data?.main?.[0] ?? [];
	expect(answers[2]?.json.answer).toContain('no link to the survey');
});
