/**
 * JSON.parse reads a body that is nested a million levels deep; JSON.stringify, and n8n when it
 * saves an execution, run out of stack at a few thousand. 8x8's own bodies have four.
 */
const DEEPEST = 500;

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isDeeper(value: object, levels: number): boolean {
	return Object.values(value).some(
		(entry) => isNested(entry) && (levels === 0 || isDeeper(entry, levels - 1)),
	);
}

function cut(value: unknown, levels: number): unknown {
	if (!isNested(value)) return value;
	if (levels < 0) return null;
	if (Array.isArray(value)) return value.map((entry) => cut(entry, levels - 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, cut(entry, levels - 1)]),
	);
}

/** The body, with null for what lies more than 500 levels deep. */
export function limitDepth<T extends object>(body: T): T {
	return isDeeper(body, DEEPEST) ? (cut(body, DEEPEST) as T) : body;
}
