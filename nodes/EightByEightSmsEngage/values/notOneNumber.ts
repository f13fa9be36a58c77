import { quoted } from './invalidValue';
import {
	AS_TEXT,
	date,
	EXAMPLE,
	extension,
	refusal,
	twoNumbers,
	type Refusal,
} from './numberRefusal';

/** What people and programs write when there is no number. */
const NOTHING =
	/^(?:#?n\/?a!?|#(?:ref|value|name|null|num|div\/0)!?\??|none|null|nil|nan|undefined|unknown|empty|no|tbd|tba|test)$/i;

const EXTENSION = new RegExp(
	'\\d[\\s.,()\\]-]*(?:' +
		[
			';\\s*ext\\s*=',
			'(?:e?xt(?:ensi[oó]n|ension|n|e)?|xx?|int(?:erno)?|anexo|ramal|poste|durchwahl|dw|ap{1,2}(?:arat)?|toestel|доб(?:авочный)?|вн)[\\s.:=-]*',
			'[#~*]+\\s*',
			',,+\\s*',
			'[pw]\\s*',
		].join('|') +
		')\\(?\\d{1,8}\\)?#?$',
	'iu',
);

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
export const DATE = new RegExp(
	`^(?:${YEAR}([-/.])${MONTH}\\1${DAY}|${DAY}([-/.])${MONTH}\\2(?:${YEAR}|\\d\\d)|${MONTH}([-/.])${DAY}\\3(?:${YEAR}|\\d\\d))(?:[T ,]+\\d{1,2}[:.]\\d\\d.*)?$`,
	'i',
);

const IP_ADDRESS =
	/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d+|\/\d+)?$/;

/** Separators of two numbers, which nobody writes inside one. */
const SEPARATOR = /[;,|&\n\\]|\b(?:or|and|oder|und)\b|(?<=\d[^+]*)\+/i;

/** More than one number ever needs. */
export const LONGEST = 200;

/**
 * What is visibly wrong with a text, before any numbering plan is consulted; undefined when it holds
 * only digits, a leading plus, and what people write between digits.
 *
 * @param text as `plainNumber` gives it
 */
export function notOneNumber(text: string, written: string): Refusal | undefined {
	const refused = (what: string, way: string) => refusal(what, written, way);
	if (written.length > LONGEST) {
		return refused(
			'is too long for a phone number',
			`Enter one number and nothing else, such as ${EXAMPLE}.`,
		);
	}
	if (NOTHING.test(text) || NOTHING.test(written.trim())) {
		return {
			message: `'Phone Number' holds no number, but ${quoted(written.trim())}`,
			description: `Enter a number such as ${EXAMPLE}, or filter out the items without one before this node.`,
		};
	}
	if (!/[\p{L}\p{N}]/u.test(text)) return emptyField(written);
	if (/^[+-]?\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+$/i.test(text)) {
		return refused('has lost digits in a spreadsheet', `${AS_TEXT}.`);
	}
	if (/^\+?\d+[.,]\d{1,2}$|^\+?\d{7,}[.,]0{3,}$/.test(text)) {
		return refused(
			'has decimal places',
			`A spreadsheet has calculated with it, so digits may be lost. ${AS_TEXT}.`,
		);
	}
	if (/^\+?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) {
		return refused('has commas between its thousands', `${AS_TEXT}.`);
	}
	if (DATE.test(text)) return date(written);
	if (IP_ADDRESS.test(text)) {
		return refused(
			'holds an IP address',
			'Check that the expression names the field with the phone number. If it is a phone number, write it with spaces instead of dots.',
		);
	}
	if (EXTENSION.test(text)) return extension(written);
	if (text.split(SEPARATOR).filter((part) => /\d/.test(part)).length > 1)
		return twoNumbers(written);
	const letter = /\p{L}+/u.exec(text)?.[0];
	if (letter) {
		return refused(
			'holds letters',
			`Remove ${quoted(letter)}, so that only the number is left. Digits spelled as letters (1-800-FLOWERS) have to be written as digits.`,
		);
	}
	const other = /[^\d+\s()[\]./-]/u.exec(text)?.[0];
	if (other) {
		return refused(
			`holds ${quoted(other)}, which no phone number has`,
			`Remove it, so that only the number is left, such as ${EXAMPLE}.`,
		);
	}
	if (/[^(\s[].*\+|\+.*\+/.test(text)) {
		return refused(
			'has a + in the wrong place',
			`One + stands in front of the country code, such as ${EXAMPLE}.`,
		);
	}
	return undefined;
}

function emptyField(written: string): Refusal {
	const marks = written.replace(/[\s\p{Cf}\p{Cc}]/gu, '');
	return {
		message:
			marks === '' ? "'Phone Number' is empty" : `'Phone Number' holds no digits: ${quoted(marks)}`,
		description: `Enter a number with + and its country code, such as ${EXAMPLE}. If an expression fills the field: does it name the right field of the input item?`,
	};
}
