/** An expression that takes one field of the item: `{{ $json.name }}` or `{{ $json["name"] }}`. */
const FIELD = /\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\]]+)"\]|\['([^'\]]+)'\])\s*\}\}/g;

/**
 * The item's fields that a text takes as they are, each once.
 *
 * @param raw the text as n8n stores it; an expression starts with `=`
 */
export function fieldsIn(raw: unknown): string[] {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return [];
	const names = [...raw.matchAll(FIELD)].map(
		([, dotted, double, single]) => dotted ?? double ?? single!,
	);
	return [...new Set(names)];
}
