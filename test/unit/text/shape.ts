import {
	hasLink,
	placeholdersOf,
	type MessageText,
} from '../../../nodes/EightByEightSmsEngage/text/text';

/** A text as it was read, its placeholders under the names that the user wrote. */
export function shape(text: MessageText) {
	const pieces = text.map((piece) =>
		typeof piece === 'string'
			? piece
			: `{{${piece.prefix}${piece.needs.map(({ name }) => name).join(':')}}}`,
	);
	return {
		templateBody: pieces.join(''),
		placeholders: placeholdersOf(text),
		hasLink: hasLink(text),
	};
}
