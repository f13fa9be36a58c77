import { optionalText } from './given';
import { InvalidValueError, quoted } from './invalidValue';

/** Whether a text is a whole web address, with `http://` or `https://`. */
export const isWebAddress = (text: string): boolean =>
	/^https?:\/\/[^\s/]\S*$/i.test(text) && URL.canParse(text);

/** @throws {InvalidValueError} when it is not a whole web address */
export function readCallbackUrl(value: unknown): string | undefined {
	const field = 'Delivery Receipt URL';
	const text = optionalText(value, field);
	if (text === undefined || isWebAddress(text)) return text;
	throw new InvalidValueError(
		`'${field}' is ${quoted(text)}, which is not a web address`,
		field,
		'Give a whole address that 8x8 can reach, for example https://example.com/receipts.',
	);
}
