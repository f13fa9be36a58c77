import { plansOfCode, splitCountryCode } from './numberingPlan';
import { noSuchCountryCode, unusedZero, wrongLength, type Refusal } from './numberRefusal';

/** `number` is in E.164; `valid` is libphonenumber's word. */
export interface PhoneNumber {
	number: string;
	valid: boolean;
}

/** A number, or why the text is not one. */
export type Reading = PhoneNumber | Refusal;

export const isNumber = (reading: Reading): reading is PhoneNumber => 'number' in reading;

/** 8x8's rule for `destination` (Send SMS Engage survey), with the plus that it leaves open. */
export const ACCEPTED = /^\+[1-9][0-9]{6,14}$/;

/** Whether the number is valid in one of the countries that share the code. */
export function isValidNumber(callingCode: string, national: string): boolean {
	return plansOfCode(callingCode).some((plan) => plan.isValid(national));
}

/** The number in E.164, unless it has more or fewer digits than 8x8 takes. */
export function e164(
	callingCode: string,
	national: string,
	valid = isValidNumber(callingCode, national),
): PhoneNumber | undefined {
	const number = `+${callingCode}${national}`;
	return ACCEPTED.test(number) ? { number, valid } : undefined;
}

/**
 * An international number. It has to be of a possible length and need not be valid, since ranges
 * are in use before the tables know them. A trunk prefix 0 behind the country code is dropped where
 * the number is not valid with it: `+44 (0)7700 900123`.
 *
 * @param digits from the country code on
 */
export function readInternational(digits: string, written: string): Reading {
	const parts = splitCountryCode(digits);
	if (!parts) return noSuchCountryCode(written, digits);
	const { callingCode, national } = parts;
	const plans = plansOfCode(callingCode);
	const isPossible = (count: number) => plans.some((plan) => plan.lengths.includes(count));

	const asWritten = e164(callingCode, national);
	if (asWritten?.valid) return asWritten;
	if (national.startsWith('0') && isPossible(national.length - 1)) {
		const without = e164(callingCode, national.slice(1));
		if (without && plans.some((plan) => plan.trunkPrefix === '0')) return without;
		// A 0 from another country's habit, or a new range: both are of a possible length.
		if (without && isPossible(national.length)) {
			return unusedZero(written, callingCode, without.number);
		}
	}
	if (asWritten && isPossible(national.length)) return asWritten;
	return wrongLength(written, national.length, plans, `after +${callingCode}`);
}
