import fc from 'fast-check';
import { LINK_LENGTH, newCode, shortUrl } from '../../../simulator/messages/links';
import { measureText, renderText } from '../../../simulator/messages/text';

const link = shortUrl('AbCdE');
const render = (template: string, variables: Record<string, unknown> = {}) =>
	renderText(template, variables, link);

test('links have exactly 21 characters, as 8x8 promises', () => {
	expect(LINK_LENGTH).toBe(21);
	for (let count = 0; count < 1_000; count += 1) {
		expect(shortUrl(newCode(() => false))).toMatch(/^https:\/\/s8x8\.io\/[0-9A-Za-z]{5}$/);
	}
});

test('a code that is taken is not given again', () => {
	let asked = 0;
	const code = newCode(() => (asked += 1) < 5);
	expect(asked).toBe(5);
	expect(code).toMatch(/^[0-9A-Za-z]{5}$/);
});

test.each<[string, Record<string, unknown>, string, string[]]>([
	['{{url}}', {}, link, []],
	['{{url:}}', {}, link, []],
	['{{url:a:b}}', { a: 1, b: 2 }, link, []],
	['{{url:a:b}}', { a: 1 }, link, ['b']],
	['{{url}} and {{url}}', {}, `${link} and ${link}`, []],
	['{{a}}{{b}}', { a: 'x', b: 'y' }, 'xy', []],
	['{{a}}{{a}}', {}, '', ['a']],
	['{{a.b-c_d}}', { 'a.b-c_d': 0 }, '0', []],
	['{{a}}', { a: '' }, '', []],
	['{{a}}', { a: null }, '', ['a']],
	['{{a}}', { a: '{{b}}', b: 'never' }, '{{b}}', []],
	['{{a}}', { a: '$& $1' }, '$& $1', []],
	['{{a}}', { a: { b: 1 } }, '{"b":1}', []],
	['{{toString}}', {}, '', ['toString']],
	['{{ a }} {a} {{}} {{1}} {{url', { a: 1 }, '{{ a }} {a} {{}} {{1}} {{url', []],
	['{{{a}}}', { a: 1 }, '{1}', []],
])('%s with %j', (template, variables, text, unfilled) => {
	const rendered = render(template, variables);
	expect([rendered.text, rendered.unfilled]).toEqual([text, unfilled]);
});

test('never throws, and leaves no placeholder of its own unfilled in the text', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('{{', '}}', '{', '}', 'url', ':', '{{url}}', '{{a}}', '{{__proto__}}', '$&'),
	);
	const template = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
	const variables = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue());
	fc.assert(
		fc.property(template, variables, (text, values) => {
			const rendered = render(text, values);
			expect(rendered.hasLink || rendered.isCut).toBe(
				/\{\{url(:[^{}]*)?\}\}/.test(text) || rendered.isCut,
			);
			const links = rendered.text.split(link).length - 1;
			expect(links > 0).toBe(rendered.hasLink);
			expect(measureText(rendered.text).smsCount).toBeGreaterThan(0);
			expect(measureText(rendered.text).smsCount).toBeLessThanOrEqual(10);
		}),
		{ numRuns: 1_000 },
	);
});

test.each<[string, string, number]>([
	['a'.repeat(160), 'GSM7', 1],
	['a'.repeat(161), 'GSM7', 2],
	['a'.repeat(306), 'GSM7', 2],
	['a'.repeat(307), 'GSM7', 3],
	['€'.repeat(80), 'GSM7', 1],
	['€'.repeat(81), 'GSM7', 2],
	['é'.repeat(160), 'GSM7', 1],
	['ê'.repeat(70), 'UCS2', 1],
	['ê'.repeat(71), 'UCS2', 2],
	['😀'.repeat(35), 'UCS2', 1],
	['😀'.repeat(36), 'UCS2', 2],
	['', 'GSM7', 1],
	// An escape pair, or a surrogate pair, is not split over two parts.
	[`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM7', 3],
	[`${'ê'.repeat(66)}😀${'ê'.repeat(66)}`, 'UCS2', 3],
])('measures %#', (text, encoding, smsCount) => {
	expect(measureText(text)).toEqual({ encoding, smsCount });
});

describe('beyond ten parts', () => {
	test.each<[string, string, string]>([
		['GSM7', 'a', 'a'.repeat(1_530)],
		['UCS2', 'ê', 'ê'.repeat(670)],
		['UCS2', '😀', '😀'.repeat(330)],
	])('a text in %s of many %s is cut', (encoding, character, text) => {
		const rendered = render(character.repeat(2_000));
		expect([rendered.text, rendered.isCut]).toEqual([text, true]);
		expect(measureText(rendered.text)).toEqual({ encoding, smsCount: 10 });
	});

	test('a link at the end is lost, also when only its last character is', () => {
		const filler = 'a'.repeat(1_530 - LINK_LENGTH);
		expect(render(`${filler}{{url}}`)).toMatchObject({ hasLink: true, isCut: false });
		expect(render(`${filler}a{{url}}`)).toMatchObject({ hasLink: false, isCut: true });
		expect(render(`{{url}}${filler}aa`)).toMatchObject({ hasLink: true, isCut: true });
	});
});
