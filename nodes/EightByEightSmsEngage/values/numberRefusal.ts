import { quoted } from './invalidValue';
import type { NumberingPlan } from './numberingPlan';

/** Why a text is not surely one phone number: what is wrong with it, and the way out. */
export interface Refusal {
	message: string;
	description: string;
}

export const EXAMPLE = '+6591234567';

export const AS_TEXT = 'In the spreadsheet, format the column as text and enter the number again';

/** @param what such as `holds letters` */
export const refusal = (what: string, written: string, description: string): Refusal => ({
	message: `'Phone Number' ${what}: ${quoted(written.trim())}`,
	description,
});

export function extension(written: string): Refusal {
	return refusal(
		'has an extension',
		written,
		'An SMS reaches no extension. Leave the extension out if the number takes SMS without it, or use a mobile number.',
	);
}

/** @param number the one in front */
export function digitsBehind(written: string, number: string): Refusal {
	return refusal(
		'has digits behind a whole number',
		written,
		`Without them it is ${number}. If that is meant, remove them. If they belong to the number, write it with + and its country code and without spaces or marks.`,
	);
}

export function twoNumbers(written: string): Refusal {
	return refusal(
		'holds more than one number',
		written,
		'One item takes one number. Keep one of them, or make an item of each before this node.',
	);
}

export function date(written: string): Refusal {
	return refusal(
		'holds a date',
		written,
		'Check that the expression names the field with the phone number. If it is a phone number, write it with + and its country code, and with spaces instead of dots, dashes or slashes.',
	);
}

export function negative(written: string): Refusal {
	return refusal(
		'is a negative number',
		written,
		`A spreadsheet has calculated with it: there, +65-91234567 is a formula. ${AS_TEXT}. If it is the number, remove the minus.`,
	);
}

export function rounded(written: string): Refusal {
	return refusal(
		'has lost digits in a spreadsheet, to judge by its zeros',
		written,
		`A spreadsheet shows a long number as 6.28123E+11 and saves no more of it as CSV. ${AS_TEXT}. If it is the number, write + and its country code in front.`,
	);
}

export function noSuchCountryCode(written: string, digits: string): Refusal {
	return refusal(
		'has a country code that does not exist',
		written,
		`No country code begins like ${quoted(digits.slice(0, 3))}. Check the digits after the + or 00.`,
	);
}

/** @param countryField whether the operation has a field Country */
export function noCountryCode(written: string, countryField: boolean): Refusal {
	return refusal(
		'has no country code',
		written,
		`Write + and the country code in front, such as ${EXAMPLE}${orCountry(countryField)}.`,
	);
}

export function uncertainCountry(written: string, number: string, countryField: boolean): Refusal {
	return refusal(
		'does not show its country for certain',
		written,
		`If ${number} is meant, write the + in front. If its country code is missing, add it with a + in front${orCountry(countryField)}.`,
	);
}

const orCountry = (countryField: boolean) =>
	countryField ? ", or set 'Country' under 'Additional Fields' to the country of the numbers" : '';

export function twoReadings(written: string, one: string, other: string): Refusal {
	return refusal(
		'can be read in two ways',
		written,
		`Write it with + in front: ${one} or ${other}.`,
	);
}

/** @param without the number without the zero, if that could be meant */
export function unusedZero(written: string, callingCode: string, without?: string): Refusal {
	return refusal(
		`has a 0 that numbers with +${callingCode} do not begin with`,
		written,
		without
			? `If ${without} is meant, leave the 0 out. Otherwise check the number.`
			: "Check the number, and that 'Country' is right.",
	);
}

/** @param where such as `after +65` */
export function wrongLength(
	written: string,
	count: number,
	plans: NumberingPlan[],
	where: string,
): Refusal {
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
	return refusal(`has ${amount}`, written, `${rule} Check it for missing or extra digits.`);
}
