import { countryName } from './country';
import { areGroupedOtherwise, isNorthAmerican } from './digitGroups';
import {
	e164,
	isNumber,
	isValidNumber,
	readInternational,
	type PhoneNumber,
	type Reading,
} from './internationalNumber';
import { splitCountryCode, type NumberingPlan } from './numberingPlan';
import {
	date,
	noCountryCode,
	twoReadings,
	uncertainCountry,
	unusedZero,
	wrongLength,
} from './numberRefusal';

/** A date as digits, 20261224. */
const DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** A number without a plus, with Country: one reading after the other, the surest first. */
export function readWithCountry(
	digits: string,
	plan: NumberingPlan,
	text: string,
	written: string,
): Reading {
	const dialled = afterInternationalPrefix(digits, plan, text, written);
	if (dialled) return dialled;

	const { callingCode } = plan;
	const ownCode = digits.startsWith(callingCode);
	const international = readInternational(digits, written);
	const isValid = isNumber(international) && international.valid;
	// Also with a trunk prefix behind it, as in 44 07700 900123.
	if (ownCode && isValid) return international;

	const national = nationalDigits(digits, plan);
	const inCountry = e164(callingCode, national);
	if (inCountry?.valid) return inCountry;

	if (isValid && international.number === `+${digits}`) {
		return isGroupedSo(international, text)
			? international
			: uncertainCountry(written, international.number, false);
	}
	const isPossible = inCountry !== undefined && plan.lengths.includes(national.length);
	if (isPossible && ownCode && isNumber(international)) {
		return twoReadings(written, international.number, inCountry.number);
	}
	if (national.startsWith('0')) return unusedZero(written, callingCode);
	if (DATE.test(digits)) return date(written);
	if (isPossible) return inCountry;
	if (isNumber(international)) return uncertainCountry(written, international.number, false);
	return wrongLength(written, national.length, [plan], `in ${countryName(plan.country)}`);
}

/** A number without a plus and without Country: only a valid international one. */
export function readWithoutCountry(
	digits: string,
	text: string,
	written: string,
	countryField: boolean,
): Reading {
	if (digits.startsWith('00')) return readInternational(digits.slice(2), written);
	if (isNorthAmerican(digits, text)) return noCountryCode(written, countryField);
	const international = readInternational(digits, written);
	if (!isNumber(international)) return noCountryCode(written, countryField);
	const isWhole = international.valid && international.number === `+${digits}`;
	if (isWhole && isGroupedSo(international, text)) return international;
	return uncertainCountry(written, international.number, countryField);
}

/** Whether the digits' groups do not speak against the number's country code. */
function isGroupedSo({ number }: PhoneNumber, text: string): boolean {
	return !areGroupedOtherwise(text, splitCountryCode(number.slice(1))!.callingCode);
}

function nationalDigits(digits: string, plan: NumberingPlan): string {
	const without = plan.withoutTrunkPrefix(digits);
	const isValid = (national: string) => isValidNumber(plan.callingCode, national);
	return isValid(digits) && !isValid(without) ? digits : without;
}

/**
 * The number behind `00`, which is understood everywhere, or behind Country's own international
 * prefix. Where both could be meant, a valid number goes before a possible one, and one of Country before
 * one from abroad: behind 00, or behind the prefix where it and the country code stand apart (001 65 9234
 * 5678 in Singapore).
 */
function afterInternationalPrefix(
	digits: string,
	plan: NumberingPlan,
	text: string,
	written: string,
): Reading | undefined {
	const own = plan.internationalPrefix?.exec(digits)?.[0] ?? '';
	const [apart = '', next] = text.match(/\d+/g) ?? [];
	const sure = surePrefix(apart, own, plan);
	const possible = [...new Set(sure === undefined ? ['00', own] : [sure])];
	const prefixes = possible.filter((prefix) => prefix && digits.startsWith(prefix));
	const behind = (prefix: string) => readInternational(digits.slice(prefix.length), written);
	if (prefixes.length === 0) return undefined;
	if (prefixes.length === 1) {
		const reading = behind(prefixes[0]!);
		// Another prefix than 00 may be the beginning of a national number: 012 541 567 of Israel.
		return isNumber(reading) || digits.startsWith('00') ? reading : undefined;
	}
	const valid = prefixes.map(behind).filter((each) => isNumber(each) && each.valid);
	const [one, other] = valid as PhoneNumber[];
	if (one && other) {
		const isOwn = ({ number }: PhoneNumber) =>
			splitCountryCode(number.slice(1))!.callingCode === plan.callingCode;
		if (isOwn(one)) return one;
		const isOther = apart === own && next === plan.callingCode && isOwn(other);
		return isOther ? other : twoReadings(written, one.number, other.number);
	}
	// A longer prefix than 00 has to make the number valid: else it may be a country code's beginning.
	return one ?? behind('00');
}

/**
 * The prefix that the first group of digits tells: 00, also with Country's own code behind it (0055 in
 * Brazil), or Country's prefix where it cannot be 00 and a country code (0011 in Australia).
 */
function surePrefix(apart: string, own: string, plan: NumberingPlan): string | undefined {
	if (apart === '00' || apart === `00${plan.callingCode}`) return '00';
	const isCode = splitCountryCode(apart.slice(2))?.national === '';
	return apart === own && !isCode ? own : undefined;
}
