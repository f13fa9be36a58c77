import {
	assertNoTitleIn,
	howToGive,
} from '../../../nodes/EightByEightSmsEngage/actions/survey/placeholderAdvice';
import { failure } from '../failure';

const item = { name: 'Ann', phone: '+6591234567', 'Price (EUR)': 9, '{Plan}': 'M', city: null };

test.each([
	[
		'Price (EUR)',
		"The message has {Price (EUR)}, but that column's name cannot be a placeholder",
		"{{ $json['Price (EUR)'] }}",
	],
	[
		'Price (EURO)',
		'The message has {Price (EURO)}, and no column has that name: did you mean "Price (EUR)"?',
		"{{ $json['Price (EUR)'] }}",
	],
	[
		'*phone*',
		'The message has {*phone*}, and no column has that name: did you mean "phone"?',
		'Write {phone}.',
	],
])('{%s} in the text', (inner, message, way) => {
	const error = failure(() => assertNoTitleIn(['50%', inner], item));
	expect(error.message).toBe(message);
	expect(error.description).toContain(way);
	expect(error.description).toContain('write \\{');
});

test('other braces are nobody else’s', () => {
	expect(() => assertNoTitleIn(['50%', '"a":1', '1', 'your order no. 5'], item)).not.toThrow();
});

test.each([
	['nmae', 'inputFields', {}, 'Did you mean "name"? Write {name}. Capitals count.'],
	[
		'Plan',
		'inputFields',
		{},
		`Did you mean "{Plan}"? Switch 'Message' to Expression and write {{ $json['{Plan}'] }}`,
	],
	['city', 'inputFields', {}, 'The item has no value in its field "city": fill it in.'],
	[
		'street',
		'inputFields',
		{},
		'no field of that name. It has "name", "phone", "Price (EUR)", "{Plan}", "city".',
	],
	[
		'name',
		'fields',
		{},
		`The input item has a field "name": set 'Variables' to 'Take From Input Item'`,
	],
	[
		'firstName',
		'fields',
		{ 'First Name': 'Ann' },
		'Did you mean "First Name"? Write {First Name}.',
	],
	[
		'street',
		'fields',
		{},
		`Under 'Variables to Send' click 'Add variable', enter "street" as its name`,
	],
	['street', 'json', {}, `Add it to 'Variables (JSON)', such as { "street": "Ann" }`],
	['nmae', 'json', { name: 'Ann' }, 'Did you mean "name"?'],
])('{%s} without a value, variables by %s', (name, mode, given, advice) => {
	expect(howToGive(name, mode, item, given)).toContain(advice);
});

test('an item without fields, and one with many', () => {
	expect(howToGive('x', 'inputFields', {}, {})).toContain('The input item has no fields.');
	const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`column ${n}`, n]));
	expect(howToGive('street', 'inputFields', many, {})).toContain('"column 7" and more.');
	expect(howToGive('street', 'inputFields', many, {})).not.toContain('column 8');
});
