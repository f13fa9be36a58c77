import fc from 'fast-check';
import {
	outgoingValue,
	variablesFromFields,
	variablesFromItem,
	variablesFromJson,
} from '../../../nodes/EightByEightSmsEngage/text/variables';
import { failure } from '../failure';

const values = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom('{{url}}', '{x}', '$&', '😀'.repeat(2500), 'é', '\\{', ''),
);
const names = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'a.b', 'first-name', '_'),
	fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,12}$/),
	fc.constantFrom('First Name', 'Größe', '名前'),
);

describe('variablesFromFields', () => {
	test('passes every value on as it is', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.tuple(names, values), { selector: ([name]) => name }),
				(rows) => {
					fc.pre(!rows.some(([name]) => name === 'url' || name === 'n8nResume'));
					const variables = variablesFromFields(rows.map(([name, value]) => ({ name, value })));
					const byName = ([one]: [string, unknown], [other]: [string, unknown]) =>
						one < other ? -1 : 1;
					expect(Object.entries(variables).sort(byName)).toEqual([...rows].sort(byName));
					expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
				},
			),
		);
	});

	test('takes blanks off the names and passes over empty rows', () => {
		expect(
			variablesFromFields([
				{ name: ' a\t', value: ' 1 ' },
				{},
				{ name: ' ', value: '' },
				{ name: null, value: null },
			]),
		).toEqual({ a: ' 1 ' });
	});

	test('keeps null and undefined, which are no value', () => {
		expect(variablesFromFields([{ name: 'a', value: null }, { name: 'b' }])).toStrictEqual({
			a: null,
			b: undefined,
		});
	});

	test.each([
		[
			[
				{ name: 'a', value: 1 },
				{ name: '', value: 'x' },
			],
			'Variable 2 has a value but no name',
		],
		[[{ name: 'a' }, { name: 'a ' }], 'The variable a is there twice'],
		[[{ name: '1st name' }], '"1st name" cannot be a variable\'s name'],
		[[{ name: 'name|there' }], '"name|there" cannot be a variable\'s name'],
		[[{ name: '{a}' }], '"{a}" cannot be a variable\'s name'],
		[[{ name: 'url', value: 'x' }], 'No variable can be named url: it stands for the link'],
		[[{ name: 'n8nResume', value: 'x' }], 'No variable can be named n8nResume: this node uses it'],
		[[{ name: 'N8NRESUME', value: 'x' }], 'No variable can be named N8NRESUME: this node uses it'],
	])('refuses %j', (rows, message) => {
		const error = failure(() => variablesFromFields(rows));
		expect(error.field).toBe('Variables');
		expect(error.message).toContain(message);
		expect(error.description).toBeTruthy();
	});
});

describe('variablesFromJson', () => {
	test.each([
		['{"id": 9007199254740993}', 'id'],
		['{"a": {"b": [1, -9007199254740993]}}', 'a'],
		['{"big": 1e21}', 'big'],
		[{ id: 2 ** 53 }, 'id'],
	])('refuses a whole number beyond 2^53: %j', (value, name) => {
		const error = failure(() => variablesFromJson(value));
		expect(error.message).toContain(`The variable ${name} holds a whole number too large`);
		expect(error.description).toContain('quotation marks');
	});

	test.each(['9007199254740991', '-9007199254740991', '0.1', '123456789.25', '"9007199254740993"'])(
		'takes %s',
		(number) => {
			expect(JSON.stringify(variablesFromJson(`{"id":${number}}`))).toBe(`{"id":${number}}`);
		},
	);

	test('refuses an object that holds itself', () => {
		const circle: Record<string, unknown> = {};
		circle.self = { circle };
		expect(failure(() => variablesFromJson(circle)).message).toContain('self');
	});

	test('passes an object on as it is, as text or as an object', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.tuple(fc.string(), values), { selector: ([k]) => k }),
				(pairs) => {
					const isLarge = /(?<![.\d])\d{16,}(?!\.)|e\+/;
					fc.pre(!pairs.some(([name]) => name === 'url' || /^n8nresume$/i.test(name)));
					fc.pre(!isLarge.test(JSON.stringify(pairs)));
					const object = Object.fromEntries(pairs);
					const json = JSON.stringify(object);
					expect(JSON.stringify(variablesFromJson(json))).toBe(json);
					expect(JSON.stringify(variablesFromJson(object))).toBe(json);
				},
			),
		);
	});

	test.each([undefined, null, '', ' \n', '{}', {}])('finds no variables in %j', (value) => {
		expect(variablesFromJson(value)).toEqual({});
	});

	test.each([
		['{ a: 1 }', 'not valid JSON'],
		['[1]', 'not a JSON object'],
		[[{ a: 1 }], 'not a JSON object'],
		['null', 'not a JSON object'],
		['"a"', 'not a JSON object'],
		[5, 'not a JSON object'],
		['{"url":"x"}', 'named url'],
		[{ n8nResume: 1 }, 'named n8nResume'],
	])('refuses %j', (value, message) => {
		const error = failure(() => variablesFromJson(value));
		expect(error.field).toBe('Variables (JSON)');
		expect(error.message).toContain(message);
	});
});

describe('variablesFromItem', () => {
	const json = {
		name: 'Ann',
		'customer.name': 'exact',
		customer: { name: 'nested', mail: null, tags: ['a', 'b'], 'x.y': 1 },
		other: { name: 'Bob' },
		text: 'abc',
		' Last  Name ': 'Lee',
		'Gro\u0308\u00dfe': 'XL',
	};

	test.each([
		['name', { name: 'Ann' }],
		['customer.name', { 'customer.name': 'exact' }],
		['other.name', { 'other.name': 'Bob' }],
		['customer.mail', { 'customer.mail': null }],
		['customer.tags.1', { 'customer.tags.1': 'b' }],
		['other', { other: { name: 'Bob' } }],
		['missing', {}],
		['missing.name', {}],
		['customer.mail.x', {}],
		['text.length', {}],
		['Name', {}],
		['Last Name', { 'Last Name': 'Lee' }],
		['Größe', { Größe: 'XL' }],
		['LastName', {}],
		['constructor', {}],
		['__proto__', {}],
		['other.constructor.name', {}],
		['__proto__.toString', {}],
	])('%s gives %j', (placeholder, expected) => {
		expect(variablesFromItem(json, [placeholder])).toStrictEqual(expected);
	});

	test("takes a field that is named like one of JavaScript's own", () => {
		const item = JSON.parse('{"__proto__":"p","a":{"__proto__":{"b":1}}}') as Record<
			string,
			unknown
		>;
		expect(Object.entries(variablesFromItem(item, ['__proto__', 'a.__proto__.b']))).toEqual([
			['__proto__', 'p'],
			['a.__proto__.b', 1],
		]);
	});
});

describe('outgoingValue', () => {
	test.each([undefined, null, NaN, Infinity, -Infinity, () => 1, Symbol('a'), new Date(NaN)])(
		'%p is no value',
		(value) => {
			expect(outgoingValue('a', value)).toBeUndefined();
		},
	);

	test('is a text, a number or a boolean as it is, and else what JSON makes of it', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				fc.pre(value !== null);
				const text = typeof value === 'object' ? JSON.stringify(value) : value;
				expect(outgoingValue('a', value)).toBe(text);
			}),
		);
	});

	test('has no quotation marks around a date', () => {
		expect(outgoingValue('a', new Date('2030-01-31T09:00:00Z'))).toBe('2030-01-31T09:00:00.000Z');
	});

	test.each([{ a: 1n }, [[1n]]])('refuses what JSON cannot hold, by name', (value) => {
		expect(failure(() => outgoingValue('a', value)).message).toContain('The variable a cannot');
	});
});
