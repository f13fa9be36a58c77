/** The fields that 8x8 documents as lists. Some gateways hand a list on as JSON text. */
const LISTS = new Set(['answers', 'templatevariables']);
/** A hundred times what a long survey needs, and parsed in a moment. */
const CHARACTERS = 1_000_000;

/** What a body's field holds; a list or object that came as JSON text is parsed. */
export function unpacked(name: string, value: unknown): unknown {
	if (typeof value !== 'string' || value.length > CHARACTERS) return value;
	if (!LISTS.has(name.toLowerCase()) || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}
