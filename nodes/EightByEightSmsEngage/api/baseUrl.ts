/** Base URLs by region. Source: 8x8's documentation, "Data center regions". */
export const BASE_URLS: Record<string, string> = {
	asiaPacific: 'https://sms.8x8.com',
	northAmerica: 'https://sms.us.8x8.com',
	europe: 'https://sms.8x8.uk',
	indonesia: 'https://sms.8x8.id',
};

/** Endings of a base URL that are dropped: calls add the path, and a slash means nothing. */
export const BASE_URL_END = /(?<!\/)\/+$|(?<!\/)\/+api\/v1\/*$/i;

/** A plain web address: a user name, a query or a fragment would send calls elsewhere. */
export const BASE_URL = /^https?:\/\/[^\s/?#@\\]+(\/[^\s?#@\\]*)?$/i;

/**
 * The address that calls go to, without a slash or `/api/v1` at its end.
 * Undefined for a custom base URL that no call can start from.
 */
export function baseUrl(region: string, custom: string): string | undefined {
	if (region !== 'custom') {
		return Object.hasOwn(BASE_URLS, region) ? BASE_URLS[region] : undefined;
	}
	const address = custom.trim().replace(BASE_URL_END, '');
	return BASE_URL.test(address) && URL.canParse(address) ? address : undefined;
}
