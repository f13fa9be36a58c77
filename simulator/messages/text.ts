const LINK = /\{\{url(?::([^{}]*))?\}\}/g;
const PLACEHOLDER = /\{\{(?:(url)(?::[^{}]*)?|([A-Za-z_][\w.-]*))\}\}/g;

/** The SMS as the customer reads it. */
export interface RenderedText {
	text: string;
	hasLink: boolean;
	/** Variables named in `{{url:a:b}}`: they are passed on to the survey page. */
	linkVariables: string[];
	/** All variables the text names, those in the link included. */
	used: string[];
	/** Named in the text, but without a value; 8x8's documentation does not say what it sends. */
	unfilled: string[];
}

/** A variable's value as text; null and undefined are no value. */
export function valueText(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Fills a template: `{{name}}` takes the variable's value, `{{url}}`, `{{url:}}` and `{{url:a:b}}`
 * the link. Values are not searched for placeholders again. A placeholder without a value becomes
 * empty. Never throws.
 */
export function renderText(
	template: string,
	variables: Record<string, unknown>,
	link: string,
): RenderedText {
	const links = [...template.matchAll(LINK)];
	const linkVariables = unique(
		links.flatMap((match) => (match[1] ?? '').split(':').filter((name) => name !== '')),
	);
	const named: string[] = [];
	const text = template.replace(PLACEHOLDER, (_all, isLink?: string, name?: string) => {
		if (isLink !== undefined || name === undefined) return link;
		named.push(name);
		return Object.hasOwn(variables, name) ? valueText(variables[name]) : '';
	});
	const used = unique([...named, ...linkVariables]);
	const hasValue = (name: string) =>
		Object.hasOwn(variables, name) && variables[name] !== null && variables[name] !== undefined;
	const unfilled = used.filter((name) => !hasValue(name));
	return { text, hasLink: links.length > 0, linkVariables, used, unfilled };
}

const unique = (names: string[]) => [...new Set(names)];

// 3GPP TS 23.038, default alphabet and its extension table.
const GSM7_BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM7_EXTENDED = '\f^{}\\[~]|€';

/** The encoding that fits the text, and the number of SMS it is split into. */
export function measureText(text: string): { encoding: 'GSM7' | 'UCS2'; smsCount: number } {
	let septets = 0;
	for (const character of text) {
		if (GSM7_BASIC.includes(character)) septets += 1;
		else if (GSM7_EXTENDED.includes(character)) septets += 2;
		else return { encoding: 'UCS2', smsCount: segments(text.length, 70, 67) };
	}
	return { encoding: 'GSM7', smsCount: segments(septets, 160, 153) };
}

const segments = (units: number, single: number, part: number) =>
	units <= single ? 1 : Math.ceil(units / part);
