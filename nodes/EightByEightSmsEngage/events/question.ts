import { asciiDigits } from '../values/digits';
import { withoutBlanks } from '../values/fold';
import { plainText } from './plainText';

/** Marks that fill something in on the survey page: `[url('name')]`, `[question('value'), id='3']`. */
const SURVEY_MARK = /\[\s*(?:url|question|contact)\s*\([^[\]]*\]/gi;

/**
 * A question's text as a person reads it on the survey page: without HTML, line breaks and survey
 * marks. Empty when the value is neither a text nor a number.
 */
export function cleanQuestion(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	return plainText(String(value)).replace(SURVEY_MARK, '').replace(/\s+/g, ' ').trim();
}

const QUOTES = /[\p{Quotation_Mark}`\u00b4\u02b9-\u02bd\u02c8\u2032-\u2037]/gu;
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
// "1.", "2)", "(3)", "4:", "5 -", "Q6.", "1.2." and "7、", not "3-5 times" or "1.5 hours".
const NUMBERING = /^(?:q|#)?\s?\(?\d{1,3}(?:\.\d{1,3}){0,3}\s?[.):\u3001-]+(?=[^\d.):\u3001-])/i;

/** The text with one form of quotes, dashes, dots, digits and letters with accents. */
function inOneForm(cleaned: string): string {
	const plain = cleaned
		.replace(QUOTES, "'")
		.normalize('NFKC')
		.replace(/\p{Dash}/gu, '-');
	return asciiDigits(plain).replace(/\u3002/g, '.');
}

/**
 * Equal for one question in any typography: case, blanks, invisible marks, a required question's `*`
 * at the end, the form of quotes, dashes and dots, and how a letter with an accent is written.
 */
export function foldQuestion(cleaned: string): string {
	return withoutBlanks(inOneForm(cleaned))
		.replace(/(?<!\*)\*+$/, '')
		.toUpperCase()
		.toLowerCase()
		.normalize('NFC');
}

/**
 * The question without the number in front of it, or whole when nothing else would be left, in one form
 * and without invisible marks.
 */
export function withoutNumbering(cleaned: string): string {
	const visible = inOneForm(cleaned).replace(INVISIBLE, '');
	return visible.replace(/\s+/g, ' ').trim().replace(NUMBERING, '');
}
