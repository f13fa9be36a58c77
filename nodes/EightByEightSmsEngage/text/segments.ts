import { InvalidValueError } from '../values/invalidValue';

/** How a text goes out as SMS. */
export interface Segments {
	encoding: 'GSM7' | 'UCS2';
	/** Septets for GSM7 (a character of the extension table counts 2), UTF-16 code units for UCS2. */
	characters: number;
	/** How many SMS it takes; 0 for an empty text. */
	segments: number;
}

// 3GPP TS 23.038, 6.2.1: the default alphabet without its escape, and the extension table.
const DEFAULT_ALPHABET =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION_TABLE = '\f^{}\\[~]|€';

const SEPTETS = new Map([
	...[...DEFAULT_ALPHABET].map((character): [string, number] => [character, 1]),
	...[...EXTENSION_TABLE].map((character): [string, number] => [character, 2]),
]);

// One SMS is 140 octets; of a longer text each part gives 6 of them to the header that joins them
// (3GPP TS 23.040, 9.2.3.24.1).
const CAPACITY = {
	GSM7: { single: 160, part: 153 },
	UCS2: { single: 70, part: 67 },
};

/**
 * @param encoding as 8x8's field: AUTO takes GSM7 where the text allows it. A text that GSM7 cannot
 * hold is counted as UCS2 even with GSM7 chosen: what 8x8 makes of such a choice is not documented,
 * and so the count is never too low.
 */
export function countSegments(text: string, encoding: 'AUTO' | 'GSM7' | 'UCS2' = 'AUTO'): Segments {
	const septets: number[] = [];
	const units: number[] = [];
	let isGsm7 = encoding !== 'UCS2';
	for (const character of text) {
		const count = SEPTETS.get(character);
		if (count === undefined) isGsm7 = false;
		else septets.push(count);
		units.push(character.length);
	}
	const [used, sizes] = isGsm7 ? (['GSM7', septets] as const) : (['UCS2', units] as const);
	const { single, part } = CAPACITY[used];
	const characters = sizes.reduce((sum, size) => sum + size, 0);
	if (characters <= single) return { encoding: used, characters, segments: characters > 0 ? 1 : 0 };
	// An escape or surrogate pair that no longer fits goes whole into the next part.
	let segments = 1;
	let filled = 0;
	for (const size of sizes) {
		if (filled + size > part) {
			segments += 1;
			filled = 0;
		}
		filled += size;
	}
	return { encoding: used, characters, segments };
}

/** So many UTF-16 units fit into one part whatever they are: two septets each, or a split pair. */
const SURE_IN_ONE = 70;
const SURE_IN_A_PART = 66;

/**
 * @param text with its variables filled in
 * @param most how many SMS it may take
 * @throws {InvalidValueError} when it takes more: 8x8 cuts off what is beyond ten, the link first
 */
export function assertSegments(
	text: string,
	most: number,
	encoding?: 'AUTO' | 'GSM7' | 'UCS2',
): void {
	// Counting takes longer than all other checks of a text, and nearly all texts are short.
	if (text.length <= Math.max(SURE_IN_ONE, SURE_IN_A_PART * most)) return;
	const { segments, characters, encoding: used } = countSegments(text, encoding);
	if (segments <= most) return;
	throw new InvalidValueError(
		`The message takes ${segments} SMS with its variables filled in, and at most ${most} may go out`,
		'Message',
		`It has ${characters} characters in the encoding ${used}. Shorten it: 8x8 cuts off what is beyond ten SMS, and the link with it. 'Max Segments' under 'Options' sets a lower limit.`,
	);
}
