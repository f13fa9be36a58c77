import fc from 'fast-check';

import { outgoingMessage } from '../../../nodes/EightByEightSmsEngage/text/outgoing';
import { placeholdersOf, readTextField } from '../../../nodes/EightByEightSmsEngage/text/text';
import { renderText } from '../../../simulator/messages/text';
import { failure } from '../failure';

const outgoing = (raw: string, variables: Record<string, unknown> = {}) =>
	outgoingMessage(readTextField(raw).read(), variables, (missing) => `Give ${missing.join()}.`);
const bodyAndVariables = (raw: string, variables?: Record<string, unknown>) => {
	const { templateBody, templateVariables } = outgoing(raw, variables);
	return [templateBody, templateVariables];
};

describe('names', () => {
	test.each([
		['First Name', 'First_Name'],
		['Größe', 'Gro_e'],
		['Prénom', 'Prenom'],
		['Prenom\u0301', 'Prenom'],
		['Ｎａｍｅ', 'Name'],
		['ﬁrst', 'first'],
		['名前', 'v'],
		['имя 2', 'v_2'],
		['é-mail.x', 'e-mail.x'],
		['a - b', 'a_-_b'],
		['_a', '_a'],
		['_ä_', '_a_'],
		['ürl', 'url_2'],
		['N8nResumé', 'N8nResume_2'],
	])('{%s} goes out as {{%s}}', (name, out) => {
		expect(bodyAndVariables(`{${name}} {url}`, { [name]: 'x' })).toEqual([
			`{{${out}}} {{url}}`,
			{ [out]: 'x' },
		]);
	});

	test('no two are the same, and one that 8x8 takes stays', () => {
		expect(
			bodyAndVariables('{名} {First Name} {前} {url:First  Name:x}', {
				名: 1,
				前: 2,
				'First Name': 3,
				'First  Name': 4,
				x: 5,
				First_Name: 6,
				'1a': 7,
				'': 8,
				'-': 9,
				'a|b': 10,
			}),
		).toEqual([
			'{{v}} {{First_Name_2}} {{v_2}} {{url:First_Name_3:x}}',
			{
				v: 1,
				v_2: 2,
				First_Name_2: 3,
				First_Name_3: 4,
				x: 5,
				First_Name: 6,
				v_1a: 7,
				v_3: 8,
				'v_-': 9,
				a_b: 10,
			},
		]);
	});

	test.each(['url', 'n8nResume', 'n8nresume'])(
		'%s is no variable, with a fallback neither',
		(name) => {
			expect(failure(() => outgoing('{url}', { [name]: 'x' })).message).toContain(name);
			expect(failure(() => outgoing(`{${name}|x} {url}`)).message).toContain(
				`No variable can be named ${name}`,
			);
		},
	);
});

describe('fallbacks', () => {
	test.each([
		...[undefined, null, NaN, '', ' \n', '\u00a0', '\u200b\ufeff', '\u00ad', '\u3164'],
		...['#N/A', ' #REF! ', '#name?', '#DIV/0!'],
	])('stand in for %p', (a) => {
		expect(bodyAndVariables('Hi {a| there }: {url}', { a })).toEqual([
			'Hi {{a}}: {{url}}',
			{ a: 'there' },
		]);
	});

	test.each([0, false, 'x', ' x ', [], {}])('do not stand in for %j', (a) => {
		const [, variables] = bodyAndVariables('{a|b} {url}', { a });
		expect(variables).toEqual({ a: typeof a === 'object' ? JSON.stringify(a) : a });
	});

	test('may be empty', () => {
		expect(bodyAndVariables('Hi {a|}{url}')).toEqual(['Hi {{a}}{{url}}', { a: '' }]);
	});

	test('each placeholder has its own', () => {
		expect(bodyAndVariables('{a|x} {a|y} {a} {url:b|z}', { a: '' })).toEqual([
			'{{a}} {{a_2}} {{a_3}} {{url:b}}',
			{ a: 'x', a_2: 'y', a_3: '', b: 'z' },
		]);
		expect(failure(() => outgoing('{a|x} {a} {url}')).message).toContain('no value for {a}');
	});

	test('the link passes on what the text says', () => {
		expect(bodyAndVariables('Hi {a|there} {url:a}')).toEqual([
			'Hi {{a}} {{url:a}}',
			{ a: 'there' },
		]);
	});
});

describe('what is refused', () => {
	test.each(['#N/A', '#REF!', '#Value!'])('a cell without a value: %s', (a) => {
		const error = failure(() => outgoing('Hi {a}: {url}', { a }));
		expect(error.field).toBe('Variables');
		expect(error.message).toContain(`The variable a is "${a}"`);
		expect(error.description).toContain('{a|there}');
	});

	test.each(['Hi #N/A, {url}', 'Hi Ann #REF!: {url}', '#DIV/0!\n{url}'])(
		'a text into which an expression has put such a cell: %j',
		(text) => {
			const error = failure(() => outgoing(text));
			expect(error.field).toBe('Message');
			expect(error.message).toMatch(/^The message has "#[A-Z/0]+!?", which a spreadsheet writes/);
		},
	);

	test.each(['#n/a', 'a#N/A', '#NAME', '#1', '# N/A'])('not %j', (word) => {
		expect(outgoing(`Hi ${word} {url}`).text).toContain(word);
		expect(outgoing('Hi {a} {url}', { a: `${word} 5` }).text).toContain(word);
	});

	test.each([
		['Hi M\ufffdller: {url}', {}, '"M\ufffdller:"', 'UTF-8'],
		['Hi {name}: {url}', { name: 'Jos\ufffd' }, '"Jos\ufffd:"', 'UTF-8'],
		['Hi {name}: {url}', { name: 'Ann \ud83d' }, '"\ufffd:"', 'cut the text'],
		['{name|\ude00} {url}', {}, '"\ufffd"', 'cut the text'],
	])('a character that was lost: %j with %j', (raw, variables, shown, wayOut) => {
		const error = failure(() => outgoing(raw, variables));
		expect(error.field).toBe('Message');
		expect(error.message).toContain(shown);
		expect(error.description).toContain(wayOut);
	});

	test('only a character that was lost, whatever the text holds', () => {
		const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\ufffd'));
		fc.assert(
			fc.property(text, (name) => {
				expect(outgoing('{name} {url}', { name }).text).toContain(name);
			}),
		);
	});

	test('a text without a link', () => {
		const error = failure(() => outgoing('How did we do?'));
		expect(error.message).toBe('The message has no link to the survey');
		expect(error.description).toContain('{url}');
	});

	test.each([
		['How was it? {URL}', '{URL}'],
		['How was it? [url]', '[url]'],
		['How was it? {{ Link }}', '{Link}'],
		['How was it? <survey link>', '<survey link>'],
		['How was it? (survey-url)', '(survey-url)'],
	])('a text without a link that has something like it: %s', (raw, alike) => {
		expect(failure(() => outgoing(raw, { URL: 'x', Link: 'y' })).description).toBe(
			`Write {url} in place of ${alike}, in lower case and in curly braces.`,
		);
	});

	test.each(['Take {{url}} here', 'Take {url} here', 'Take { url } here'])(
		'a text whose link has a backslash in front: %s',
		(text) => {
			const escaped = text.replace('{', '\\{');
			expect(failure(() => outgoing(escaped)).description).toMatch(
				/^Remove the \\ in front of \{ ?url ?\}\.$/,
			);
		},
	);

	test('a link with a fallback is told to be written without', () => {
		expect(failure(() => outgoing('Take {url|x}')).description).toContain('Put {url} where');
	});

	test.each([undefined, null, '', ' \n'])('an empty text: %j', (raw) => {
		expect(failure(() => outgoing(raw as string)).message).toContain('is empty');
	});

	test.each([
		{},
		{ a: null },
		{ a: undefined },
		{ a: NaN },
		{ a: -Infinity },
		{ A: 'x' },
		Object.create({ a: 1 }),
	])('a placeholder without a value: %p', (variables) => {
		for (const raw of ['{a} {url}', '{url:a}']) {
			const error = failure(() => outgoing(raw, variables as never));
			expect(error.message).toBe('The message has no value for {a}');
			expect(error.description).toBe('Give a.');
		}
	});

	test('an object that an expression put into a value of the text', () => {
		const value = 'for [object Object]';
		expect(failure(() => outgoing('{a} {url}', { a: value })).message).toContain('variable a');
		expect(outgoing('{url}', { a: value }).templateVariables).toEqual({ a: value });
	});
});

test('all variables go out, nothing as null', () => {
	expect(
		outgoing('{url}', { a: 1, b: { c: [2] }, d: null, e: undefined, f: NaN }).templateVariables,
	).toEqual({
		a: 1,
		b: '{"c":[2]}',
		d: null,
		f: null,
	});
});

test('what the recipient reads, when 8x8 fills in the variables, is what was written', () => {
	const LINK = 'https://s.example/abc';
	const names = fc.constantFrom(
		'name',
		'First Name',
		'First_Name',
		'Größe',
		'名前',
		'前',
		'a.b',
		'__proto__',
		'toString',
	);
	const values = fc.oneof(
		fc.constantFrom<unknown>(
			'',
			' ',
			'{{url}}',
			'{name}',
			'$&',
			0,
			false,
			null,
			NaN,
			undefined,
			[1],
			{ a: '{{x}}' },
		),
		fc.string(),
		fc.double(),
	);
	const isMissing = (value: unknown) =>
		value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value));
	const shown = (value: unknown) =>
		typeof value === 'object' ? JSON.stringify(value) : String(value);
	const piece = fc.oneof(
		fc.record({
			name: names,
			fallback: fc.option(fc.constantFrom('', 'there', 'a:b', '$1')),
			double: fc.boolean(),
		}),
		fc
			.constantFrom<
				[string, string][]
			>(['Hi', 'Hi'], ['{1}', '{1}'], ['} "$&', '} "$&'], ['\\{', '{'], ['\\{name}', '{name}'], ['{url}', LINK], ['{{ url: }}', LINK])
			.map(([text, read]) => ({ text, read })),
	);
	let sent = 0;
	fc.assert(
		fc.property(
			fc.array(piece, { maxLength: 8 }),
			fc.dictionary(names, values),
			(pieces, variables) => {
				let [raw, expected, missing] = ['{url}', LINK, false];
				for (const written of pieces) {
					if ('text' in written) {
						raw += ` ${written.text}`;
						expected += ` ${written.read}`;
						continue;
					}
					const { name, fallback, double } = written;
					const inner = fallback === null ? name : `${name} | ${fallback}`;
					// Blanks keep braces apart: side by side they mean something else.
					raw += double ? ` {{${inner}}}` : ` {${inner}}`;
					const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
					const isBlank = isMissing(value) || shown(value).trim() === '';
					missing ||= fallback === null && isMissing(value);
					expected += ` ${fallback !== null && isBlank ? fallback : shown(value)}`;
				}
				if (missing) {
					failure(() => outgoing(raw, variables));
					return;
				}
				const { templateBody, templateVariables, text } = outgoing(raw, variables);
				const posted = JSON.parse(
					JSON.stringify({ templateBody, templateVariables }),
				) as typeof variables;
				for (const name of Object.keys(posted.templateVariables as object)) {
					expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_.-]*$/);
				}
				const rendered = renderText(templateBody, posted.templateVariables as never, LINK);
				expect(rendered.unfilled).toEqual([]);
				expect(rendered.text).toBe(expected);
				expect(text).toBe(expected);
				sent++;
			},
		),
		{ numRuns: 3000 },
	);
	expect(sent).toBeGreaterThan(500);
});

test('in a second text a variable has the name that it has in the first, and no other one has it', () => {
	const names = [
		'name',
		'First Name',
		'First_Name',
		'First_Name_2',
		'名前',
		'店舗',
		'v',
		'v_2',
		'v_3',
	];
	const text = fc
		.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('', '|a', '|b')))
		.map((needs) => `{url} ${needs.map(([name, more]) => `{${name}${more}}`).join(' ')}`)
		.map((raw) => readTextField(raw).read());
	const values = fc.uniqueArray(fc.constantFrom(...names));
	fc.assert(
		fc.property(text, text, values, (one, other, given) => {
			const variables = Object.fromEntries(
				[...given, ...placeholdersOf([...one, ...other])].map((name) => [name, 'x']),
			);
			const first = outgoingMessage(one, variables, () => '');
			const second = outgoingMessage(other, variables, () => '', first.names);
			expect(Object.keys(first.templateVariables)).toEqual(
				expect.arrayContaining([...first.names.values()]),
			);
			for (const [name, out] of second.names) {
				expect(out).toBe(first.names.get(name) ?? out);
				const others = [...first.names].filter(([known]) => known !== name);
				expect(others.map(([, known]) => known)).not.toContain(out);
			}
			expect(second.names.size).toBe(new Set(second.names.values()).size);
		}),
		{ numRuns: 300 },
	);
});

test('a text with its variables is read 100,000 times in a moment', () => {
	const text = readTextField('Hi {First Name|there}, how did we do? {url:ticket}').read();
	const started = Date.now();
	for (let i = 0; i < 100_000; i++) {
		outgoingMessage(text, { 'First Name': 'Ann', ticket: i }, () => '');
	}
	expect(Date.now() - started).toBeLessThan(20_000);
});
