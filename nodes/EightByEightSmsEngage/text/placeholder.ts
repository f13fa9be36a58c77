/** One placeholder of a message's text. */
export interface Placeholder {
	/** As 8x8 reads it: `{{name}}`, `{{url}}`, `{{url:}}` or `{{url:a:b}}`. */
	template: string;
	isLink: boolean;
	/** The variables that need a value: the placeholder's own, or those the link passes on. */
	names: string[];
}

/** A piece of a text: plain, a brace (or two) that was written as `\{`, or a placeholder. */
export type Token =
	| { kind: 'text'; text: string }
	| { kind: 'escaped'; text: string }
	| { kind: 'placeholder'; placeholder: Placeholder };

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Whether a placeholder can have this name: a letter or `_`, then letters, digits, `_ . -`. */
export function isPlaceholderName(name: string): boolean {
	return NAME.test(name);
}

/**
 * Reads what stands between a placeholder's braces, blanks ignored; undefined for what is none.
 * `url::a` and `url:a:` are none: 8x8 documents `url`, `url:` and `url:var1:var2`.
 */
export function parsePlaceholder(inner: string): Placeholder | undefined {
	const [name = '', ...names] = inner.split(':').map((part) => part.trim());
	if (name !== 'url') {
		if (names.length > 0 || !isPlaceholderName(name)) return undefined;
		return { template: `{{${name}}}`, isLink: false, names: [name] };
	}
	if (names.length === 1 && names[0] === '') {
		return { template: '{{url:}}', isLink: true, names: [] };
	}
	if (!names.every(isPlaceholderName)) return undefined;
	return { template: `{{${['url', ...names].join(':')}}}`, isLink: true, names };
}

// `\{{` takes both braces: whoever puts a backslash before {{name}} wants no placeholder there,
// and n8n reads `\{{` in an expression the same way.
const BRACES = /\\(\{\{?)|\{\{([^{}]*)\}\}|\{([^{}]*)\}/g;

/** Splits a text into its pieces. `{name}` and `{{name}}` are placeholders, `\{` starts none. */
export function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const match of text.matchAll(BRACES)) {
		const [whole, escaped, double, single] = match;
		const placeholder = escaped ? undefined : parsePlaceholder(double ?? single ?? '');
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

/** Leaves one pair of braces where 8x8 would read `{{…}}` in what is only text. */
export function withoutPlaceholders(text: string, isOne: (inner: string) => boolean): string {
	if (!text.includes('{{')) return text;
	return text.replace(DOUBLE_BRACES, (whole, open: string, inner: string, close: string) => {
		if (!isOne(inner)) return whole;
		const excess = Math.min(open.length, close.length) - 1;
		return open.slice(excess) + inner + close.slice(excess);
	});
}
