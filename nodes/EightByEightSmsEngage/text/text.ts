import { randomBytes } from 'crypto';
import { InvalidValueError } from '../values/invalidValue';
import { splitExpression, type ExpressionPart } from './expression';
import { parsePlaceholder, tokenize, withoutPlaceholders, type Token } from './placeholder';
import { assertNotReserved, hasValue, type Variables } from './variables';

/** A message's text, read. */
export interface MessageText {
	/** As 8x8 gets it: placeholders as `{{name}}`, the link as `{{url}}`, `{{url:}}`, `{{url:a:b}}`. */
	templateBody: string;
	/** The names that need a value, each once, in order; those that the link passes on too. */
	placeholders: string[];
	hasLink: boolean;
}

/** The text field as it stands in the node, ready to be read once for each item. */
export interface TextField {
	/** False for a fixed text: read it once, without an argument. */
	isExpression: boolean;
	/** What to hand to n8n's `evaluateExpression`: without `=`, own placeholders marked. */
	expression: string;
	/**
	 * @param evaluated What n8n made of `expression`; nothing for a fixed text.
	 * @throws InvalidValueError when it is an object, where a text should be.
	 */
	read(evaluated?: unknown): MessageText;
}

const FIELD = 'Message';
const isPlaceholder = (inner: string) => parsePlaceholder(inner) !== undefined;
// Which names 8x8 takes is not documented, so in data every `{{…}}` counts as one.
const isAnything = () => true;

function compose(tokens: Token[], isOne: (inner: string) => boolean): MessageText {
	const names = new Set<string>();
	let [templateBody, plain, hasLink] = ['', '', false];
	for (const token of tokens) {
		if (token.kind !== 'placeholder') {
			plain += token.text;
			continue;
		}
		const before = withoutPlaceholders(plain, isOne);
		// A brace right before it would hide the placeholder from 8x8: an SMS without its link.
		templateBody += before.endsWith('{') ? `${before} ` : before;
		templateBody += token.placeholder.template;
		plain = '';
		hasLink ||= token.placeholder.isLink;
		for (const name of token.placeholder.names) names.add(name);
	}
	templateBody += withoutPlaceholders(plain, isOne);
	return { templateBody, placeholders: [...names], hasLink };
}

function textOf(evaluated: unknown): string {
	if (evaluated === undefined || evaluated === null) return '';
	if (typeof evaluated !== 'object' && typeof evaluated !== 'function') return String(evaluated);
	throw new InvalidValueError(
		`The message is no text: its expression gives ${Array.isArray(evaluated) ? 'a list' : 'an object'}`,
		FIELD,
		'Choose one field of it in the expression, such as {{ $json.text }}.',
	);
}

function assertNoBarePlaceholder(parts: ExpressionPart[]): void {
	const bare = parts.filter((part) => part.isCode && isPlaceholder(part.code));
	if (bare.length === 0) return;
	const list = (texts: string[]) => [...new Set(texts)].join(', ');
	const written = list(bare.map((part) => part.source));
	const way = list(bare.map((part) => `{${part.code.trim()}}`));
	throw new InvalidValueError(
		`The message is an expression, so n8n would take ${written} out of it: write ${way} instead`,
		FIELD,
		`With single braces n8n leaves it alone: ${way}. For a field of the item write {{ $json.name }}, with the field's name.`,
	);
}

function markedField(parts: ExpressionPart[]): TextField {
	const nonce = randomBytes(16).toString('hex');
	const own: Token[] = [];
	const mark = (token: Token) => `${nonce}x${own.push(token) - 1}y`;
	const expression = parts
		.flatMap((part) =>
			part.isCode
				? part.source
				: tokenize(part.source).map((token) => (token.kind === 'text' ? token.text : mark(token))),
		)
		.join('');
	const marks = new RegExp(`${nonce}x(\\d+)y`);
	const read = (evaluated?: unknown) => {
		// Every second piece is the number of a mark; what is in between is text, whatever it holds.
		const tokens = textOf(evaluated)
			.split(marks)
			.map((piece, index): Token => {
				const token = index % 2 === 1 ? own[Number(piece)] : undefined;
				return token ?? { kind: 'text', text: piece };
			});
		return compose(tokens, isAnything);
	};
	return { isExpression: true, expression, read };
}

/**
 * Reads the text field as n8n stores it. In an expression whose own text (what stands outside
 * `{{ }}`) holds the link, its own placeholders are replaced by marks that no data can hold: they
 * are told apart from data after evaluation. Otherwise the evaluated text's placeholders count.
 *
 * @param raw The parameter unevaluated; an expression starts with `=`.
 * @throws InvalidValueError for a bare `{{name}}` or `{{url}}` in an expression: n8n evaluates it
 * to nothing, without an error.
 */
export function readTextField(raw: unknown): TextField {
	const stored = textOf(raw);
	const parts = stored.startsWith('=') ? splitExpression(stored.slice(1)) : [];
	assertNoBarePlaceholder(parts);
	if (!parts.some((part) => part.isCode)) {
		const text = compose(tokenize(stored.replace(/^=/, '')), isPlaceholder);
		return { isExpression: false, expression: '', read: () => text };
	}
	const hasOwnLink = parts.some(
		(part) =>
			!part.isCode &&
			tokenize(part.source).some((t) => t.kind === 'placeholder' && t.placeholder.isLink),
	);
	if (hasOwnLink) return markedField(parts);
	return {
		isExpression: true,
		expression: stored.slice(1),
		read: (evaluated) => compose(tokenize(textOf(evaluated)), isPlaceholder),
	};
}

/**
 * @param variables What goes out as templateVariables; null and undefined are no value, '' is one.
 * @throws InvalidValueError for a text without a link, a reserved variable name, or a placeholder
 * without a value.
 */
export function assertSendable(text: MessageText, variables: Variables): void {
	if (!text.hasLink) {
		const isEmpty = text.templateBody.trim() === '';
		throw new InvalidValueError(
			isEmpty
				? 'The message is empty, so it has no link to the survey'
				: 'The message has no link to the survey',
			FIELD,
			'Put {url} where the link should be, for example: How did we do? {url}',
		);
	}
	assertNotReserved(variables, 'Variables');
	const missing = text.placeholders.filter((name) => !hasValue(variables, name));
	if (missing.length === 0) return;
	const list = missing.map((name) => `{${name}}`).join(', ');
	throw new InvalidValueError(
		`The message has no value for ${list}`,
		FIELD,
		'Give each placeholder a variable of exactly that name, capitals included; an empty text is a value, null is none. For a brace that starts no placeholder write \\{.',
	);
}
