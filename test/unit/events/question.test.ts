import { decodeHTML } from 'entities';
import fc from 'fast-check';

import { timed } from '../../support/processorTime';
import { decodeEntities } from '../../../nodes/EightByEightSmsEngage/events/htmlEntities';
import {
	cleanQuestion,
	foldQuestion,
	withoutNumbering,
} from '../../../nodes/EightByEightSmsEngage/events/question';

const fold = (text: string) => foldQuestion(cleanQuestion(text));

/** One way of writing a text that leaves it the same question. */
const typography = fc.constantFrom<(text: string) => string>(
	(text) => text.toUpperCase(),
	(text) => text.normalize('NFD'),
	(text) => text.normalize('NFC'),
	(text) => text.replaceAll("'", '’'),
	(text) => text.replaceAll('"', '„'),
	(text) => text.replaceAll('-', '\u2011'),
	(text) => text.replaceAll('...', '…'),
	(text) => text.replaceAll(' ', '\u00a0'),
	(text) => text.replaceAll(' ', '\r\n\t '),
	(text) => [...text].join('\u200b'),
	(text) => ` ${text}\ufeff`,
	(text) =>
		text.replace(/[\u0021-\u003b\u003f-\u007e]/g, (sign) =>
			/[[\]&<>#;()]/.test(sign) ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
		),
);
/** And one way of writing that as HTML, which comes last: what it writes is no text any more. */
const markup = fc.constantFrom<(text: string) => string>(
	(text) => text,
	(text) => `<p>${text}</p>`,
	(text) => `<span style="x">${text}</span> *`,
	(text) => text.replace(/[^\0-\x7f]/gu, (sign) => `&#${sign.codePointAt(0)};`),
);
const words = fc.stringMatching(/^[A-Za-zÀ-öø-ÿЀ-я一-龥\d"'.,?! -]{1,40}$/u);

test('the same question in any typography is the same question', () => {
	fc.assert(
		fc.property(words, fc.array(typography, { maxLength: 3 }), markup, (text, ways, asHtml) => {
			const written = asHtml(ways.reduce((sofar, way) => way(sofar), text));
			expect(fold(written)).toBe(fold(text));
		}),
		{ numRuns: 5000 },
	);
});

const number = fc.constantFrom('1. ', '2) ', '(3) ', '4: ', '5 - ', 'Q6. ', '1.2. ', '10. ');

test('the same question behind a number is the same question, in any typography', () => {
	const asked = words.filter((text) => /^\p{L}{2}/u.test(text));
	fc.assert(
		fc.property(number, asked, fc.array(typography, { maxLength: 3 }), markup, (...given) => {
			const [front, text, ways, asHtml] = given;
			const written = asHtml(ways.reduce((sofar, way) => way(sofar), front + text));
			expect(foldQuestion(withoutNumbering(cleanQuestion(written)))).toBe(fold(text));
		}),
		{ numRuns: 3000 },
	);
});

test('the named entities are those of HTML 4, read as browsers do', () => {
	const named = fc.constantFrom(
		...['nbsp', 'rsquo', 'agrave', 'Agrave', 'yuml', 'szlig', 'OElig', 'Yuml', 'fnof', 'thetasym'],
		...['Omega', 'omega', 'sigmaf', 'hellip', 'euro', 'trade', 'rArr', 'lang', 'rang', 'diams'],
		...['quot', 'amp', 'lt', 'gt', 'apos', 'frac12', 'times', 'divide', 'Prime', 'zwj', 'sdot'],
	);
	const numbered = fc.oneof(
		fc.integer({ min: 0, max: 0x11ffff }).map((code) => `#${code}`),
		fc.integer({ min: 0, max: 0x120 }).map((code) => `#x${code.toString(16)}`),
	);
	fc.assert(
		fc.property(fc.oneof(named, numbered), (name) => {
			expect(decodeEntities(`a&${name};b`)).toBe(decodeHTML(`a&${name};b`));
		}),
		{ numRuns: 3000 },
	);
});

test.each([
	'<a',
	'<!--',
	'<!-- >',
	'[url(',
	'[url()',
	'[',
	'&#',
	'&#1',
	'&a',
	'<',
	'<a "',
	' ',
	'1.',
	'*',
	"'",
])('takes no time over %j 10,000 times', (text) => {
	const [, ms] = timed(() => [fold(text.repeat(10_000)), fold(`x${text.repeat(10_000)}y`)]);
	expect(ms).toBeLessThan(2_000);
});

test.each([
	...[
		'1. ',
		'2) ',
		'(3) ',
		'4: ',
		'5 - ',
		'Q6. ',
		'q 7) ',
		'#8. ',
		'1.2. ',
		'2.) ',
		'10.1.1.: ',
	].map((number) => [`${number}How was it?`, 'How was it?']),
	...['3-5 times?', '1.5 hours?', 'Q? 1', '1234. How?', '7', '1.'].map((text) => [text, text]),
])('%j without its number is %j', (text, left) => {
	expect(withoutNumbering(text!).trim()).toBe(left);
});
