import { InvalidValueError, quoted } from '../values/invalidValue';

/** U+FFFD, which programs put in for what they cannot read, and half of a character that takes two. */
const LOST = /[\ufffd\p{Surrogate}]/u;

/**
 * @param text as the recipient reads it
 * @throws {InvalidValueError} when a character in it was lost before: `M\ufffdller`
 */
export function assertNoneLost(text: string): void {
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
