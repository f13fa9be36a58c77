/** More than one number in a text, or a number with an extension. */
import { isNumber, isValid, type PhoneNumber, type Reading } from './e164';
import { digitsBehind, EXTENSION, TWO_NUMBERS, type Refusal } from './numberRefusal';

/** Reads a part of the text as if it were the whole. */
type Read = (part: string) => Reading;

const EXTENSION_MARK = new RegExp(
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

/** Separators of two numbers, which nobody writes inside one. */
const SEPARATOR = /[;,|&\n\\]|\b(?:or|and|oder|und)\b|(?<=\d[^+]*)\+/i;

/** The fewest digits of a whole number that 8x8 takes. */
const FEWEST = 7;

/** The fewest of a national number: Andorra's mobile telephones have six. */
const SHORTEST_FRONT = 6;

/** More digits than that, behind a number of Country, may be the end of one from abroad. */
const LONGEST_REST = 3;

/** An extension, or two numbers, that a word or a mark tells. */
export function markedParts(text: string): Refusal | undefined {
	if (EXTENSION_MARK.test(text)) return EXTENSION;
	const parts = text.split(SEPARATOR).filter((part) => /\d/.test(part));
	return parts.length > 1 ? TWO_NUMBERS : undefined;
}

const digitsIn = (text: string) => text.replace(/\D/g, '').length;

/** Two numbers that a blank or a slash divides, or a number with an extension behind it. */
export function dividedParts(text: string, read: Read): Refusal | undefined {
	const bracketed = /^(.+?)\s*[([]\s*(\d{1,6})\s*[)\]]$/.exec(text)?.[1];
	if (bracketed !== undefined && isNumber(read(bracketed))) return EXTENSION;
	for (const { index, 0: mark } of text.matchAll(/[\s/]+/g)) {
		const [left, right] = [text.slice(0, index), text.slice(index + mark.length)];
		if (digitsIn(left) < FEWEST) continue;
		const slash = mark.includes('/');
		if (!slash && digitsIn(right) < FEWEST) break;
		if (!isValid(read(left))) continue;
		if (isValid(read(right))) return TWO_NUMBERS;
		if (slash) return digitsIn(right) < FEWEST ? EXTENSION : TWO_NUMBERS;
	}
	return undefined;
}

/**
 * A valid number of Country, or of the country code that is written, with more digits behind it that
 * make none there: 090 7642 8478-12 of Japan. With them it may be a stranger's, as 916 514 336 011 of
 * Portugal is in India.
 *
 * @param whole the whole text's number
 * @param isHere whether a number is of Country, or of the country code that is written
 */
export function trailingDigits(
	text: string,
	whole: PhoneNumber,
	isHere: (number: PhoneNumber) => boolean,
	read: Read,
): Refusal | undefined {
	if (whole.valid && isHere(whole)) return undefined;
	// 61 412 345 678 is written as a number of Australia.
	const isApart = /\d+/.exec(text)?.[0] === whole.callingCode;
	const most = !whole.valid ? Infinity : isApart ? LONGEST_REST - 1 : LONGEST_REST;
	for (const { index } of text.matchAll(/\D+(?=\d)/g)) {
		const front = text.slice(0, index);
		if (digitsIn(front) < SHORTEST_FRONT || digitsIn(text.slice(index)) > most) continue;
		const reading = read(front);
		if (isValid(reading) && isHere(reading)) return digitsBehind(reading.number);
	}
	return undefined;
}
