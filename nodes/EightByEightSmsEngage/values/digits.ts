/** Unicode has the decimal digits of a script in a run from 0 to 9, and some runs right behind others. */
function valueOf(digit: string): string {
	let before = digit.codePointAt(0)! - 1;
	let count = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(before))) {
		before--;
		count++;
	}
	return String(count % 10);
}

/** The text with the decimal digits of any script (`٩`, `９`, `९`) as 0 to 9. */
export function asciiDigits(text: string): string {
	return text.replace(/[^\P{Nd}0-9]/gu, valueOf);
}
