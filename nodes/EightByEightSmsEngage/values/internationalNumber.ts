import { e164, isNumber, isValid, type Reading } from './e164';
import { plansOfCode, splitCountryCode, type NumberingPlan } from './numberingPlan';
import { noSuchCountryCode, twoReadings, unusedZero, wrongLength } from './numberRefusal';

/**
 * An international number. It has to be of a possible length and need not be valid, since ranges
 * are in use before the tables know them. A trunk prefix 0 behind the country code is dropped where
 * the number is not valid with it: `+44 (0)7700 900123`.
 *
 * @param digits from the country code on
 */
export function readInternational(digits: string): Reading {
	const parts = splitCountryCode(digits);
	if (!parts) return noSuchCountryCode(digits);
	const { callingCode, national } = parts;
	const plans = plansOfCode(callingCode);
	const isPossible = (count: number) => plans.some((plan) => plan.lengths.includes(count));

	const asWritten = e164(callingCode, national);
	if (asWritten?.valid) return asWritten;
	if (national.startsWith('0') && isPossible(national.length - 1)) {
		const without = e164(callingCode, national.slice(1));
		if (without && plans.some((plan) => plan.trunkPrefix === '0')) return without;
		// A 0 from another country's habit, or a new range: both are of a possible length.
		if (without && isPossible(national.length)) return unusedZero(callingCode, without.number);
	}
	if (asWritten && isPossible(national.length)) return asWritten;
	return wrongLength(national.length, plans, `after +${callingCode}`);
}

/**
 * The number behind a plus, behind `00`, which is understood everywhere, or behind Country's own
 * international prefix; undefined where none of them is in front.
 *
 * Where digits begin with both 00 and a longer prefix (001 in Singapore), these decide, one after the
 * other: the first group; which of the two makes a valid number; Country's own code behind 00, or as
 * a group behind its prefix (001 65 9234 5678). Two valid numbers that nothing decides are refused.
 */
export function readBehindPrefix(
	digits: string,
	text: string,
	plan: NumberingPlan | undefined,
): Reading | undefined {
	if (text.includes('+')) return readInternational(digits);
	const own = plan?.internationalPrefix?.exec(digits)?.[0] ?? '00';
	const callingCode = plan?.callingCode;
	const [first, second] = text.match(/\d+/g) ?? [];
	const readings = [...new Set(prefixesOf(first, own, callingCode))]
		.filter((prefix) => digits.startsWith(prefix))
		.map((prefix) => readInternational(digits.slice(prefix.length)));
	const [one, other] = readings.filter(isValid);
	if (one && other) {
		if (one.callingCode === callingCode) return one;
		return first === own && second === callingCode ? other : twoReadings(one.number, other.number);
	}
	const reading = one ?? readings[0];
	// Another prefix than 00 may be the beginning of a national number: 012 541 567 of Israel.
	return digits.startsWith('00') || (reading && isNumber(reading)) ? reading : undefined;
}

/**
 * The prefixes that the first group of digits leaves possible: 00 where it is that, or that and
 * Country's code (0055 in Brazil); Country's own where it is that and not 00 and a country code (0011
 * in Australia).
 */
function prefixesOf(group: string | undefined, own: string, callingCode?: string): string[] {
	if (group === '00' || group === `00${callingCode}`) return ['00'];
	const isOwn = group === own && splitCountryCode(own.slice(2))?.national !== '';
	return isOwn ? [own] : ['00', own];
}
