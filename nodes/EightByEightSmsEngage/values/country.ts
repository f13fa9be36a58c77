import type { INodePropertyOptions } from 'n8n-workflow';

import { wordsOf } from './fold';
import { isGiven } from './given';
import { InvalidValueError, shown } from './invalidValue';
import { countriesWithPlan } from './numberingPlan';

const FIELD = 'Country';

let englishNames: Intl.DisplayNames | undefined;

/** The English name of a country, such as `Singapore` for `SG`. */
export function countryName(country: string): string {
	englishNames ??= new Intl.DisplayNames(['en'], { type: 'region' });
	return englishNames.of(country)!;
}

/** The countries that have telephone numbers, sorted by name, after an empty choice. */
export const countryOptions: INodePropertyOptions[] = [
	{ name: 'None', value: '', description: 'All numbers are written with their country code' },
	...countriesWithPlan()
		.map((value) => ({ name: countryName(value), value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en')),
];

/** A name without what people write in different ways: case, accents, `&` or `and`, dots, blanks. */
const folded = (name: string) => wordsOf(name.replace(/&/g, 'and')).join('');

let codes: Map<string, string> | undefined;

function codesByName(): Map<string, string> {
	codes ??= new Map([
		...countryOptions
			.filter(({ value }) => value !== '')
			.flatMap(({ name, value }): Array<[string, string]> => {
				const code = String(value);
				return [
					[folded(name), code],
					[folded(code), code],
				];
			}),
		['uk', 'GB'],
	]);
	return codes;
}

/**
 * The ISO 3166-1 alpha-2 code of a country, in capitals, by its code in any case, `UK`, or its
 * English name; undefined for anything else.
 */
export function countryCode(value: unknown): string | undefined {
	return typeof value === 'string' ? codesByName().get(folded(value)) : undefined;
}

/**
 * The field Country: a country's code, as `countryCode` gives it; undefined when none is set.
 *
 * @throws {InvalidValueError} when it is not a country
 */
export function readCountry(value: unknown): string | undefined {
	if (!isGiven(value)) return undefined;
	const code = countryCode(value);
	if (code) return code;
	throw new InvalidValueError(
		`'${FIELD}' is not a country: ${shown(value)}`,
		FIELD,
		'Choose a country from the list, or give its two-letter code, for example SG. Leave it empty for numbers that are written with + and their country code.',
	);
}
