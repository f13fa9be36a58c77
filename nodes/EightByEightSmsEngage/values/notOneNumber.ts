import { quoted } from './invalidValue';
import { markedParts } from './numberParts';
import { CHECK_FIELD, DATE, EXAMPLE, type Refusal } from './numberRefusal';
import { lostDigits } from './spreadsheet';
import { assertFilledIn } from './unfilledCode';

/** What people and programs write when there is no number. */
const NOTHING =
	/^(?:#?n\/?a!?|#(?:ref|value|name|null|num|div\/0)!?\??|none|null|nil|nan|undefined|unknown|empty|no|tbd|tba|test)$/i;

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DATE_TEXT = new RegExp(
	`^(?:${YEAR}([-/.])${MONTH}\\1${DAY}|${DAY}([-/.])${MONTH}\\2(?:${YEAR}|\\d\\d)|${MONTH}([-/.])${DAY}\\3(?:${YEAR}|\\d\\d))(?:[T ,]+\\d{1,2}[:.]\\d\\d.*)?$`,
	'i',
);

const IP_ADDRESS =
	/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d+|\/\d+)?$/;

/** More than one number ever needs. */
export const LONGEST = 200;

/**
 * What is visibly wrong with a text, before any numbering plan is consulted; undefined when it holds
 * only digits, a leading plus, and what people write between digits.
 *
 * @param text as `plainNumber` gives it
 * @throws {InvalidValueError} for `{{ $json.phone }}` as it stands
 */
export function notOneNumber(text: string, written: string): Refusal | undefined {
	assertFilledIn(written, 'Phone Number');
	if (written.length > LONGEST) {
		return {
			what: 'is too long for a phone number',
			wayOut: `Enter one number and nothing else, such as ${EXAMPLE}.`,
		};
	}
	if (NOTHING.test(text) || NOTHING.test(written.trim())) {
		return {
			what: 'holds no number',
			shown: `, but ${quoted(written.trim())}`,
			wayOut: `Enter a number such as ${EXAMPLE}, or filter out the items without one before this node.`,
		};
	}
	if (!/[\p{L}\p{N}]/u.test(text)) return emptyField(written);
	const lost = lostDigits(text);
	if (lost) return lost;
	if (DATE_TEXT.test(text)) return DATE;
	if (IP_ADDRESS.test(text)) {
		return {
			what: 'holds an IP address',
			wayOut: `${CHECK_FIELD} write it with spaces instead of dots.`,
		};
	}
	return markedParts(text) ?? otherCharacters(text);
}

function emptyField(written: string): Refusal {
	const marks = written.replace(/[\s\p{Cf}\p{Cc}]/gu, '');
	return {
		what: marks === '' ? 'is empty' : 'holds no digits',
		shown: marks === '' ? '' : `: ${quoted(marks)}`,
		wayOut: `Enter a number with + and its country code, such as ${EXAMPLE}. If an expression fills the field: does it name the right field of the input item?`,
	};
}

function otherCharacters(text: string): Refusal | undefined {
	const letter = /\p{L}+/u.exec(text)?.[0];
	if (letter) {
		return {
			what: 'holds letters',
			wayOut: `Remove ${quoted(letter)}, so that only the number is left. Digits spelled as letters (1-800-FLOWERS) have to be written as digits.`,
		};
	}
	const other = /[^\d+\s()[\]./-]/u.exec(text)?.[0];
	if (other) {
		return {
			what: `holds ${quoted(other)}, which no phone number has`,
			wayOut: `Remove it, so that only the number is left, such as ${EXAMPLE}.`,
		};
	}
	if (/[^(\s[].*\+|\+.*\+/.test(text)) {
		return {
			what: 'has a + in the wrong place',
			wayOut: `One + stands in front of the country code, such as ${EXAMPLE}.`,
		};
	}
	return undefined;
}
