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
