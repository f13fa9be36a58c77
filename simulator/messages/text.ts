const LINK = /\{\{url(?::([^{}]*))?\}\}/g;
const PLACEHOLDER = /\{\{(?:(url)(?::[^{}]*)?|([A-Za-z_][\w.-]*))\}\}/g;

/** 8x8's documentation of its SMS API: a longer text "will be truncated to this limit and sent". */
const MOST_PARTS = 10;

/** The SMS as the customer reads it. */
export interface RenderedText {
	text: string;
	/** Whether the link is in it, whole. */
	hasLink: boolean;
	/** Whether 8x8 cut off what was beyond ten parts. */
	isCut: boolean;
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
 * empty. What is beyond ten SMS parts is cut off, a link at the end with it. Never throws.
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
	const whole = template.replace(PLACEHOLDER, (_all, isLink?: string, name?: string) => {
		if (isLink !== undefined || name === undefined) return link;
		named.push(name);
		return Object.hasOwn(variables, name) ? valueText(variables[name]) : '';
	});
	const used = unique([...named, ...linkVariables]);
	const hasValue = (name: string) =>
		Object.hasOwn(variables, name) && variables[name] !== null && variables[name] !== undefined;
	const unfilled = used.filter((name) => !hasValue(name));
	const { parts } = splitText(whole);
	const text = parts.slice(0, MOST_PARTS).join('');
	const hasLink = links.length > 0 && text.includes(link);
	return { text, hasLink, isCut: parts.length > MOST_PARTS, linkVariables, used, unfilled };
}

const unique = (names: string[]) => [...new Set(names)];

// 3GPP TS 23.038, default alphabet and its extension table.
const GSM7_BASIC = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM7_EXTENDED = new Set('\f^{}\\[~]|€');

/** Septets or UTF-16 code units that fit into an SMS by itself, and into one part of several. */
const ROOM = { GSM7: { single: 160, part: 153 }, UCS2: { single: 70, part: 67 } };

/** The encoding that fits the text, and the number of SMS it is split into. */
export function measureText(text: string): { encoding: 'GSM7' | 'UCS2'; smsCount: number } {
	const { encoding, parts } = splitText(text);
	return { encoding, smsCount: parts.length };
}

function fitsGsm7(text: string): boolean {
	for (const one of text) if (!GSM7_BASIC.has(one) && !GSM7_EXTENDED.has(one)) return false;
	return true;
}

/** No part ends within a character, be it an escape pair of GSM7 or a surrogate pair of UCS2. */
function splitText(text: string): { encoding: 'GSM7' | 'UCS2'; parts: string[] } {
	const isGsm7 = fitsGsm7(text);
	const encoding = isGsm7 ? 'GSM7' : 'UCS2';
	// Of 10,000 messages nearly all are so short that they fit whatever they hold.
	if (text.length <= ROOM[encoding].single / 2) return { encoding, parts: [text] };
	const characters = [...text];
	const sizeOf = (one: string) => (isGsm7 ? (GSM7_EXTENDED.has(one) ? 2 : 1) : one.length);
	const size = characters.reduce((sum, one) => sum + sizeOf(one), 0);
	if (size <= ROOM[encoding].single) return { encoding, parts: [text] };
	const parts = [''];
	let used = 0;
	for (const one of characters) {
		if (used + sizeOf(one) > ROOM[encoding].part) {
			parts.push('');
			used = 0;
		}
		parts[parts.length - 1] += one;
		used += sizeOf(one);
	}
	return { encoding, parts };
}
