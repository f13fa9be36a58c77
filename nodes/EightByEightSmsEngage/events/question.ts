const INLINE_TAG = /<\/?(?:a|abbr|b|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>/gi;
const TAG = /<[!/]?[a-z-][^<>]*>/gi;
const VARIABLE_MARK = /\[url\([^[\]]*\)\]/gi;
const ENTITY = /&(amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});/gi;
const NAMED: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

function decode(entity: string, name: string): string {
	if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
	return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

/**
 * A question's text as a person reads it on the survey page: without HTML, line breaks and the
 * `[url('…')]` marks with which 8x8 fills in a variable. Empty when the value is no text.
 */
export function cleanQuestion(value: unknown): string {
	if (typeof value !== 'string') return '';
	return value
		.replace(VARIABLE_MARK, '')
		.replace(INLINE_TAG, '')
		.replace(TAG, ' ')
		.replace(ENTITY, decode)
		.replace(/\s+/g, ' ')
		.trim();
}

/** Gives each name that was taken before a ` (2)`, ` (3)` … so that none overwrites another. */
export function uniqueNames(): (name: string) => string {
	const lastNumber = new Map<string, number>();
	return (name) => {
		let unique = name;
		while (lastNumber.has(unique)) {
			const number = (lastNumber.get(name) ?? 1) + 1;
			lastNumber.set(name, number);
			unique = `${name} (${number})`;
		}
		lastNumber.set(unique, 1);
		return unique;
	};
}
