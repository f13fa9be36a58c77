import fc from 'fast-check';
import { readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';
import { failure } from '../failure';
import { evaluateExpression } from './n8nExpression';
import { shape } from './shape';

const inN8n = (raw: string, json: Record<string, unknown> = {}) => {
	const field = readTextField(raw);
	const evaluated = field.isExpression && evaluateExpression(field.expression, json);
	return shape(field.isExpression ? field.read(evaluated) : field.read());
};

describe('an expression', () => {
	test.each([
		['=Hi {{ $json.name }}, take {{url}}', '{{url}}', '{url}'],
		['=Hi {{firstName}}: {url} {{ $json.x }}', '{{firstName}}', '{firstName}'],
		['={{ url : a : b }}', '{{ url : a : b }}', '{url : a : b}'],
		['={{url:}}', '{{url:}}', '{url:}'],
		['=\\\\{{url}}', '{{url}}', '{url}'],
		['=Take {{url', '{{url', '{url}'],
		['={url} {{First name}}', '{{First name}}', '{First name}'],
		['={url} {{ Größe }}', '{{ Größe }}', '{Größe}'],
		['={url} {{ name|there }}', '{{ name|there }}', '{name|there}'],
	])('%j is refused, and the error shows the way', (raw, written, way) => {
		const error = failure(() => readTextField(raw));
		expect(error.field).toBe('Message');
		expect(error.message).toContain(written);
		expect(error.message).toContain(`write ${way} instead`);
	});

	test.each([
		['={{First name}} {url}', "{{ $json['First name'] }}"],
		['={{first-name}} {url}', "{{ $json['first-name'] }}"],
		['={{ firstName }} {url}', '{{ $json.firstName }}'],
		['={{Größe}} {url}', '{{ $json.Größe }}'],
		['={{customer.name}} {url}', '{{ $json.customer.name }}'],
		['={{ url }}', '{{ $json.name }}'],
	])('%j: the error shows the expression that was meant, %s', (raw, meant) => {
		expect(failure(() => readTextField(raw)).description).toContain(meant);
	});

	test('n8n evaluates the expressions that the error shows', () => {
		const json = { 'First name': 'Ann', Größe: 'XL', customer: { name: 'Bob' } };
		const meant = ['First name', 'Größe', 'customer.name'].map((name) => {
			const { description } = failure(() => readTextField(`={{${name}}}`));
			return evaluateExpression(/\{\{ \$json.* \}\}/.exec(description!)![0], json);
		});
		expect(meant).toEqual(['Ann', 'XL', 'Bob']);
	});

	test.each(['={url} {name|{{ $json.other }}}', '={url} {{ 1 }}{ name | x {{ $json.other }} }'])(
		'%j is refused: a fallback is a text',
		(raw) => {
			const error = failure(() => readTextField(raw));
			expect(error.message).toContain('{name}');
			expect(error.description).toContain('{name|there}');
		},
	);

	test.each([
		'={url} {1|{{ 1 }}}',
		'={url} \\{name|{{ 1 }}}',
		'={url} {name|x} {{ 1 }}',
		'={url} {{{ 1 }}',
	])('%j has no expression in a fallback', (raw) => {
		expect(() => readTextField(raw)).not.toThrow();
	});

	test('names every bare placeholder at once', () => {
		expect(failure(() => readTextField('={{a}} {{url}} {{a}}')).message).toContain('{a}, {url}');
	});

	test.each(['={{ $json.url }}', '={{ "url" }}', '={{ url() }}', '={{ }}', '=\\{{url}}', '={url}'])(
		'%j is not refused',
		(raw) => {
			expect(() => readTextField(raw)).not.toThrow();
		},
	);

	test.each([
		['={url} {{ $json.d }}', '{url}', '{{url}} {url}'],
		['={url} {{ $json.d }}', '{{x}}', '{{url}} {x}'],
		['={url} {{ $json.d }}', '{{{url}}}', '{{url}} {url}'],
		['={url} {{ $json.d }}', '{{{{ x }}}}', '{{url}} { x }'],
		['={url} {{ $json.d }}', '{{first name}}', '{{url}} {first name}'],
		['={url} {{ $json.d }}', '{{name|there}} {a|b}', '{{url}} {name|there} {a|b}'],
		['={url} {{ $json.d }}', '\\{x} $& {a}', '{{url}} \\{x} $& {a}'],
		['={url} {{ $json.d }}}', '{{x}', '{{url}} {x}'],
		['={url} \\{{ {{ $json.d }} }}', 'x', '{{url}} { x }'],
		['=\\{{{ $json.d }} {url}', 'x', '{{{ $json.d }} {{url}}'],
		['=\\{a} \\{{b}} {{ $json.d }}{url}', 'x', '{a} {b} x{{url}}'],
		['={{ $json.d }}{url}{{ $json.d }}', '{{', '{ {{url}}{'],
		['={{ $json.d }}{url}', '{{Ann, ', '{Ann, {{url}}'],
		['={url} {{ $json.d }}', '{{{x}} {{a{b}}', '{{url}} {x} {a{b}}'],
	])('%j with the data %j goes out as %j', (raw, d, templateBody) => {
		const text = inN8n(raw, { d });
		expect(text.templateBody).toBe(templateBody);
		expect(text.placeholders).toEqual([]);
	});

	test('takes the placeholders of the result when its own text holds no link', () => {
		expect(inN8n('=Hi {name}: {{ $json.text }}', { text: 'take {{ url:a }} \\{b}' })).toEqual({
			templateBody: 'Hi {{name}}: take {{url:a}} {b}',
			placeholders: ['name', 'a'],
			hasLink: true,
		});
		expect(inN8n('={url:{{ $json.a }}}', { a: 'order' }).templateBody).toBe('{{url:order}}');
	});

	test("reads a fallback of the result's own", () => {
		expect(
			inN8n('=Hi {name|{{ $json.a }}}: {{ $json.text }}', { a: 'you', text: '{url}' }),
		).toEqual({
			templateBody: 'Hi {{name}}: {{url}}',
			placeholders: ['name'],
			hasLink: true,
		});
	});

	test('without code is a fixed text', () => {
		const field = readTextField('=Hi {name} \\{a} {url}');
		expect(field.isExpression).toBe(false);
		expect(shape(field.read()).templateBody).toBe('Hi {{name}} {a} {{url}}');
	});

	test('tells its own placeholders from data, evaluated by n8n', () => {
		const own = fc.constantFrom('{name}', '{ url }', '{url:a:b}', '{_x.y}', '{é}').map((raw) => ({
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
				// Without any code it would be read as a fixed text.
				const json: Record<string, string> = { none: '' };
				let raw = '={url} {{ $json.none }}';
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
				const syntax = /\{\{.*?\}\}/gs;
				expect(text.templateBody.match(syntax)).toEqual(placeholders);
				const reduced = runs.map((run) => {
					for (;;) {
						const next = run.replace(/\{(\{[^{}]*\})\}/, '$1');
						if (next === run) return run.replace(/\{{2,}/g, '{');
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

	test('makes its marks anew each time', () => {
		const raw = '={url} {{ $json.d }}';
		const first = readTextField(raw);
		const mark = first.expression.slice(0, first.expression.indexOf(' '));
		const text = inN8n(raw, { d: mark });
		expect(mark).toMatch(/^[0-9a-z]{34,}$/);
		expect(text.templateBody).toBe(`{{url}} ${mark}`);
	});

	test.each([
		[5, '5'],
		[0, '0'],
		[false, 'false'],
		[null, ''],
		[undefined, ''],
	])('that gives %p is the text %j', (value, templateBody) => {
		expect(inN8n('={{ $json.d }}', { d: value }).templateBody).toBe(templateBody);
	});

	test.each([
		['=Hi {{ $json.who }} {url}', { who: { first: 'Ann' } }],
		['=Hi {{ $json.who }} {url}', { who: [{ first: 'Ann' }] }],
		['=Hi {{ $json.who }}', { who: '[object Object] {url}' }],
		['={{ "Hi " + $json.who }} {{ "[object Object]" }}', { who: {} }],
	])('%j of %j puts an object into the text and is refused', (raw, json) => {
		const error = failure(() => inN8n(raw, json));
		expect(error.field).toBe('Message');
		expect(error.message).toContain('puts an object into the message');
	});

	test('may write [object Object] itself', () => {
		expect(inN8n('=[object Object] {{ $json.who }} {url}', { who: 'x' }).templateBody).toBe(
			'[object Object] x {{url}}',
		);
	});

	test('that gives an object or a list is refused', () => {
		expect(failure(() => inN8n('={{ $json }}', { a: 1 })).message).toContain('an object');
		expect(failure(() => inN8n('={{ [1] }}')).message).toContain('a list');
	});

	describe('that an AI agent fills by $fromAI', () => {
		const ofAgent = (raw: string, written: string) => {
			const field = readTextField(raw);
			const calls = /\{\{[^}]*\}\}/g;
			return shape(field.read(field.expression.replace(calls, () => written)));
		};
		const whole = "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Message', ``, 'string') }}";

		test.each([
			['Her mail is {email} {url}', 'Her mail is {email} {{url}}'],
			['Her mail is {{email}} {{ url }}', 'Her mail is {email} {{url}}'],
			['{url:email}', '{{url}}'],
			['{url:} {name|there}', '{{url}} {name|there}'],
			['{{url:email:phone}} \\{x}', '{{url}} {x}'],
		])('%j goes out as %j', (written, templateBody) => {
			expect(ofAgent(whole, written)).toEqual({ templateBody, placeholders: [], hasLink: true });
		});

		test('has no link when the agent writes none', () => {
			expect(ofAgent(whole, 'Her mail is {email}').hasLink).toBe(false);
		});

		test.each(['$fromAI', '$fromAi', '$fromai'])('by %s, as n8n knows it', (name) => {
			expect(ofAgent(`={{ ${name}('a') }}`, '{a}{url}').templateBody).toBe('{a}{{url}}');
		});

		test("the owner's own placeholders count", () => {
			expect(ofAgent("=Hi {name}, {{ $fromAI('text') }}", 'see {url:a} {b}')).toEqual({
				templateBody: 'Hi {{name}}, see {{url}} {b}',
				placeholders: ['name'],
				hasLink: true,
			});
		});

		test('no text of an agent asks for a variable', () => {
			fc.assert(
				fc.property(
					fc.array(fc.constantFrom('{', '}', '{{', '}}', 'url', ':', 'a', '|', '\\', ' ')),
					(pieces) => {
						const { templateBody, placeholders } = ofAgent(whole, pieces.join(''));
						expect(placeholders).toEqual([]);
						for (const [found] of templateBody.matchAll(/\{\{[^{}]*\}\}/g)) {
							expect(found).toBe('{{url}}');
						}
					},
				),
				{ numRuns: 2000 },
			);
		});
	});

	test('is read 100,000 times in a moment', () => {
		const field = readTextField('=Hi {{ $json.name }}, how did we do? {url} {name}');
		const evaluated = field.expression.replace('{{ $json.name }}', 'Ann {{x}}');
		const started = Date.now();
		for (let i = 0; i < 100_000; i++) field.read(evaluated);
		expect(Date.now() - started).toBeLessThan(20_000);
	});
});
