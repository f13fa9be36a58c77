import { InvalidValueError, quoted } from '../../values/invalidValue';
import { optionalText } from '../../values/ids';

/** @throws {InvalidValueError} when it is no web address */
export function readWebhookUrl(value: unknown): string {
	const url = optionalText(value, 'URL');
	if (url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw new InvalidValueError(
		url === undefined ? "'URL' is empty" : `'URL' is ${quoted(url)}, which is not a web address`,
		'URL',
		'Copy the URL of your 8x8 SMS Engage Trigger.',
	);
}

/** An address for an error: without the parts that may hold a secret, user name and query. */
export function namedUrl(url: string): string {
	if (!URL.canParse(url)) return 'an address that cannot be read';
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}
