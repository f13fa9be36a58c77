import { asciiDigits } from './digits';

// Cf are the invisible marks (text direction, zero-width) that come along with a copied number.
const INVISIBLE = /[\p{Cf}\uFE00-\uFE0F]|(?![\t\n\v\f\r\x85])\p{Cc}/gu;
const LINE_BREAK = /\s*[\n\v\f\r\x85\u2028\u2029]\s*/g;
const DASH = /[\p{Pd}\u2212\u2043]/gu;
const DOT = /[\u00B7\u2022\u2024\u2027\u30FB]/g;
const COMMA = /[\u060C\u066B\u066C\u3001]/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

const QUOTE = '[\'"`\u2018-\u201F\u2039\u203A\u00AB\u00BB]';
const AROUND_START = new RegExp(`^(?:\\s|=(?=\\s*${QUOTE})|${QUOTE}|(?:tel|sms|whatsapp):)+`, 'iu');
const AROUND_END = new RegExp(
	`(?:\\s|${QUOTE}|(?<=\\d)\\s*@(?:c\\.us|s\\.whatsapp\\.net))+$`,
	'iu',
);

// Not those that belong to an extension (#, *), nor the brackets round the first or last group.
const PUNCTUATION_START = /^(?:(?![+#*@&%([{])[\p{P}\s|<>])+/u;
const PUNCTUATION_END = /(?:(?![+#*@&%)\]}])[\p{P}\s|<>])+$/u;

/**
 * The number as written, in ASCII where there is such a form: digits of all scripts, dashes, blanks
 * (one), line breaks (`\n`). Invisible marks, quotation marks, `tel:` and its like, punctuation at
 * the ends and the `.0` of a spreadsheet are gone; what stands between the digits is still there.
 */
export function plainNumber(written: string): string {
	let text = asciiDigits(written)
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(/\uFF61|\u3002/g, '.')
		.replace(/\u207A|\uFE62/g, '+')
		.replace(/\u061B/g, ';')
		.replace(DASH, '-')
		.replace(DOT, '.')
		.replace(COMMA, ',')
		.replace(LINE_BREAK, '\n')
		.replace(/[^\S\n]+/g, ' ');
	for (let before = ''; before !== text; ) {
		before = text;
		text = text
			.replace(AROUND_START, '')
			.replace(AROUND_END, '')
			.replace(PUNCTUATION_START, '')
			.replace(PUNCTUATION_END, '');
	}
	return text.replace(/^(\+?\d+)[.,]0{1,2}$/, '$1');
}
