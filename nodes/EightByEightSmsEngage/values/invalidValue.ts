/** A value that cannot be sent: the message says why, the description what to do. */
export class InvalidValueError extends Error {
	/** @param field the display name of the field that holds the value, such as `Message`. */
	constructor(
		message: string,
		readonly field: string,
		readonly description?: string,
	) {
		super(message);
		this.name = 'InvalidValueError';
	}
}

const SHOWN = 40;

/** The value in quotes, cut to 40 characters, for an error message. */
export function quoted(value: string): string {
	const characters = [...value.slice(0, 2 * SHOWN + 1)];
	return characters.length > SHOWN
		? `"${characters.slice(0, SHOWN).join('')}…"`
		: `"${characters.join('')}"`;
}

/** A value as an error shows it: of an object nobody could read the text that JavaScript makes. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return quoted(value);
	return typeof value !== 'object' ? String(value) : Array.isArray(value) ? 'a list' : 'an object';
}
