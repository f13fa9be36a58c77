import { InvalidValueError, shown } from './invalidValue';

// Commas, semicolons and line breaks, and what stands for them in Chinese, Japanese and Arabic.
const SEPARATORS = /[,;\r\n\u2028\u2029\uff0c\uff1b\u3001\uff64\ufe50\ufe51\ufe54\u060c\u061b]+/;

function entries(value: unknown, field: string): string[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => entries(entry, field));
	if (typeof value === 'string' || typeof value === 'number') {
		return String(value).split(SEPARATORS);
	}
	throw new InvalidValueError(
		`'${field}' is ${shown(value)}, but it must be a text or a list`,
		field,
		'Write the entries one after another, separated by commas.',
	);
}

/**
 * The entries of a list that was written as a text or given by an expression, without the empty ones.
 *
 * @param field the display name of the field.
 * @throws {InvalidValueError} when it is neither a text, a number nor a list of these
 */
export function readList(value: unknown, field: string): string[] {
	return entries(value, field)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
