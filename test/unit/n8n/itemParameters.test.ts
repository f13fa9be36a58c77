import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { ItemParameters } from '../../../nodes/EightByEightSmsEngage/n8n/itemParameters';
import { strict } from '../../support/strict';
import { evaluateExpression } from '../text/n8nExpression';

function contextOf(parameters: INodeParameters, items: IDataObject[]) {
	const evaluated = { count: 0 };
	const context = strict<IExecuteFunctions>('context', {
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, _: number, fallback: unknown) => parameters[name] ?? fallback,
		evaluateExpression: (expression: string, itemIndex: number) => {
			evaluated.count++;
			return evaluateExpression(expression, items[itemIndex]!);
		},
	});
	return { reader: new ItemParameters(context), evaluated };
}

const value = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
	fc.constantFrom('={{ 1 }}', '{{ $json.b }}', '', 0, -0, false, null),
	fc.date({ noInvalidDate: true }),
	fc.constant(undefined),
);
const name = fc.oneof(
	fc.constantFrom('phone', 'first name', 'constructor', '__proto__', 'toString', 'length'),
	fc.stringMatching(/^[A-Za-z_][\w]{0,6}$/),
);
const items = fc.array(
	fc.array(fc.tuple(name, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
	{ minLength: 1, maxLength: 5 },
);

function outcome(read: () => unknown): unknown {
	try {
		return { value: read() };
	} catch (error) {
		return { error: (error as Error).message };
	}
}

test('a field of the item is what the expression engine gives, for every kind of value', () => {
	fc.assert(
		fc.property(items, name, fc.boolean(), (jsons, field, dotted) => {
			const expression = dotted ? `{{ $json.${field} }}` : `{{ $json["${field}"] }}`;
			const { reader } = contextOf({ field: `=${expression}` }, jsons as IDataObject[]);
			for (const [itemIndex, json] of jsons.entries()) {
				expect(outcome(() => reader.get('field', itemIndex))).toEqual(
					outcome(() => evaluateExpression(expression, json as IDataObject)),
				);
			}
		}),
		{ numRuns: 200 },
	);
});

test.each([
	'{{ $json.code }}{{ $json.phone }}',
	'{{ $json.code }} ',
	'{{ $json.code }}\n',
	' {{ $json.code }}',
	'{{ $json.code }}}',
	'{{ $json.code.length }}',
	'{{ $json["code"] + $json.phone }}',
])('an expression that holds more than one field is evaluated for each item: %j', (expression) => {
	// With one of them empty, the whole is what the other holds.
	for (const first of [
		{ code: '+65', phone: '' },
		{ code: '', phone: '91234567' },
	]) {
		const jsons = [first, { code: '+65', phone: '91234568' }];
		const { reader } = contextOf({ to: `=${expression}` }, jsons);
		const read = jsons.map((_, itemIndex) => outcome(() => reader.get('to', itemIndex)));
		expect(read).toEqual(jsons.map((json) => outcome(() => evaluateExpression(expression, json))));
	}
});

test('a plain field costs one evaluation, however many items there are', () => {
	const jsons = Array.from({ length: 1000 }, (_, n) => ({ phone: `+65${n}` }));
	const { reader, evaluated } = contextOf({ to: '={{ $json.phone }}' }, jsons);
	expect(jsons.map((_, itemIndex) => reader.get('to', itemIndex))).toEqual(
		jsons.map(({ phone }) => phone),
	);
	expect(evaluated.count).toBe(1);
});

test('of a collection only what holds an expression is evaluated for each item', () => {
	const jsons = [{ id: 1 }, { id: 2 }];
	const { reader, evaluated } = contextOf(
		{ fields: { source: 'Shop', rows: [{ name: 'ticket', value: '=T{{ $json.id }}' }] } },
		jsons,
	);
	expect(jsons.map((_, itemIndex) => reader.collection('fields', itemIndex))).toEqual(
		jsons.map(({ id }) => ({ source: 'Shop', rows: [{ name: 'ticket', value: `T${id}` }] })),
	);
	expect(evaluated.count).toBe(2);
});
