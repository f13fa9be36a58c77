// Mathematical digits come as five runs in a row; every other script has one run from 0 to 9.
const MATHEMATICAL_ZERO = 0x1d7ce;
const MATHEMATICAL_LAST = 0x1d7ff;

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code));

function valueOf(digit: string): string {
	const code = digit.codePointAt(0) as number;
	if (code >= MATHEMATICAL_ZERO && code <= MATHEMATICAL_LAST) {
		return String((code - MATHEMATICAL_ZERO) % 10);
	}
	let value = 0;
	while (value < 9 && isDigit(code - value - 1)) value += 1;
	return String(value);
}

/** The text with the decimal digits of any script (`٩`, `９`, `९`) as 0 to 9. */
export function asciiDigits(text: string): string {
	return text.replace(/[^\P{Nd}0-9]/gu, valueOf);
}
