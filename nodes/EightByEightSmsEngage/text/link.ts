/** 8x8's short link always has 21 characters; so has this stand-in. */
export const LINK = 'https://s.example/abc';

/** What a phone takes as a part of the link, or as a word that the link is in the middle of. */
const GLUED_BEFORE = /[\p{Script=Latin}\p{N}]$/u;
const GLUED_BEHIND = /^[\p{L}\p{N}_/%&=#@~+$-]/u;

/** The link with what is stuck to it, such as `{url}Thanks`; undefined when it stands free. */
export function gluedLink(text: string): string | undefined {
	for (let at = text.indexOf(LINK); at >= 0; at = text.indexOf(LINK, at + 1)) {
		const [before, behind] = [text.slice(0, at), text.slice(at + LINK.length)];
		const word = GLUED_BEFORE.test(before) ? /\S{0,20}$/u.exec(before)![0] : '';
		const rest = GLUED_BEHIND.test(behind) ? /^\S{0,20}/u.exec(behind)![0] : '';
		if (word + rest !== '') return `${word}{url}${rest}`;
	}
	return undefined;
}
