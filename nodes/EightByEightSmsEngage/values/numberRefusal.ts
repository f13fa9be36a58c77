import type { NumberingPlan } from './numberingPlan';
import { quoted } from './invalidValue';

/** Why a text is not surely one phone number. */
export interface Refusal {
	/** What is wrong with it, such as `holds letters`. */
	what: string;
	wayOut: string;
	/** What the error shows behind `what`; the text as given unless set. */
	shown?: string;
}

export const EXAMPLE = '+6591234567';

export const AS_TEXT = 'In the spreadsheet, format the column as text and enter the number again';

export const EXTENSION: Refusal = {
	what: 'has an extension',
	wayOut:
		'An SMS reaches no extension. Leave the extension out if the number takes SMS without it, or use a mobile number.',
};

export const TWO_NUMBERS: Refusal = {
	what: 'holds more than one number',
	wayOut: 'One item takes one number. Keep one of them, or make an item of each before this node.',
};

export const CHECK_FIELD =
	'Check that the expression names the field with the phone number. If it is a phone number,';

export const DATE: Refusal = {
	what: 'holds a date',
	wayOut: `${CHECK_FIELD} write it with + and its country code, and with spaces instead of dots, dashes or slashes.`,
};

/** @param number the one in front */
export const digitsBehind = (number: string): Refusal => ({
	what: 'has digits behind a whole number',
	wayOut: `Without them it is ${number}. If that is meant, remove them. If they belong to the number, write it with + and its country code and without spaces or marks.`,
});

export const noSuchCountryCode = (digits: string): Refusal => ({
	what: 'has a country code that does not exist',
	wayOut: `No country code begins like ${quoted(digits.slice(0, 3))}. Check the digits after the + or 00.`,
});

const orCountry = (countryField: boolean) =>
	countryField ? ", or set 'Country' under 'Additional Fields' to the country of the numbers" : '';

/** @param countryField whether the operation has a field Country */
export const noCountryCode = (countryField: boolean): Refusal => ({
	what: 'has no country code',
	wayOut: `Write + and the country code in front, such as ${EXAMPLE}${orCountry(countryField)}.`,
});

/** @param countryField whether Country is there and not set */
export const uncertainCountry = (number: string, countryField = false): Refusal => ({
	what: 'does not show its country for certain',
	wayOut: `If ${number} is meant, write the + in front. If its country code is missing, add it with a + in front${orCountry(countryField)}.`,
});

export const twoReadings = (one: string, other: string): Refusal => ({
	what: 'can be read in two ways',
	wayOut: `Write it with + in front: ${one} or ${other}.`,
});

/** @param without the number without the zero, if that could be meant */
export const unusedZero = (callingCode: string, without?: string): Refusal => ({
	what: `has a 0 that numbers with +${callingCode} do not begin with`,
	wayOut: without
		? `If ${without} is meant, leave the 0 out. Otherwise check the number.`
		: "Check the number, and that 'Country' is right.",
});

/** @param where such as `after +65` */
export function wrongLength(count: number, plans: NumberingPlan[], where: string): Refusal {
	const lengths = [...new Set(plans.flatMap((plan) => plan.lengths))].sort((a, b) => a - b);
	const [least, most] = [lengths[0]!, lengths.at(-1)!];
	const expected =
		lengths.length > 2 && most - least === lengths.length - 1
			? `${least} to ${most}`
			: lengths.join(', ').replace(/, (\d+)$/, ' or $1');
	const amount =
		count < least
			? 'too few digits'
			: count > most
				? 'too many digits'
				: lengths.includes(count)
					? 'more or fewer digits than 8x8 takes'
					: 'the wrong number of digits';
	const rule = lengths.includes(count)
		? '8x8 takes 7 to 15 digits, country code included.'
		: `It has ${count} digits ${where}, and numbers there have ${expected}.`;
	return { what: `has ${amount}`, wayOut: `${rule} Check it for missing or extra digits.` };
}
