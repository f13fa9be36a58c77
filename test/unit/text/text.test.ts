import fc from 'fast-check';
import { assertSendable, readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';
import { variablesFromJson } from '../../../nodes/EightByEightSmsEngage/text/variables';
import { failure } from '../failure';

const fixed = (text: string) => readTextField(text).read();

describe('a fixed text', () => {
	it.each([
		['Hi {name}: {url}', 'Hi {{name}}: {{url}}'],
		['Hi {{ name }}: {{ url }}', 'Hi {{name}}: {{url}}'],
		['{ url : var1 : var2 }', '{{url:var1:var2}}'],
		['{{url:}} {url: }', '{{url:}} {{url:}}'],
		['{url:a}', '{{url:a}}'],
		['{_a.b-c1}', '{{_a.b-c1}}'],
		['{\n\u00a0name\t}', '{{name}}'],
		['{url}}', '{{url}}}'],
		['{{{url}}}', '{ {{url}}}'],
		['{urls}', '{{urls}}'],
	])('%j goes out as %j', (text, templateBody) => {
		expect(fixed(text).templateBody).toBe(templateBody);
	});

	it.each(['{}', '{ }', '{1a}', '{first name}', '{{first name}}', '{prénom}', '{a:b}', '{url::a}'])(
		'leaves %j as it is',
		(text) => {
			expect(fixed(text)).toEqual({ templateBody: text, placeholders: [], hasLink: false });
		},
	);

	it.each([
		['\\{name}', '{name}'],
		['\\{url}', '{url}'],
		['\\{{url}}', '{url}'],
		['\\{\\{url}}', '{url}'],
		['{\\{url}}', '{url}'],
		['\\{\\{\\{ x }}}', '{ x }'],
		['\\\\{url}', '\\{url}'],
		['a\\b \\}', 'a\\b \\}'],
	])('%j holds no placeholder and goes out as %j', (text, templateBody) => {
		expect(fixed(text)).toEqual({ templateBody, placeholders: [], hasLink: false });
	});

	it("names each value once, in order, the link's variables too, and not url", () => {
		const text = fixed('{b} {a} {{b}} {url:c:a} {url}');
		expect(text.placeholders).toEqual(['b', 'a', 'c']);
		expect(text.hasLink).toBe(true);
	});

	it('is what the user wrote, whatever stands side by side', () => {
		const placeholder = fc
			.tuple(
				fc.constantFrom('name', 'a.b', 'url', 'url:', 'url:x:y', '__proto__'),
				fc.constantFrom('', ' ', '\t '),
				fc.boolean(),
			)
			.map(([inner, blank, double]) => ({
				raw: double ? `{{${blank}${inner}${blank}}}` : `{${blank}${inner}${blank}}`,
				sent: `{{${inner}}}`,
			}));
		const other = fc
			.constantFrom(
				'{}',
				'{1}',
				'{{1}}',
				'{a b}',
				'{{a b}}',
				'{é}',
				'Hi',
				'$&',
				'😀',
				'\\',
				'"',
				'}',
			)
			.map((raw) => ({ raw, sent: raw }));
		const escaped = fc
			.constantFrom('\\{name}', '\\{{name}}', '\\{\\{name}}', '\\{\\{\\{name}}}')
			.map((raw) => ({ raw, sent: '{name}' }));
		fc.assert(
			fc.property(fc.array(fc.oneof(placeholder, other, escaped)), (pieces) => {
				// A backslash or an escaped brace's rest in front of a brace would change its meaning.
				const raw = pieces.map((piece) => piece.raw).join(' ');
				expect(fixed(raw).templateBody).toBe(pieces.map((piece) => piece.sent).join(' '));
			}),
		);
	});

	it('takes no longer than a moment for 100 kB of braces and blanks', () => {
		const started = Date.now();
		for (const piece of ['{', '{{', '\\{', '{ ', '}', '{url' + ' '.repeat(50), '{{a', 'a}}']) {
			const hostile = piece.repeat(100_000 / piece.length);
			fixed(hostile);
			readTextField('=Hi {{ $json.a }} {url}').read(hostile);
		}
		expect(Date.now() - started).toBeLessThan(20_000);
	});
});

describe('assertSendable', () => {
	it('refuses a text without a link', () => {
		const error = failure(() => assertSendable(fixed('How did we do?'), {}));
		expect(error.message).toBe('The message has no link to the survey');
		expect(error.description).toContain('{url}');
	});

	it.each([undefined, null, '', ' \n'])('says that the message is empty when it is %j', (raw) => {
		expect(failure(() => assertSendable(fixed(raw as string), {})).message).toContain('is empty');
	});

	it.each([{}, { a: null }, { a: undefined }, { A: 'x' }, Object.create({ a: 1 }) as object])(
		'refuses a placeholder without a value: %p',
		(variables) => {
			const error = failure(() => assertSendable(fixed('{url:a}'), variables as never));
			expect(error.message).toBe('The message has no value for {a}');
		},
	);

	it.each(['', 0, false, {}, []])('takes %j for a value', (a) => {
		expect(() => assertSendable(fixed('{a} {url}'), { a })).not.toThrow();
	});

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
		'takes %s for a name like any other',
		(name) => {
			const text = fixed(`{${name}} {url}`);
			expect(failure(() => assertSendable(text, {})).message).toContain(`{${name}}`);
			expect(() => assertSendable(text, variablesFromJson(`{"${name}":"x"}`))).not.toThrow();
		},
	);

	it.each(['url', 'n8nResume'])('refuses the variable name %s', (name) => {
		const error = failure(() => assertSendable(fixed(`{url}`), { [name]: 'x' }));
		expect(error).toMatchObject({ field: 'Variables' });
		expect(error.message).toContain(name);
	});
});
