import { countryName } from './country';
import { areGroupedOtherwise, isNorthAmerican } from './digitGroups';
import { e164, isNumber, isValid, type Reading } from './e164';
import { readInternational } from './internationalNumber';
import { isValidNumber, type NumberingPlan } from './numberingPlan';
import {
	DATE,
	noCountryCode,
	twoReadings,
	uncertainCountry,
	unusedZero,
	wrongLength,
} from './numberRefusal';

/** A date as digits, 20261224. */
const DATE_DIGITS = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/**
 * A number without plus and prefix, with Country: one reading after the other, the surest first. It
 * begins with Country's own code and is valid behind it, also with a trunk prefix there (44 07700
 * 900123); it is a valid national number; a valid number of any country; a possible national number.
 */
export function readWithCountry(digits: string, text: string, plan: NumberingPlan): Reading {
	const international = readInternational(digits);
	if (isValid(international) && international.callingCode === plan.callingCode) {
		return international;
	}
	const national = nationalDigits(digits, plan);
	const inCountry = e164(plan.callingCode, national);
	if (inCountry?.valid) return inCountry;
	return (
		validOfAnyCountry(international, digits, text) ??
		possibleNational(international, national, digits, plan)
	);
}

/** A number without plus and prefix, and without Country: only a valid international one. */
export function readWithoutCountry(digits: string, text: string, countryField: boolean): Reading {
	const international = readInternational(digits);
	if (!isNumber(international) || isNorthAmerican(digits, text)) return noCountryCode(countryField);
	return (
		validOfAnyCountry(international, digits, text, countryField) ??
		uncertainCountry(international.number, countryField)
	);
}

/** A valid number of any country, none of its digits dropped, which no groups contradict. */
function validOfAnyCountry(
	international: Reading,
	digits: string,
	text: string,
	countryField?: boolean,
): Reading | undefined {
	if (!isValid(international) || international.number !== `+${digits}`) return undefined;
	return areGroupedOtherwise(text, international.callingCode)
		? uncertainCountry(international.number, countryField)
		: international;
}

/** A national number of possible length, unless something else could be meant. */
function possibleNational(
	international: Reading,
	national: string,
	digits: string,
	plan: NumberingPlan,
): Reading {
	const { callingCode, lengths } = plan;
	const possible = lengths.includes(national.length) ? e164(callingCode, national) : undefined;
	const abroad = isNumber(international) ? international : undefined;
	if (possible && abroad?.callingCode === callingCode) {
		return twoReadings(abroad.number, possible.number);
	}
	if (national.startsWith('0')) return unusedZero(callingCode);
	if (DATE_DIGITS.test(digits)) return DATE;
	if (possible) return possible;
	if (abroad) return uncertainCountry(abroad.number);
	return wrongLength(national.length, [plan], `in ${countryName(plan.country)}`);
}

function nationalDigits(
	digits: string,
	{ callingCode, withoutTrunkPrefix }: NumberingPlan,
): string {
	const without = withoutTrunkPrefix(digits);
	const isNational = (national: string) => isValidNumber(callingCode, national);
	return isNational(digits) && !isNational(without) ? digits : without;
}
