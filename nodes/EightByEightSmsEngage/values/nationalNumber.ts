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
 * prefix. Where both could be meant (001 65… in Singapore), the prefix that stands apart is meant, else
 * a valid number goes before a possible one, and one of Country behind 00 before one from abroad.
 */
function afterInternationalPrefix(
	digits: string,
	plan: NumberingPlan,
	text: string,
	written: string,
): Reading | undefined {
	const own = plan.internationalPrefix?.exec(digits)?.[0] ?? '';
	const possible = [...new Set(['00', own])].filter(
		(prefix) => prefix && digits.startsWith(prefix),
	);
	const apart = /\d+/.exec(text)![0];
	const prefixes = possible.includes(apart) ? [apart] : possible;
	const behind = (prefix: string) => readInternational(digits.slice(prefix.length), written);
	if (prefixes.length < 2) return prefixes.length === 0 ? undefined : behind(prefixes[0]!);
	const valid = prefixes.map(behind).filter((each) => isNumber(each) && each.valid);
	const [one, other] = valid as PhoneNumber[];
	if (one && other) {
		const isOwn = splitCountryCode(one.number.slice(1))!.callingCode === plan.callingCode;
		return isOwn ? one : twoReadings(written, one.number, other.number);
	}
	// A longer prefix than 00 has to make the number valid: else it may be a country code's beginning.
	return one ?? behind('00');
}
