import { InvalidValueError } from './invalidValue';

/**
 * A text, or a number as text; undefined when nothing or only blanks are given.
 *
 * @param field the display name of the field
 * @throws {InvalidValueError} for an object, a list, a boolean, and a number that has lost digits
 */
export function optionalText(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const wrong = whatIsWrong(value);
	if (wrong !== undefined) {
		throw new InvalidValueError(
			`'${field}' ${wrong}, but it must be a text or a number`,
			field,
			`If an expression fills '${field}', choose one field in it, such as {{ $json.id }}.`,
		);
	}
	const text = String(value).trim();
	return text === '' ? undefined : text;
}

/** False for a missing or blank value. */
export function isGiven(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '';
	return value !== undefined && value !== null;
}

function whatIsWrong(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'is a list';
	switch (typeof value) {
		case 'bigint':
			return undefined;
		case 'string':
			// n8n writes an object inside a text like this.
			return value.includes('[object Object]') ? 'holds an object' : undefined;
		case 'number':
			if (!Number.isFinite(value)) return `is ${value}`;
			return Number.isInteger(value) && !Number.isSafeInteger(value)
				? `is ${value}, a number too large to keep all its digits`
				: undefined;
		case 'boolean':
			return `is ${value}`;
		default:
			return 'is an object';
	}
}
