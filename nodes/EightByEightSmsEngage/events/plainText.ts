import { decodeEntities } from './htmlEntities';

const COMMENT_START = '<!--';
const COMMENT_END = '-->';
/** Tags that stand within a line of text. */
const INLINE =
	'a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';
/** A `<` begins a tag only where browsers say so: before a letter, or `/` and a letter, or `!`. */
const TAG_START = new RegExp(`<(?:(/?(?:${INLINE})(?=[\\s/>]))|/?[a-z]|!)`, 'gi');

function withoutComments(text: string): string {
	let kept = '';
	let from = 0;
	for (;;) {
		const start = text.indexOf(COMMENT_START, from);
		const end = start < 0 ? -1 : text.indexOf(COMMENT_END, start + COMMENT_START.length);
		if (end < 0) return kept + text.slice(from);
		kept += `${text.slice(from, start)} `;
		from = end + COMMENT_END.length;
	}
}

/**
 * Where the `>` is that ends a tag, or -1. One in the quotation marks of an attribute's value does not,
 * unless they are never closed. It looks no further than the next `<`, so the time it takes grows with
 * the text and no faster.
 */
function endOfTag(html: string, start: number): number {
	let quote = '';
	let isValue = false;
	let firstQuoted = -1;
	for (let at = start + 1; at < html.length && html[at] !== '<'; at += 1) {
		const sign = html[at]!;
		if (quote !== '') {
			if (sign === quote) quote = '';
			else if (sign === '>' && firstQuoted < 0) firstQuoted = at;
		} else {
			if (sign === '>') return at;
			if (isValue && (sign === '"' || sign === "'")) quote = sign;
			isValue = sign === '=' || (isValue && /\s/.test(sign));
		}
	}
	return firstQuoted;
}

function withoutTags(html: string): string {
	let kept = '';
	let from = 0;
	for (const { 1: inline, index } of html.matchAll(TAG_START)) {
		const end = endOfTag(html, index);
		if (end < 0) continue;
		kept += html.slice(from, index) + (inline === undefined ? ' ' : '');
		from = end + 1;
	}
	return kept + html.slice(from);
}

/** HTML as the text that a person reads: without tags, with the characters of its entities. */
export function plainText(html: string): string {
	return decodeEntities(withoutTags(withoutComments(html)));
}
