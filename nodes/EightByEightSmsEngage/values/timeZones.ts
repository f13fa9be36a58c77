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
