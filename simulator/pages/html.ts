/** HTML that is safe to send: made by `html`, where every value was escaped. */
export class Html {
	constructor(readonly text: string) {}
}

type Value = Html | string | number | null | undefined | false | Value[];

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function render(value: Value): string {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(render).join('');
	return value === null || value === undefined || value === false ? '' : escape(String(value));
}

/** A template whose values are escaped, except those that are Html themselves. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html =>
	new Html(parts.reduce((text, part, index) => text + render(values[index - 1]) + part));
