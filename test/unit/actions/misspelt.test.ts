import {
	assertNoTitleIn,
	misspeltField,
} from '../../../nodes/EightByEightSmsEngage/actions/survey/misspelt';
import { failure } from '../failure';

const item = { name: 'Ann', phone: '+6591234567', 'Price (EUR)': 9, 'line 1': 'x' };
const braces = (...inner: string[]) => inner.map((text) => ({ written: `{${text}}`, inner: text }));

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
	[
		'"phone"',
		'The message has {"phone"}, and no column has that name: did you mean "phone"?',
		'Write {phone}.',
	],
])('{%s} in the text', (inner, message, way) => {
	const error = failure(() => assertNoTitleIn(braces('50%', inner), item));
	expect(error.message).toBe(message);
	expect(error.description).toContain(way);
	expect(error.description).toContain('write \\{');
});

test('other braces are nobody else’s', () => {
	const others = braces('50%', '"a":1', '1', 'your order no. 5', '(line 2)');
	expect(() => assertNoTitleIn(others, item)).not.toThrow();
});

test.each(['"name":""', '"phone":"x"', 'name:ab', 'phone=on', 'name;'])(
	'{%s} is JSON or code, whatever the columns are called',
	(inner) => {
		expect(() => assertNoTitleIn(braces(inner), item)).not.toThrow();
		expect(() => assertNoTitleIn(braces(inner), { [inner]: 'x' })).toThrow(
			'cannot be a placeholder',
		);
	},
);

const inItems = (raw: string, ...items: object[]) =>
	misspeltField(
		raw,
		items.map((json) => ({ json: { ...json } })),
	);

test.each([
	['={{ $json.Name }} {url}', 'name', '{{ $json.name }}', "{{ $json.Name || '' }}"],
	['={{ $json["first_name"] }} {url}', 'First Name', "{{ $json['First Name'] }}", 'first_name'],
	['={{ $json.customername }} {url}', 'customer.name', "{{ $json['customer.name'] }}", '||'],
])('%s: the item has %j', (raw, title, way, other) => {
	const error = inItems(raw, { [title]: 'Ann' })!;
	expect(error.message).toMatch(/^The message takes the field .*, which the item does not have: /);
	expect(error.message).toContain(`did you mean "${title}"?`);
	expect(error.description).toContain(`Write ${way}: capitals count.`);
	expect(error.description).toContain(other);
});

// What one customer lacks may be a field that others have.
test.each([
	['address2', 'address1'],
	['order_no', 'order_id'],
	['company', 'companyId'],
	['name', 'names'],
	['title', 'tile'],
])('a field %j that is missing is not taken for %j', (written, other) => {
	expect(inItems(`={{ $json.${written} }} {url}`, { [other]: 'x' })).toBeUndefined();
});

test('what one of the items has is spelt right, and so is a fixed text', () => {
	expect(inItems('={{ $json.Name }} {url}', { name: 'Ann' }, { Name: 'Bob' })).toBeUndefined();
	expect(inItems('={{ $json.Name }} {url}', { name: 'Ann' }, {})?.message).toContain('no item has');
	expect(inItems('$json.Name {url}', { name: 'Ann' })).toBeUndefined();
	expect(inItems('={{ $json.Name }} {url}')).toBeUndefined();
});
