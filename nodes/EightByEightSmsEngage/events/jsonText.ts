/** The fields that 8x8 documents as lists. Some gateways hand a list on as JSON text. */
const LISTS = new Set(['answers', 'templatevariables']);
/** In a whole body: a hundred times what a long survey needs, and parsed in a moment. */
const CHARACTERS = 1_000_000;

/** Gives what a body's fields hold, one by one: a list or object that came as JSON text is parsed. */
export function jsonTexts(): (name: string, value: unknown) => unknown {
	let left = CHARACTERS;
	return (name, value) => {
		if (typeof value !== 'string' || value.length > left) return value;
		if (!LISTS.has(name.toLowerCase()) || !/^\s*[[{]/.test(value)) return value;
		left -= value.length;
		try {
			return JSON.parse(value) as unknown;
		} catch {
			return value;
		}
	};
}
