/** What the blanks and marks between digits tell of a number that has no plus. */
import { isValidNumber, splitCountryCode } from './numberingPlan';

/**
 * Ten digits as North Americans group them. Without their 1 they may be somebody's number abroad:
 * (201) 555-0123 of New Jersey is one of Egypt.
 */
const NORTH_AMERICAN = /^[([]?\d{3}[)\]]?[ ./-]*\d{3}[ ./-]+\d{4}$/;

/** (51) 98765-4321 is in Porto Alegre, and the same digits are a mobile number of Peru. */
const BRAZILIAN = /^[([]?\d\d[)\]]?[ .-]*9\d{4}[ .-]+\d{4}$/;

/** Whether the first digits are surely an area code of North America, not a country code. */
export function isNorthAmerican(digits: string, text: string): boolean {
	if (!NORTH_AMERICAN.test(text)) return false;
	return splitCountryCode(digits)?.callingCode.length !== 3 || isValidNumber('1', digits);
}

/**
 * Whether the groups contradict that the number begins with this country code. Nobody cuts a country
 * code in two; behind one that is written together with more digits, the area code is whole; eight
 * digits in groups are a national number; and what stands in brackets is whole. So 6 12 34 56 78 (of
 * France), 535 123 45 67 (of Turkey), 150 2234 5678 (of China) and 5342 4236 (of Hong Kong) are not
 * numbers of Australia, Cuba, Kentucky and Cuba.
 */
export function areGroupedOtherwise(text: string, callingCode: string): boolean {
	const groups = text.match(/\d+/g) ?? [];
	if (groups.length < 2) return false;
	const bracketed = /^[([](\d+)[)\]]/.exec(text)?.[1];
	if (bracketed !== undefined && bracketed !== callingCode) return true;
	const [first, total] = [groups[0]!.length, groups.join('').length];
	if (first < callingCode.length) return true;
	switch (callingCode.length) {
		case 1:
			return first === 2 || first === 3;
		case 2:
			return total <= 8 || (first === 3 && total <= 10) || BRAZILIAN.test(text);
		default:
			return false;
	}
}
