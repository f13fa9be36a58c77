/** A value that a placeholder asks for. */
export interface Need {
	name: string;
	/** What stands in when the value is missing or blank. */
	fallback?: string;
}

/** One placeholder of a message's text. */
export interface Placeholder {
	/** What stands before the names in 8x8's form: nothing, or that of the link. */
	prefix: '' | 'url' | 'url:';
	/** The placeholder's own value, or those that the link passes on. */
	needs: Need[];
}

/** A piece of a text: plain, a brace (or two) that was written as `\{`, or a placeholder. */
export type Token =
	| { kind: 'text'; text: string }
	| { kind: 'escaped'; text: string }
	| { kind: 'placeholder'; placeholder: Placeholder };

const NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}\s_.-]*$/u;

/** The same in words. */
export const NAME_RULE =
	"a placeholder's name begins with a letter and holds letters, digits, spaces, _ . and -.";

/** Whether a placeholder can have this name: as a column's title, such as `First Name` or `名前`. */
export function isPlaceholderName(name: string): boolean {
	return NAME.test(name);
}

/**
 * Reads what stands between a placeholder's braces: `name`, `name|fallback`, `url`, `url:` or
 * `url:var1:var2`, blanks at the ends ignored. Undefined when it is not a placeholder, such as
 * `url::a`.
 */
export function parsePlaceholder(inner: string): Placeholder | undefined {
	const [first = '', ...rest] = inner.split(':');
	if (first.trim() === 'url') return parseLink(rest);
	const need = parseNeed(inner);
	return need && { prefix: '', needs: [need] };
}

function parseLink(names: string[]): Placeholder | undefined {
	if (names.length === 0) return { prefix: 'url', needs: [] };
	if (names.length === 1 && names[0]!.trim() === '') return { prefix: 'url:', needs: [] };
	const needs = names.map(parseNeed);
	return needs.every((need) => need !== undefined) ? { prefix: 'url:', needs } : undefined;
}

function parseNeed(text: string): Need | undefined {
	const bar = text.indexOf('|');
	const name = (bar < 0 ? text : text.slice(0, bar)).trim();
	if (!isPlaceholderName(name)) return undefined;
	return bar < 0 ? { name } : { name, fallback: text.slice(bar + 1).trim() };
}

// `\{{` takes both braces: whoever puts a backslash before {{name}} wants no placeholder there,
// and n8n reads `\{{` in an expression the same way.
const BRACES = /\\(\{\{?)|\{\{([^{}]*)\}\}|\{([^{}]*)\}/g;

/**
 * Splits a text into its pieces. `{name}` and `{{name}}` are placeholders, `\{` starts none.
 *
 * @param parse which braces count, and as what
 */
export function tokenize(text: string, parse = parsePlaceholder): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const match of text.matchAll(BRACES)) {
		const [whole, escaped, double, single] = match;
		const placeholder = escaped ? undefined : parse(double ?? single ?? '');
		if (!escaped && !placeholder) continue;
		if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) });
		if (escaped) tokens.push({ kind: 'escaped', text: escaped });
		if (placeholder) tokens.push({ kind: 'placeholder', placeholder });
		end = match.index + whole.length;
	}
	if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) });
	return tokens;
}

const DOUBLE_BRACES = /(?<!\{)(\{{2,})([^{}]*)(\}{2,})/g;

/** Two braces and more whose next brace does not close them. */
const UNCLOSED = /(?<!\{)\{{2,}(?!\{)(?![^{}]*\}\})/g;

/**
 * Leaves one pair of braces where 8x8 would read `{{…}}` in what is only text, and one brace of an
 * `{{` that the next placeholder's `}}` would close: that one, the link perhaps, would be gone.
 */
export function withoutPlaceholders(text: string, isOne: (inner: string) => boolean): string {
	if (!text.includes('{{')) return text;
	const single = text.replace(
		DOUBLE_BRACES,
		(whole, open: string, inner: string, close: string) => {
			if (!isOne(inner)) return whole;
			const excess = Math.min(open.length, close.length) - 1;
			return open.slice(excess) + inner + close.slice(excess);
		},
	);
	return single.replace(UNCLOSED, '{');
}
