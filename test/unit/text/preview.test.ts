import fc from 'fast-check';
import { DateTime } from 'luxon';

import { outgoingMessage } from '../../../nodes/EightByEightSmsEngage/text/outgoing';
import { previewMessage } from '../../../nodes/EightByEightSmsEngage/text/preview';
import { readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';

const preview = (raw: string, variables: Record<string, unknown> = {}) => {
	const text = readTextField(raw).read();
	return previewMessage(
		text,
		outgoingMessage(text, variables, () => ''),
	);
};

describe('previewMessage', () => {
	test('fills in the variables and puts 21 characters for the link', () => {
		const { text, ...rest } = preview('Hi {First Name}, {{ url : order }}!', {
			'First Name': 'Zoë €',
			order: 7,
			ticket: null,
		});
		expect(text).toMatch(/^Hi Zoë €, https:\/\/\S{13}!$/);
		expect(rest).toEqual({
			placeholders: ['First Name', 'order'],
			variables: { First_Name: 'Zoë €', order: 7, ticket: null },
			encoding: 'UCS2',
			characters: 32,
			segments: 1,
		});
	});

	test.each([
		[0, '0'],
		[false, 'false'],
		['', ''],
		[{ a: [1] }, '{"a":[1]}'],
		[['x', 2], '["x",2]'],
		[12n, '12'],
		[new Date('2030-01-31T09:00:00Z'), '2030-01-31T09:00:00.000Z'],
		[
			DateTime.fromISO('2030-01-31T09:00:00Z', { zone: 'Asia/Singapore' }),
			'2030-01-31T17:00:00.000+08:00',
		],
		['{{url}} {v} $& $1', '{{url}} {v} $& $1'],
	])('shows the value %p as %j', (v, shown) => {
		expect(preview('<{v}>{url}', { v }).text).toMatch(new RegExp(`^<.*>https://\\S{13}$`));
		expect(preview('<{v}>{url}', { v }).text.slice(0, -21)).toBe(`<${shown}>`);
	});

	test('shows other braces as they are', () => {
		expect(preview('{1} {a/b} \\{x}{url}').text.slice(0, -21)).toBe('{1} {a/b} {x}');
	});

	test('counts 21 characters for each link and puts no value through twice', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('url', 'v', 'url:v')), fc.string(), (names, v) => {
				const all = ['url', ...names];
				const raw = all.map((name) => `{${name}}`).join(' ');
				const { text } = preview(raw, { v });
				const lengths = all.map((name) => (name === 'v' ? v.length : 21));
				expect(text.length).toBe(lengths.reduce((sum, length) => sum + length, all.length - 1));
			}),
		);
	});
});
