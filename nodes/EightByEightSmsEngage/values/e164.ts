import { isValidNumber } from './numberingPlan';
import type { Refusal } from './numberRefusal';

export interface PhoneNumber {
	/** In E.164, with its plus. */
	number: string;
	callingCode: string;
	/** libphonenumber's word: in a range that the numbering plans know. */
	valid: boolean;
}

/** A number, or why the text is not one. */
export type Reading = PhoneNumber | Refusal;

export const isNumber = (reading: Reading): reading is PhoneNumber => 'number' in reading;

export const isValid = (reading: Reading): reading is PhoneNumber =>
	isNumber(reading) && reading.valid;

/** 8x8's rule for `destination` (Send SMS Engage survey), with the plus that it leaves open. */
export const ACCEPTED = /^\+[1-9][0-9]{6,14}$/;

/** The number in E.164, unless it has more or fewer digits than 8x8 takes. */
export function e164(callingCode: string, national: string): PhoneNumber | undefined {
	const number = `+${callingCode}${national}`;
	return ACCEPTED.test(number)
		? { number, callingCode, valid: isValidNumber(callingCode, national) }
		: undefined;
}
