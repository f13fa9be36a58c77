const BLANKS_AND_INVISIBLE = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;

/** The text without blanks, control characters and marks that nobody sees (zero-width blanks …). */
export function withoutBlanks(text: string): string {
	return text.replace(BLANKS_AND_INVISIBLE, '');
}

/** Equal for two IDs that differ only in case, blanks and invisible marks. */
export function foldId(id: unknown): string {
	return typeof id === 'string' || typeof id === 'number'
		? withoutBlanks(String(id)).toLowerCase()
		: '';
}

/** The words of a text, without case, accents, invisible marks, punctuation and emoji. */
export function wordsOf(text: string): string[] {
	return text
		.normalize('NFKD')
		.replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
		.toLowerCase()
		.replace(/\u0131/g, 'i')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}
