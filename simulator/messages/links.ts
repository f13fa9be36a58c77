import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'https://s8x8.io/';
const CODE_LENGTH = 5;

/** The link's length in the text. 8x8's documentation: the shortened URL always has 21 characters. */
export const LINK_LENGTH = PREFIX.length + CODE_LENGTH;

/**
 * The link as it stands in the SMS. Nobody answers at that address: the simulator's pages show it
 * and lead to `/s/<code>` instead.
 */
export const shortUrl = (code: string) => PREFIX + code;

export const codeOf = (url: string) => url.slice(PREFIX.length);

/** A code that is not taken yet. */
export function newCode(isTaken: (code: string) => boolean): string {
	for (;;) {
		let code = '';
		while (code.length < CODE_LENGTH) code += ALPHABET[randomInt(ALPHABET.length)];
		if (!isTaken(code)) return code;
	}
}
