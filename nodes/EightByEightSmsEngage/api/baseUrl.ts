/** Base URLs by region. Source: 8x8's documentation, "Data center regions". */
export const BASE_URLS: Record<string, string> = {
	asiaPacific: 'https://sms.8x8.com',
	northAmerica: 'https://sms.us.8x8.com',
	europe: 'https://sms.8x8.uk',
	indonesia: 'https://sms.8x8.id',
};

/** A base URL's end that the path of a call brings along, or that means nothing. */
export const BASE_URL_END = /(?<!\/)\/+$|(?<!\/)\/+api\/v1\/*$/i;

/** A web address without user name, query and fragment, which would lead calls to somewhere else. */
export const BASE_URL = /^https?:\/\/[^\s/?#@\\]+(\/[^\s?#@\\]*)?$/i;

/**
 * The address that calls go to, without a slash or `/api/v1` at its end.
 * Undefined when a custom base URL is none that calls can be made from.
 */
export function baseUrl(region: string, custom: string): string | undefined {
	if (region !== 'custom') {
		return Object.hasOwn(BASE_URLS, region) ? BASE_URLS[region] : undefined;
	}
	const address = custom.trim().replace(BASE_URL_END, '');
	return BASE_URL.test(address) && URL.canParse(address) ? address : undefined;
}
