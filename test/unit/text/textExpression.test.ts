import fc from 'fast-check';
import { readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';
import { failure } from '../failure';
import { evaluateExpression } from './n8nExpression';

const inN8n = (raw: string, json: Record<string, unknown> = {}) => {
	const field = readTextField(raw);
	return field.isExpression ? field.read(evaluateExpression(field.expression, json)) : field.read();
};

describe('an expression', () => {
	it.each([
		['=Hi {{ $json.name }}, take {{url}}', '{{url}}', '{url}'],
		['=Hi {{firstName}}: {url} {{ $json.x }}', '{{firstName}}', '{firstName}'],
		['={{ url : a : b }}', '{{ url : a : b }}', '{url : a : b}'],
		['={{url:}}', '{{url:}}', '{url:}'],
		['=\\\\{{url}}', '{{url}}', '{url}'],
		['=Take {{url', '{{url', '{url}'],
	])('%j is refused, and the error shows the way', (raw, written, way) => {
		const error = failure(() => readTextField(raw));
		expect(error.field).toBe('Message');
		expect(error.message).toContain(written);
		expect(error.message).toContain(`write ${way} instead`);
	});

	it('names every bare placeholder at once', () => {
		expect(failure(() => readTextField('={{a}} {{url}} {{a}}')).message).toContain('{a}, {url}');
	});

	it.each(['={{ $json.url }}', '={{ "url" }}', '={{ url() }}', '={{ }}', '=\\{{url}}', '={url}'])(
		'%j is not refused',
		(raw) => {
			expect(() => readTextField(raw)).not.toThrow();
		},
	);

	it.each([
		['={url} {{ $json.d }}', '{url}', '{{url}} {url}'],
		['={url} {{ $json.d }}', '{{x}}', '{{url}} {x}'],
		['={url} {{ $json.d }}', '{{{url}}}', '{{url}} {url}'],
		['={url} {{ $json.d }}', '{{{{ x }}}}', '{{url}} { x }'],
		['={url} {{ $json.d }}', '{{first name}}', '{{url}} {first name}'],
		['={url} {{ $json.d }}', '\\{x} $& {a}', '{{url}} \\{x} $& {a}'],
		['={url} {{ $json.d }}}', '{{x}', '{{url}} {x}'],
		['={url} \\{{ {{ $json.d }} }}', 'x', '{{url}} { x }'],
		['=\\{{{ $json.d }} {url}', 'x', '{{{ $json.d }} {{url}}'],
		['=\\{a} \\{{b}} {{ $json.d }}{url}', 'x', '{a} {b} x{{url}}'],
		['={{ $json.d }}{url}{{ $json.d }}', '{{', '{{ {{url}}{{'],
	])('%j with the data %j goes out as %j', (raw, d, templateBody) => {
		const text = inN8n(raw, { d });
		expect(text.templateBody).toBe(templateBody);
		expect(text.placeholders).toEqual([]);
	});

	it('takes the placeholders of the result when its own text holds no link', () => {
		expect(inN8n('=Hi {name}: {{ $json.text }}', { text: 'take {{ url:a }} \\{b}' })).toEqual({
			templateBody: 'Hi {{name}}: take {{url:a}} {b}',
			placeholders: ['name', 'a'],
			hasLink: true,
		});
		expect(inN8n('={url:{{ $json.a }}}', { a: 'order' }).templateBody).toBe('{{url:order}}');
	});

	it('without code is a fixed text', () => {
		const field = readTextField('=Hi {name} \\{a} {url}');
		expect(field.isExpression).toBe(false);
		expect(field.read().templateBody).toBe('Hi {{name}} {a} {{url}}');
	});

	it('tells its own placeholders from data, evaluated by n8n', () => {
		const own = fc.constantFrom('{name}', '{ url }', '{url:a:b}', '{_x.y}').map((raw) => ({
			raw,
			placeholder: `{${raw.replace(/ /g, '')}}`,
		}));
		const literal = fc
			.constantFrom(
				['Hi ', 'Hi '],
				['\\{ ', '{ '],
				['\\{{ ', '{{ '],
				['{1} ', '{1} '],
				['}', '}'],
				['$& ', '$& '],
				['"😀\n`', '"😀\n`'],
			)
			.map(([raw = '', text = '']) => ({ raw, text }));
		const data = fc
			.array(
				fc.constantFrom(
					'{',
					'}',
					'{{',
					'}}',
					'url',
					'name',
					' ',
					'\\',
					'$&',
					'😀',
					':',
					'x0y',
					'é',
				),
				{ maxLength: 8 },
			)
			.map((pieces) => ({ data: pieces.join('') }));
		fc.assert(
			fc.property(fc.array(fc.oneof(own, literal, data), { maxLength: 8 }), (pieces) => {
				const json: Record<string, string> = {};
				let raw = '={url} ';
				const runs = [' '];
				const placeholders = ['{{url}}'];
				for (const [index, piece] of pieces.entries()) {
					if ('placeholder' in piece) {
						raw += piece.raw;
						placeholders.push(piece.placeholder);
						runs.push('');
						continue;
					}
					const text = 'data' in piece ? piece.data : piece.text;
					if ('data' in piece) json[`d${index}`] = piece.data;
					raw += 'data' in piece ? `{{ $json.d${index} }}` : piece.raw;
					runs.push((runs.pop() ?? '') + text);
				}
				const text = inN8n(raw, json);

				// As the most generous reader of 8x8's syntax would see it.
				const syntax = /\{\{[^{}]*\}\}/g;
				expect(text.templateBody.match(syntax)).toEqual(placeholders);
				const reduced = runs.map((run) => {
					for (;;) {
						const next = run.replace(/\{(\{[^{}]*\})\}/, '$1');
						if (next === run) return run;
						run = next;
					}
				});
				const apart = reduced.map((run, index) =>
					index < reduced.length - 1 && run.endsWith('{') ? `${run} ` : run,
				);
				expect(text.templateBody.split(syntax)).toEqual(['', ...apart]);
			}),
			{ numRuns: 500 },
		);
	});

	it('makes its marks anew each time', () => {
		const raw = '={url} {{ $json.d }}';
		const first = readTextField(raw);
		const mark = first.expression.slice(0, first.expression.indexOf(' '));
		const text = inN8n(raw, { d: mark });
		expect(mark).toMatch(/^[0-9a-z]{34,}$/);
		expect(text.templateBody).toBe(`{{url}} ${mark}`);
	});

	it.each([
		[5, '5'],
		[0, '0'],
		[false, 'false'],
		[null, ''],
		[undefined, ''],
	])('that gives %p is the text %j', (value, templateBody) => {
		expect(inN8n('={{ $json.d }}', { d: value }).templateBody).toBe(templateBody);
	});

	it('that gives an object or a list is refused', () => {
		expect(failure(() => inN8n('={{ $json }}', { a: 1 })).message).toContain('an object');
		expect(failure(() => inN8n('={{ [1] }}')).message).toContain('a list');
	});

	it('is read 100,000 times in a moment', () => {
		const field = readTextField('=Hi {{ $json.name }}, how did we do? {url} {name}');
		const evaluated = field.expression.replace('{{ $json.name }}', 'Ann {{x}}');
		const started = Date.now();
		for (let i = 0; i < 100_000; i++) field.read(evaluated);
		expect(Date.now() - started).toBeLessThan(20_000);
	});
});
