import { InvalidValueError } from '../values/invalidValue';
import { assertFilledIn } from '../values/unfilledCode';
import type { ExpressionPart } from './expression';
import { parsePlaceholder, type Token } from './placeholder';

const FIELD = 'Message';

/**
 * @throws {InvalidValueError} for `{{name}}` or `{{url}}` as code: n8n evaluates it to nothing,
 * without an error, or calls it invalid syntax
 */
export function assertNoBarePlaceholder(parts: ExpressionPart[]): void {
	const bare = parts.flatMap((part) => {
		const placeholder = part.isCode ? parsePlaceholder(part.code) : undefined;
		return placeholder ? [{ part, placeholder }] : [];
	});
	if (bare.length === 0) return;
	const list = (texts: string[]) => [...new Set(texts)].join(', ');
	const written = list(bare.map(({ part }) => part.source));
	const way = list(bare.map(({ part }) => `{${part.code.trim()}}`));
	const fields = bare
		.filter(({ placeholder }) => placeholder.prefix === '')
		.map(({ placeholder }) => itemField(placeholder.needs[0]!.name));
	const meant =
		fields.length === 0
			? 'For a field of the item write {{ $json.name }}, with the name of the field.'
			: `For a field of the item write ${list(fields)}.`;
	throw new InvalidValueError(
		`The message is an expression, so n8n would take ${written} out of it: write ${way} instead`,
		FIELD,
		`With single braces n8n leaves it alone: ${way}. ${meant}`,
	);
}

/** @throws {InvalidValueError} for `{{ $json.name }}` in a text that is not an expression */
export function assertNoCode(tokens: Token[]): void {
	for (const token of tokens) {
		if (token.kind === 'text') assertFilledIn(token.text, FIELD, 'The message', "'Message'");
	}
}

const IDENTIFIER = String.raw`[\p{L}_][\p{L}\p{M}\p{Nd}_]*`;
const NAME = new RegExp(`^${IDENTIFIER}$`, 'u');
const PATH = new RegExp(`^${IDENTIFIER}(?:\\.${IDENTIFIER})*$`, 'u');

/**
 * The expression for what somebody calls a field of the input item; with dots it may be a nested one.
 *
 * @param more code behind the field
 */
function itemField(name: string, more = ''): string {
	return PATH.test(name) ? `{{ $json.${name}${more} }}` : ownField(name, more);
}

/** The expression for a field that the item itself has, whatever its title. */
export function ownField(title: string, more = ''): string {
	if (NAME.test(title)) return `{{ $json.${title}${more} }}`;
	const quoted = title.includes("'") ? JSON.stringify(title) : `'${title}'`;
	return `{{ $json[${quoted}]${more} }}`;
}

/**
 * @throws {InvalidValueError} for a fallback that an expression should give, `{name|{{ … }}}`: its
 * braces would reach the recipient
 */
export function assertNoCodeInFallback(parts: ExpressionPart[]): void {
	for (const [index, part] of parts.entries()) {
		const code = parts[index + 1];
		if (part.isCode || !code?.isCode) continue;
		const open = part.source.lastIndexOf('{');
		if (open < 0 || part.source.includes('}', open) || part.source[open - 1] === '\\') continue;
		const need = parsePlaceholder(part.source.slice(open + 1))?.needs[0];
		if (need?.fallback === undefined) continue;
		throw new InvalidValueError(
			`The message has an expression as the fallback of {${need.name}}`,
			FIELD,
			`Write a text there, such as {${need.name}|there}, or let the expression choose: ${itemField(need.name, " || 'there'")}.`,
		);
	}
}
