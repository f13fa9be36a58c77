import { InvalidValueError, quoted } from './invalidValue';

const FIELD = 'Destination';
const EXAMPLE = 'Write it with the country code, such as +6591234567.';

/** 8x8's rule for `destination` (Send SMS Engage survey). */
const ACCEPTED = /^\+?[1-9][0-9]{6,14}$/;

// Cf are the invisible marks (text direction, zero-width) that come along with a copied number.
const DECORATION = /[\s\p{Cf}\p{Pd}\u2212\u2043.\uFF0E\u00B7()[\]\uFF08\uFF09\uFF3B\uFF3D]/gu;

const SCIENTIFIC = /^\s*[+-]?\d+([.,]\d+)?e\+?\d+\s*$/i;

function refused(value: string, description: string): InvalidValueError {
	return new InvalidValueError(`${quoted(value)} is no phone number`, FIELD, description);
}

function given(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		if (Number.isSafeInteger(value) && value >= 0) return String(value);
		throw refused(
			String(value),
			`${EXAMPLE} If it comes from a spreadsheet, format the column as text: long numbers get rounded.`,
		);
	}
	if (value === undefined || value === null) return '';
	const kind = Array.isArray(value)
		? 'a list'
		: typeof value === 'object'
			? 'an object'
			: undefined;
	throw new InvalidValueError(
		`The destination is no phone number but ${kind ?? String(value)}`,
		FIELD,
		`${EXAMPLE} An expression has to give one number as text.`,
	);
}

/**
 * A phone number as 8x8 takes it. Blanks, dashes, dots and brackets are taken out, a leading `00`
 * becomes `+`; a number is taken as it reads.
 *
 * @param country The Country field, if filled in: 8x8 then takes a national number, though none
 * that starts with 0.
 * @throws InvalidValueError for what 8x8 would refuse.
 */
export function phoneNumber(value: unknown, country?: string): string {
	const text = given(value);
	const number = text.replace(DECORATION, '').replace(/^00/, '+');
	if (ACCEPTED.test(number)) return number;
	if (number === '') throw new InvalidValueError('The destination is empty', FIELD, EXAMPLE);
	if (SCIENTIFIC.test(text)) {
		throw refused(
			text,
			`A spreadsheet has shortened it and digits are lost: format the column as text and enter the number again. ${EXAMPLE}`,
		);
	}
	if (/^0\d+$/.test(number)) {
		const also = country
			? ' 8x8 takes no number that starts with 0, also when Country is set.'
			: '';
		throw refused(text, `It starts with 0, so its country code is missing. ${EXAMPLE}${also}`);
	}
	if (/^\+?[1-9]\d*$/.test(number)) {
		throw refused(
			text,
			`8x8 takes 7 to 15 digits, and it has ${number.replace('+', '').length}. ${EXAMPLE}`,
		);
	}
	throw refused(text, EXAMPLE);
}
