import { InvalidValueError, quoted } from '../../values/invalidValue';
import { optionalText } from '../../values/given';
import { isWebAddress } from '../../values/webAddress';

/** @throws {InvalidValueError} when it is not a web address */
export function readWebhookUrl(value: unknown): string {
	const url = optionalText(value, 'URL');
	if (url !== undefined && isWebAddress(url)) return url;
	throw new InvalidValueError(
		url === undefined ? "'URL' is empty" : `'URL' is ${quoted(url)}, which is not a web address`,
		'URL',
		'Copy the URL of your 8x8 SMS Engage Trigger.',
	);
}
