/** Runs of characters that show a number in a circle, in brackets or with a mark: first, last, its value. */
const RUNS: Array<[first: number, last: number, value: number]> = [
	[0x2460, 0x2473, 1],
	[0x2474, 0x2487, 1],
	[0x2488, 0x249b, 1],
	[0x24ea, 0x24ea, 0],
	[0x24eb, 0x24f4, 11],
	[0x24f5, 0x24fe, 1],
	[0x24ff, 0x24ff, 0],
	[0x2776, 0x277f, 1],
	[0x2780, 0x2789, 1],
	[0x278a, 0x2793, 1],
	[0x3251, 0x325f, 21],
	[0x32b1, 0x32bf, 36],
	[0x1f100, 0x1f100, 0],
	[0x1f101, 0x1f10a, 0],
	[0x1f10b, 0x1f10b, 0],
	[0x1f10c, 0x1f10c, 0],
	[0x1f51f, 0x1f51f, 10],
];

const ENCLOSED =
	/[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\u{1f100}-\u{1f10c}\u{1f51f}]/gu;

function valueOf(character: string): string {
	const code = character.codePointAt(0)!;
	const [first, , value] = RUNS.find(([from, to]) => code >= from && code <= to)!;
	return `${value + code - first} `;
}

/** The text with `⑩`, `⑴`, `⒈`, `❿` and `🔟` as digits, and a blank behind each. */
export function withoutEnclosures(text: string): string {
	return text.replace(ENCLOSED, valueOf);
}
