import { ACCEPTED, isNumber, type PhoneNumber, type Reading } from './e164';
import { readBehindPrefix, readInternational } from './internationalNumber';
import { InvalidValueError, quoted, shown } from './invalidValue';
import { readWithCountry, readWithoutCountry } from './nationalNumber';
import { LONGEST, notOneNumber } from './notOneNumber';
import {
	isCountry,
	numberingPlan,
	plansOfCode,
	splitCountryCode,
	type NumberingPlan,
} from './numberingPlan';
import { dividedParts, trailingDigits } from './numberParts';
import { AS_TEXT, EXAMPLE, type Refusal } from './numberRefusal';
import { plainNumber } from './phoneNumberText';
import { calculated } from './spreadsheet';

const FIELD = 'Phone Number';

/**
 * A phone number in E.164 with its plus, read as people and spreadsheets write it. What is not
 * surely one number is refused.
 *
 * @param country ISO 3166-1 alpha-2: the country of numbers without a country code
 * @param countryField whether the operation has the field Country, which the errors then name
 * @throws {InvalidValueError} saying what is wrong and what to do
 */
export function phoneNumber(value: unknown, country?: string, countryField = true): string {
	const written = asText(value);
	const reading =
		typeof written === 'string'
			? read(written, { plan: country ? numberingPlan(country) : undefined, countryField })
			: written;
	if (isNumber(reading)) return reading.number;
	const behind = reading.shown ?? `: ${quoted((written as string).trim())}`;
	throw new InvalidValueError(`'${FIELD}' ${reading.what}${behind}`, FIELD, reading.wayOut);
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

function asText(value: unknown): string | Refusal {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	if (typeof value === 'bigint' || (Number.isSafeInteger(value) && (value as number) >= 0)) {
		return String(value);
	}
	if (typeof value === 'number') {
		return {
			what: 'is a number that has lost digits',
			shown: `: ${value}`,
			wayOut: `${AS_TEXT}: long numbers get rounded.`,
		};
	}
	return {
		what: `is ${value instanceof Date ? 'a date' : shown(value)}, not a phone number`,
		shown: '',
		wayOut: `An expression has to give one number as text, such as ${EXAMPLE}.`,
	};
}

interface Context {
	/** Of Country, where it is set. */
	plan?: NumberingPlan;
	countryField: boolean;
}

/**
 * How nearly all numbers are written: nothing to correct, no dash behind four digits as in a date,
 * and not the zeros of a rounded number.
 */
const PLAIN = /^(?!\d*0{6}$)(?:\+|\(?(?!\d{4}-)\d{4,})[\d ()-]*\d$/;

/**
 * The rules in their order: what stands around the digits is put right (`plainNumber`); what is
 * visibly not one number is refused (`notOneNumber`), and so are two numbers and digits behind one
 * (`readWhole`); a plus or an international prefix (`readBehindPrefix`) goes before Country
 * (`readWithCountry`, else `readWithoutCountry`).
 */
function read(written: string, context: Context): Reading {
	if (ACCEPTED.test(written)) return readInternational(written.slice(1));
	if (written.length <= LONGEST && PLAIN.test(written)) return readWhole(written, context);
	const text = plainNumber(written.slice(0, LONGEST));
	const reading = notOneNumber(text, written) ?? readWhole(text, context);
	return (isNumber(reading) && calculated(written, reading.number)) || reading;
}

/** The number of the whole text, unless its parts tell that it is not one number. */
function readWhole(text: string, context: Context): Reading {
	const readPart = (part: string) => readDigits(part, context);
	const divided = dividedParts(text, readPart);
	if (divided) return divided;
	const whole = readPart(text);
	if (!isNumber(whole)) return whole;
	const plan = text.includes('+') ? undefined : context.plan;
	const isHere = ({ callingCode }: PhoneNumber) => !plan || callingCode === plan.callingCode;
	return trailingDigits(text, whole, isHere, readPart) ?? whole;
}

function readDigits(text: string, { plan, countryField }: Context): Reading {
	const digits = text.replace(/\D/g, '');
	return (
		readBehindPrefix(digits, text, plan) ??
		(plan ? readWithCountry(digits, text, plan) : readWithoutCountry(digits, text, countryField))
	);
}
