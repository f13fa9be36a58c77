import { howToGive } from '../../../nodes/EightByEightSmsEngage/actions/survey/placeholderAdvice';

const item = {
	name: 'Ann',
	'Price (EUR)': 9,
	'{Plan}': 'M',
	city: null,
	'First Name ': null,
	'customer.id': 1,
};

test.each([
	['nmae', 'inputFields', {}, 'Did you mean "name"? Write {name}. Capitals count.', 'name'],
	[
		'Plan',
		'inputFields',
		{},
		`Did you mean "{Plan}"? Switch 'Message' to Expression and write {{ $json['{Plan}'] }}`,
	],
	['price eur', 'inputFields', {}, `write {{ $json['Price (EUR)'] }}`],
	['city', 'inputFields', {}, 'The item has no value in its field "city": fill it in.'],
	[
		'First Name',
		'inputFields',
		{},
		'The item has no value in its field "First Name ": fill it in.',
	],
	[
		'street',
		'inputFields',
		{},
		'no field of that name. It has "name", "Price (EUR)", "{Plan}", "city", "First Name ", "customer.id".',
	],
	[
		'name',
		'fields',
		{},
		`The input item has a field "name": set 'Variables' to 'Take From Input Item'. Or: Under 'Variables to Send'`,
	],
	[
		'name',
		'json',
		{},
		`set 'Variables' to 'Take From Input Item'. Or: Add it to 'Variables (JSON)'`,
	],
	[
		'name',
		'fields',
		{ name: undefined },
		'The variable "name" has no value: its expression gives nothing.',
	],
	[
		'name',
		'json',
		{ name: null },
		`'Variables (JSON)' has the variable "name", but without a value (null).`,
	],
	[
		'firstName',
		'fields',
		{ 'First Name': 'Ann' },
		'Did you mean "First Name"? Write {First Name}. Capitals count. Otherwise: Under',
		'First Name',
	],
	[
		'street',
		'fields',
		{},
		`Under 'Variables to Send' click 'Add variable', enter "street" as its name`,
	],
	['street', 'json', {}, `Add it to 'Variables (JSON)', such as { "street": "Ann" }.`],
	['nmae', 'json', { name: 'Ann' }, 'Did you mean "name"?', 'name'],
])('{%s} without a value, variables by %s', (name, mode, variables, advice, right = name) => {
	const said = howToGive(name, mode, item, variables);
	expect(said).toContain(advice);
	expect(said).toContain(`write {${right}|there}.`);
	expect(said).toContain('write \\{.');
	expect(said).not.toContain(`Did you mean "${name}"`);
});

test('an item without fields, and one with many', () => {
	expect(howToGive('x', 'inputFields', {}, {})).toContain('The input item has no fields.');
	const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`column ${n}`, n]));
	expect(howToGive('street', 'inputFields', many, {})).toContain('"column 7" and more.');
	expect(howToGive('street', 'inputFields', many, {})).not.toContain('column 8');
});
