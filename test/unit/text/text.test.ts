import fc from 'fast-check';
import { readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';
import { shape } from './shape';

const fixed = (text: string) => shape(readTextField(text).read());

describe('a fixed text', () => {
	test.each([
		['Hi {name}: {url}', 'Hi {{name}}: {{url}}'],
		['Hi {{ name }}: {{ url }}', 'Hi {{name}}: {{url}}'],
		['{ url : var1 : var2 }', '{{url:var1:var2}}'],
		['{{url:}} {url: }', '{{url:}} {{url:}}'],
		['{url:a}', '{{url:a}}'],
		['{_a.b-c1}', '{{_a.b-c1}}'],
		['{\n\u00a0name\t}', '{{name}}'],
		['{url}}', '{{url}}}'],
		['{{{url}}}', '{ {{url}}}'],
		['Hi {{name, how was it? {url}', 'Hi {name, how was it? {{url}}'],
		['{urls}', '{{urls}}'],
		['{url name}', '{{url name}}'],
		['{first name}', '{{first name}}'],
		['{{ First  Name }}', '{{First  Name}}'],
		['{Größe}', '{{Größe}}'],
		['{Gro\u0308\u00dfe}', '{{Gro\u0308\u00dfe}}'],
		['{名前}', '{{名前}}'],
		['{नाम_२}', '{{नाम_२}}'],
		['{name|there}', '{{name}}'],
		['{ name | : 12:00 | }', '{{name}}'],
		['{url:a|x:b}', '{{url:a:b}}'],
	])('%j goes out as %j', (text, templateBody) => {
		expect(fixed(text).templateBody).toBe(templateBody);
	});

	test.each([
		'{}',
		'{ }',
		'{1}',
		'{1st name}',
		'{50%}',
		'{{50%}}',
		'{"a":1}',
		'{a:b}',
		'{a/b}',
		'{a,b}',
		'{|x}',
		'{.a}',
		'{-}',
		'{\u0301a}',
		'{²}',
		'{url::a}',
		'{url:a:}',
		'{url:1}',
		'Code=5 {1}',
	])('leaves %j as it is', (text) => {
		expect(fixed(text)).toEqual({ templateBody: text, placeholders: [], hasLink: false });
	});

	test('finds the link in {url:}, which asks for no value', () => {
		expect(fixed('{url:}')).toEqual({ templateBody: '{{url:}}', placeholders: [], hasLink: true });
	});

	test('keeps a = that does not begin it', () => {
		expect(fixed('Code=5 {url}').templateBody).toBe('Code=5 {{url}}');
		expect(fixed('=Code=5 {url}').templateBody).toBe('Code=5 {{url}}');
	});

	test.each([
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

	test("names each value once, in order, the link's variables too, and not url", () => {
		const text = fixed('{b} {a} {{b}} {url:c:a} {url}');
		expect(text.placeholders).toEqual(['b', 'a', 'c']);
		expect(text.hasLink).toBe(true);
	});

	test('is what the user wrote, whatever stands side by side', () => {
		const placeholder = fc
			.tuple(
				fc.constantFrom('name', 'a.b', 'First Name', 'é', 'url', 'url:', 'url:x y:z', '__proto__'),
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
				'{50%}',
				'{{50%}}',
				'{a,é}',
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

	test('takes no longer than a moment for 100 kB of braces, blanks and backslashes', () => {
		const started = Date.now();
		const pieces = [
			'{',
			'{{',
			'\\{',
			'\\',
			'{ ',
			'}',
			'{url' + ' '.repeat(50),
			'{{a',
			'a}}',
			'{a|',
		];
		for (const piece of pieces) {
			const hostile = piece.repeat(100_000 / piece.length);
			fixed(hostile);
			readTextField('=Hi {{ $json.a }} {url}').read(hostile);
			readTextField(`=${hostile}}x{{ $json.a }} {url}`);
			readTextField(`=${hostile}}x{{ $json.a }}`).read(hostile);
		}
		expect(Date.now() - started).toBeLessThan(10_000);
	});
});
