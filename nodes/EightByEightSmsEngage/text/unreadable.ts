import { InvalidValueError, quoted } from '../values/invalidValue';

/** U+FFFD, which programs put in for what they cannot read, and half of a character that takes two. */
const LOST = /[\ufffd\p{Surrogate}]/u;

const NONE = '#(?:N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!|ERROR!|SPILL!|CALC!)';
const NONE_IN_TEXT = new RegExp(`(?<!\\S)${NONE}`);

/** What a cell holds whose formula gives nothing. */
export const SPREADSHEET_NONE = new RegExp(`^\\s*${NONE}\\s*$`, 'i');

/** Of such a value. */
export const BY_SPREADSHEET = 'which a spreadsheet writes where it has no value';

/**
 * @param text as the recipient reads it
 * @throws {InvalidValueError} when a character in it was lost before (`M\ufffdller`), or an expression
 * has put a spreadsheet's `#N/A` into it
 */
export function assertReadable(text: string): void {
	const none = NONE_IN_TEXT.exec(text);
	if (none) {
		throw new InvalidValueError(
			`The message has ${quoted(none[0])}, ${BY_SPREADSHEET}`,
			'Message',
			'Correct the cell, or leave such rows out with a Filter node.',
		);
	}
	const lost = LOST.exec(text);
	if (!lost) return;
	const before = /\S{0,20}$/u.exec(text.slice(0, lost.index))![0];
	const behind = /^\S{0,20}/u.exec(text.slice(lost.index + 1))![0];
	throw new InvalidValueError(
		`The message has a character that nobody can read: ${quoted(`${before}\ufffd${behind}`)}`,
		'Message',
		lost[0] === '\ufffd'
			? 'It was lost before it came here. If it comes from a file, save that as UTF-8 (in Excel as "CSV UTF-8") and read it again.'
			: 'It is half of an emoji: an expression has cut the text there. Let it cut the text elsewhere.',
	);
}
