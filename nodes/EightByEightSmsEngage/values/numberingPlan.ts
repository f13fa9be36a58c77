import { groupBy } from './groupBy';
import { NUMBERING_PLANS } from './numberingPlanTable';

/** How the telephone numbers of one country are built. */
export interface NumberingPlan {
	/** ISO 3166-1 alpha-2. */
	country: string;
	/** Digits only, such as `65`. */
	callingCode: string;
	/** What is dialled in front of an international number there, such as `011`. */
	internationalPrefix?: RegExp;
	/** How many digits a national number may have, without a trunk prefix. */
	lengths: number[];
	/** What is written in front of a national number there, mostly `0`. */
	trunkPrefix?: string;
	/** True for a national number, without a trunk prefix, that libphonenumber calls valid. */
	isValid: (national: string) => boolean;
	/** The national number, its trunk prefix dropped; the same digits when none stands in front. */
	withoutTrunkPrefix: (digits: string) => string;
}

/** The plans of no country: satellite telephones, international freephone numbers. */
const NO_COUNTRY = '001';

const NO_LINE = '-';

let lines: { byCode: Map<string, string[]>; byCountry: Map<string, string> } | undefined;

function tableLines() {
	if (lines) return lines;
	const all = NUMBERING_PLANS.trim().split('\n');
	const word = (line: string, index: number) => line.split(' ', 2)[index]!;
	lines = {
		byCode: groupBy(all, (line) => word(line, 1)),
		byCountry: new Map(all.map((line) => [word(line, 0), line])),
	};
	return lines;
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string) => new RegExp(`^(?:${pattern})`);

function readPlan(line: string): NumberingPlan {
	const [
		country,
		callingCode,
		internationalPrefix,
		lengths,
		pattern,
		trunkPrefix,
		trunkPattern = trunkPrefix,
		trunkTransform,
		leadingDigits,
		types,
	] = line.split(' ').map((value) => (value === NO_LINE ? undefined : value));
	const patterns = [whole(pattern!)];
	if (leadingDigits) patterns.push(start(leadingDigits));
	if (types) patterns.push(whole(types));
	const trunk = trunkPattern === undefined ? undefined : start(trunkPattern);
	const isValid = (national: string) => patterns.every((each) => each.test(national));
	return {
		country: country!,
		callingCode: callingCode!,
		internationalPrefix: internationalPrefix ? start(internationalPrefix) : undefined,
		lengths: [...lengths!].map((length) => parseInt(length, 36)),
		trunkPrefix,
		isValid,
		withoutTrunkPrefix(digits) {
			const match = trunk?.exec(digits);
			if (!match) return digits;
			// Only a capturing prefix has a replacement (libphonenumber's rule).
			const captured = match.length > 1 && match.at(-1) !== undefined;
			return captured && trunkTransform
				? digits.replace(trunk!, trunkTransform)
				: digits.slice(match[0].length);
		},
	};
}

const plans = new Map<string, NumberingPlan>();

function planOf(line: string): NumberingPlan {
	let plan = plans.get(line);
	if (!plan) {
		plan = readPlan(line);
		plans.set(line, plan);
	}
	return plan;
}

/** @param country ISO 3166-1 alpha-2, in capitals */
export function numberingPlan(country: string): NumberingPlan | undefined {
	const line = tableLines().byCountry.get(country);
	return line && country !== NO_COUNTRY ? planOf(line) : undefined;
}

/** The plans of the countries that share a country code, the main one first. */
export function plansOfCode(callingCode: string): NumberingPlan[] {
	return (tableLines().byCode.get(callingCode) ?? []).map(planOf);
}

/** Whether the national number is valid in one of the countries that share the code. */
export function isValidNumber(callingCode: string, national: string): boolean {
	return plansOfCode(callingCode).some((plan) => plan.isValid(national));
}

/** Splits the digits of an international number; undefined when they begin with no country code. */
export function splitCountryCode(
	digits: string,
): { callingCode: string; national: string } | undefined {
	// No country code begins with another one, so the first that fits is the right one.
	for (let length = 1; length <= 3; length++) {
		const callingCode = digits.slice(0, length);
		if (tableLines().byCode.has(callingCode)) {
			return { callingCode, national: digits.slice(length) };
		}
	}
	return undefined;
}

/** The countries of the table, ISO 3166-1 alpha-2. */
export function countriesWithPlan(): string[] {
	return [...NUMBERING_PLANS.matchAll(/^[A-Z]{2}/gm)].map(([country]) => country);
}

/** Satellite telephones and the like have a code, but no country. */
export function isCountry({ country }: NumberingPlan): boolean {
	return country !== NO_COUNTRY;
}
