/** Base URLs by region. Source: 8x8's documentation, "Data center regions". */
export const BASE_URLS: Record<string, string> = {
	asiaPacific: 'https://sms.8x8.com',
	northAmerica: 'https://sms.us.8x8.com',
	europe: 'https://sms.8x8.uk',
	indonesia: 'https://sms.8x8.id',
};

/**
 * The address that calls go to, without a slash at its end.
 * Undefined when a custom base URL is no http or https address.
 */
export function baseUrl(region: string, custom: string): string | undefined {
	if (region !== 'custom') return BASE_URLS[region];
	const address = custom.trim().replace(/\/+$/, '');
	return /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.test(address) ? address : undefined;
}
