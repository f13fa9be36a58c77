import { InvalidValueError, shown } from './invalidValue';
import {
	ACCEPTED,
	isNumber,
	isValidNumber,
	readInternational,
	type PhoneNumber,
	type Reading,
} from './internationalNumber';
import { readWithCountry, readWithoutCountry } from './nationalNumber';
import { DATE, LONGEST, notOneNumber } from './notOneNumber';
import { isCountry, numberingPlan, plansOfCode, splitCountryCode } from './numberingPlan';
import {
	AS_TEXT,
	digitsBehind,
	EXAMPLE,
	extension,
	negative,
	rounded,
	twoNumbers,
	type Refusal,
} from './numberRefusal';
import { plainNumber } from './phoneNumberText';

const FIELD = 'Phone Number';

/** The fewest of a national number: Andorra's mobile telephones have six. */
const SHORTEST_FRONT = 6;

/** More digits than that, behind a number of Country, may be the end of one from abroad. */
const LONGEST_REST = 3;

/** The fewest digits of a whole number that 8x8 takes. */
const FEWEST = 7;

/**
 * A phone number in E.164 with its plus, read as people and spreadsheets write it. What is not
 * surely one number is refused.
 *
 * @param country ISO 3166-1 alpha-2: the country of numbers without a country code
 * @param countryField whether the operation has the field Country, which the errors then name
 * @throws {InvalidValueError} saying what is wrong and what to do
 */
export function phoneNumber(value: unknown, country?: string, countryField = true): string {
	const reading = read({ written: asText(value), country, countryField });
	if (isNumber(reading)) return reading.number;
	throw new InvalidValueError(reading.message, FIELD, reading.description);
}

/**
 * The countries whose numbering plan fits a number in E.164, ISO 3166-1 alpha-2; all countries of
 * its country code when none fits, and none for a code of no country.
 */
export function countriesOf(number: string): string[] {
	const parts = splitCountryCode(number.replace(/^\+/, ''));
	const plans = parts ? plansOfCode(parts.callingCode).filter(isCountry) : [];
	const fitting = plans.filter((plan) => plan.isValid(parts!.national));
	return (fitting.length > 0 ? fitting : plans).map((plan) => plan.country);
}

/** Whether a number in E.164 has the country code of a country. */
export function hasCountryCodeOf(number: string, country: string): boolean {
	const plan = numberingPlan(country);
	return plan !== undefined && splitCountryCode(number.slice(1))?.callingCode === plan.callingCode;
}

function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	if (typeof value === 'bigint' || (Number.isSafeInteger(value) && (value as number) >= 0)) {
		return String(value);
	}
	if (typeof value === 'number') {
		throw new InvalidValueError(
			`'${FIELD}' is a number that has lost digits: ${value}`,
			FIELD,
			`${AS_TEXT}: long numbers get rounded.`,
		);
	}
	throw new InvalidValueError(
		`'${FIELD}' is ${value instanceof Date ? 'a date' : shown(value)}, not a phone number`,
		FIELD,
		`An expression has to give one number as text, such as ${EXAMPLE}.`,
	);
}

/** How nearly all numbers are written: nothing to correct, and no dots as in a date. */
const PLAIN = /^(?:\+|\(?\d{4,})[\d ()-]*\d$/;

interface Context {
	written: string;
	country?: string;
	countryField: boolean;
}

/** What is left of 6.28123E+11, or of 6.28E+12 in a narrow column: six digits and zeros, or fewer. */
const ROUNDED = /^[1-9]\d{4}[1-9]0{6,9}$|^[1-9]\d{2,6}0{8,12}$/;

function read(context: Context): Reading {
	const { written } = context;
	if (ACCEPTED.test(written)) return readInternational(written.slice(1), written);
	if (written.length <= LONGEST && PLAIN.test(written) && !DATE.test(written)) {
		return readText(written, context);
	}
	const text = plainNumber(written.slice(0, LONGEST)).replace(/^(\+?\d+)[.,]0{1,2}$/, '$1');
	const reading = notOneNumber(text, written) ?? readText(text, context);
	return isNumber(reading) && isCalculated(written, reading.number) ? negative(written) : reading;
}

/**
 * A minus with too few digits, or with one less than a number of North America: a spreadsheet has
 * calculated +65-91234567 or +1-4155552671.
 */
function isCalculated(written: string, number: string): boolean {
	const digits = /^\s*['"]?[-\u2212](\d+)(?:[.,]0{1,2})?['"]?\s*$/.exec(written)?.[1];
	if (digits === undefined) return false;
	return number !== `+${digits}` || isValidNumber('1', String(Number(digits) + 1));
}

function readText(text: string, context: Context): Reading {
	if (ROUNDED.test(text)) return rounded(context.written);
	const whole = readDigits(text, context);
	const refused = notWhole(text, context);
	if (refused) return refused;
	return (isNumber(whole) && behindNumber(text, whole, context)) || whole;
}

/**
 * A valid number of Country, or of the country code that is written, with more digits behind it that
 * make none there: 090 7642 8478-12 of Japan. With them it may be a stranger's, as 916 514 336 011 of
 * Portugal is in India.
 */
function behindNumber(text: string, whole: PhoneNumber, context: Context): Refusal | undefined {
	const country = text.includes('+') ? undefined : context.country;
	const isHere = ({ number }: PhoneNumber) => !country || hasCountryCodeOf(number, country);
	if (whole.valid && isHere(whole)) return undefined;
	// 61 412 345 678 is written as a number of Australia.
	const isApart = splitCountryCode(whole.number.slice(1))?.callingCode === /\d+/.exec(text)?.[0];
	for (const { index } of text.matchAll(/\D+(?=\d)/g)) {
		const front = text.slice(0, index);
		if (digitsIn(front) < SHORTEST_FRONT) continue;
		const rest = digitsIn(text.slice(index));
		if (whole.valid && (rest > LONGEST_REST || (rest === LONGEST_REST && isApart))) continue;
		const reading = readDigits(front, context);
		if (isNumber(reading) && reading.valid && isHere(reading)) {
			return digitsBehind(context.written, reading.number);
		}
	}
	return undefined;
}

const digitsIn = (text: string) => text.replace(/\D/g, '').length;

/** Two numbers that a blank or a slash divides, or a number with an extension behind it. */
function notWhole(text: string, context: Context): Refusal | undefined {
	const isWhole = (part: string) => {
		const reading = readDigits(part, context);
		return isNumber(reading) && reading.valid;
	};
	const bracketed = /^(.+?)\s*[([]\s*(\d{1,6})\s*[)\]]$/.exec(text)?.[1];
	if (bracketed !== undefined && isNumber(readDigits(bracketed, context))) {
		return extension(context.written);
	}
	for (const { index, 0: mark } of text.matchAll(/[\s/]+/g)) {
		const [left, right] = [text.slice(0, index), text.slice(index + mark.length)];
		if (digitsIn(left) < FEWEST) continue;
		const slash = mark.includes('/');
		if (!slash && digitsIn(right) < FEWEST) break;
		if (!isWhole(left)) continue;
		if (isWhole(right)) return twoNumbers(context.written);
		if (slash)
			return digitsIn(right) < FEWEST ? extension(context.written) : twoNumbers(context.written);
	}
	return undefined;
}

function readDigits(text: string, { written, country, countryField }: Context): Reading {
	const digits = text.replace(/\D/g, '');
	if (text.includes('+')) return readInternational(digits, written);
	const plan = country === undefined ? undefined : numberingPlan(country);
	return plan
		? readWithCountry(digits, plan, text, written)
		: readWithoutCountry(digits, text, written, countryField);
}
