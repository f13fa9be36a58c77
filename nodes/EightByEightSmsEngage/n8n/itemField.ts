/** Code that takes one field of the item as it is: `{{ $json.name }}` or `{{ $json["name"] }}`. */
const FIELD = /\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\[(?:"([^"\\]+)"|'([^'\\]+)')\])\s*\}\}/g;

/**
 * The item's fields that a text takes as they are, each once.
 *
 * @param raw the text as n8n stores it; an expression starts with `=`
 */
export function fieldsIn(raw: unknown): string[] {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return [];
	return [...new Set([...raw.matchAll(FIELD)].map(nameIn))];
}

/** The field of an expression, without its `=`, that is nothing but the code for it. */
export function onlyField(expression: string): string | undefined {
	const [first] = expression.matchAll(FIELD);
	return first?.[0] === expression ? nameIn(first) : undefined;
}

const nameIn = ([, dotted, double, single]: RegExpExecArray): string => dotted ?? double ?? single!;
