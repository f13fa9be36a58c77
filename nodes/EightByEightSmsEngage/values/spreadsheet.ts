/** What spreadsheets make of phone numbers that they take for numbers. */
import { isValidNumber } from './numberingPlan';
import { AS_TEXT, type Refusal } from './numberRefusal';

const EXPONENT = /^[+-]?\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+$/i;

const DECIMALS = /^\+?\d+[.,]\d{1,2}$|^\+?\d{7,}[.,]0{3,}$/;

const THOUSANDS = /^\+?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/** What is left of 6.28123E+11, or of 6.28E+12 in a narrow column: six digits and zeros, or fewer. */
const ROUNDED = /^[1-9]\d{4}[1-9]0{6,9}$|^[1-9]\d{2,6}0{8,12}$/;

/** A number that a spreadsheet shows or saves as a number, so that digits are or may be lost. */
export function lostDigits(text: string): Refusal | undefined {
	if (EXPONENT.test(text)) {
		return { what: 'has lost digits in a spreadsheet', wayOut: `${AS_TEXT}.` };
	}
	if (DECIMALS.test(text)) {
		return {
			what: 'has decimal places',
			wayOut: `A spreadsheet has calculated with it, so digits may be lost. ${AS_TEXT}.`,
		};
	}
	if (THOUSANDS.test(text)) {
		return { what: 'has commas between its thousands', wayOut: `${AS_TEXT}.` };
	}
	if (ROUNDED.test(text)) {
		return {
			what: 'has lost digits in a spreadsheet, to judge by its zeros',
			wayOut: `A spreadsheet shows a long number as 6.28123E+11 and saves no more of it as CSV. ${AS_TEXT}. If it is the number, write + and its country code in front.`,
		};
	}
	return undefined;
}

/**
 * A minus with too few digits, or with one less than a number of North America: a spreadsheet has
 * calculated +65-91234567 or +1-4155552671.
 *
 * @param number what the text reads as, in E.164
 */
export function calculated(written: string, number: string): Refusal | undefined {
	const digits = /^\s*['"]?[-\u2212](\d+)(?:[.,]0{1,2})?['"]?\s*$/.exec(written)?.[1];
	if (digits === undefined) return undefined;
	if (number === `+${digits}` && !isValidNumber('1', String(Number(digits) + 1))) return undefined;
	return {
		what: 'is a negative number',
		wayOut: `A spreadsheet has calculated with it: there, +65-91234567 is a formula. ${AS_TEXT}. If it is the number, remove the minus.`,
	};
}
