import fc from 'fast-check';
import { previewMessage } from '../../../nodes/EightByEightSmsEngage/text/preview';
import { readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';

const preview = (text: string, variables: Record<string, unknown> = {}) =>
	previewMessage(readTextField(text).read(), variables);

describe('previewMessage', () => {
	it('fills in the variables and puts 21 characters for the link', () => {
		const { text, ...rest } = preview('Hi {name}, {{ url : order }}!', { name: 'Zoë €', order: 7 });
		expect(text).toMatch(/^Hi Zoë €, https:\/\/\S{13}!$/);
		expect(rest).toEqual({
			placeholders: ['name', 'order'],
			encoding: 'UCS2',
			characters: 32,
			segments: 1,
		});
	});

	it.each([
		[0, '0'],
		[false, 'false'],
		['', ''],
		[{ a: [1] }, '{"a":[1]}'],
		[null, '{{v}}'],
		[undefined, '{{v}}'],
		['{{url}} {v} $& $1', '{{url}} {v} $& $1'],
	])('shows the value %j as %j', (v, shown) => {
		expect(preview('<{v}>', { v }).text).toBe(`<${shown}>`);
	});

	it('shows a placeholder without a value, and other braces, as they are', () => {
		expect(preview('{toString} {a b} {{a b}} \\{x}').text).toBe('{{toString}} {a b} {{a b}} {x}');
	});

	it('counts 21 characters for each link and puts no value through twice', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('url', 'v', 'url:v')), fc.string(), (names, v) => {
				const { text, characters } = previewMessage(
					readTextField(names.map((name) => `{${name}}`).join(' ')).read(),
					{ v },
					'UCS2',
				);
				const lengths = names.map((name) => (name === 'v' ? v.length : 21));
				const blanks = Math.max(0, names.length - 1);
				expect(characters).toBe(lengths.reduce((sum, length) => sum + length, blanks));
				expect(text.length).toBe(characters);
			}),
		);
	});
});
