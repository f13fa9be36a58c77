import { decodeEntities } from './htmlEntities';

// A `<` begins a tag only where browsers say so: before a letter, or `/` and a letter, or `!`. None of
// these expressions looks past the next `<`, so the time they take grows with the text and no faster.
const COMMENT_START = '<!--';
const COMMENT_END = '-->';
const INLINE_TAG = /<\/?(?:a|abbr|b|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>/gi;
const TAG = /<(?:\/?[a-z]|!)[^<>]*>/gi;

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

/** HTML as the text that a person reads: without tags, with the characters of its entities. */
export function plainText(html: string): string {
	return decodeEntities(withoutComments(html).replace(INLINE_TAG, '').replace(TAG, ' '));
}
