import { IANAZone } from 'luxon';

/** Node 24 has `getTimeZones`, Node 20 has `timeZones`. */
type LocaleWithZones = Intl.Locale & {
	timeZones?: string[];
	getTimeZones?: () => string[] | undefined;
};

/** The IANA names of a country's time zones; none for a code that is not a country's. */
export function timeZonesOf(country: string): string[] {
	if (!/^[A-Z]{2}$/.test(country)) return [];
	const locale = new Intl.Locale(`und-${country}`) as LocaleWithZones;
	return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The names of three letters that stand for one zone everywhere. */
const SHORT_NAMES = ['CET', 'EET', 'GMT', 'HST', 'MET', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC', 'WET'];

/**
 * Whether it is the name of a time zone, in any case. Most abbreviations are not: Node.js takes BST
 * for Dhaka's, IST for Kolkata's and EST for Panama's, which keeps no summer time, and people in
 * London, Dublin and New York would not.
 */
export function isTimeZone(name: string): boolean {
	const isAbbreviation = /^[a-z]{3}$/i.test(name) && !SHORT_NAMES.includes(name.toUpperCase());
	return !isAbbreviation && IANAZone.isValidZone(name);
}
