import { randomBytes } from 'crypto';

import { InvalidValueError } from '../values/invalidValue';
import { assertNoBarePlaceholder, assertNoCode, assertNoCodeInFallback } from './expressionAdvice';
import { splitExpression, type ExpressionPart } from './expression';
import {
	parsePlaceholder,
	tokenize,
	withoutPlaceholders,
	type Placeholder,
	type Token,
} from './placeholder';

/** A message's text, read: plain pieces as they go out, and placeholders. */
export type MessageText = Array<string | Placeholder>;

/** The node's text field, ready to be read for each item. */
export interface TextField {
	/** False for a fixed text: read it once, without an argument. */
	isExpression: boolean;
	/** What to hand to n8n's `evaluateExpression`: without `=`, own placeholders marked. */
	expression: string;
	/**
	 * @param evaluated what n8n made of `expression`; nothing for a fixed text.
	 * @throws {InvalidValueError} when it is, or holds, an object instead of text.
	 */
	read(evaluated?: unknown): MessageText;
	/** What its own text has in braces that is no placeholder. */
	otherBraces: OtherBraces[];
}

/** Braces that are no placeholder, such as `{Price (EUR)}`. */
export interface OtherBraces {
	/** Braces and all. */
	written: string;
	/** What stands in them. */
	inner: string;
}

export const CHOOSE_FIELD =
	'Choose one field of the object in the expression, such as {{ $json.customer.name }}.';

type Reading = Omit<TextField, 'otherBraces'>;

const FIELD = 'Message';
const OBJECT_IN_TEXT = '[object Object]';

const isPlaceholder = (inner: string) => parsePlaceholder(inner) !== undefined;
// Which names 8x8 takes is not documented, so in data every `{{…}}` counts as one.
const isAnything = () => true;

function compose(tokens: Token[], isOne: (inner: string) => boolean): MessageText {
	const text: MessageText = [];
	let plain = '';
	for (const token of tokens) {
		if (token.kind !== 'placeholder') {
			plain += token.text;
			continue;
		}
		const before = withoutPlaceholders(plain, isOne);
		// A brace right before it would hide the placeholder from 8x8: an SMS without its link.
		text.push(before.endsWith('{') ? `${before} ` : before, token.placeholder);
		plain = '';
	}
	return [...text, withoutPlaceholders(plain, isOne)].filter((piece) => piece !== '');
}

function textOf(evaluated: unknown): string {
	if (evaluated === undefined || evaluated === null) return '';
	if (typeof evaluated !== 'object' && typeof evaluated !== 'function') return String(evaluated);
	throw new InvalidValueError(
		`The message is not a text: its expression gives ${Array.isArray(evaluated) ? 'a list' : 'an object'}`,
		FIELD,
		'Choose one field of it in the expression, such as {{ $json.text }}.',
	);
}

/** An expression whose own placeholders carry marks, so that data cannot add any. */
function markedField(parts: ExpressionPart[], inData: (data: string) => Token[]): Reading {
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
			.flatMap((piece, index) => {
				const token = index % 2 === 1 ? own[Number(piece)] : undefined;
				return token ?? inData(piece);
			});
		return compose(tokens, isAnything);
	};
	return { isExpression: true, expression, read };
}

const asText = (data: string): Token[] => [{ kind: 'text', text: data }];

/** An agent's link passes no variables on: whom the text goes to is the agent's choice too. */
const onlyLinks = (data: string): Token[] =>
	tokenize(data, (inner) =>
		parsePlaceholder(inner)?.prefix ? { prefix: 'url', needs: [] } : undefined,
	);

function withoutObjects(field: Reading, ownText: string): Reading {
	if (ownText.includes(OBJECT_IN_TEXT)) return field;
	const read = (evaluated?: unknown) => {
		if (typeof evaluated === 'string' && evaluated.includes(OBJECT_IN_TEXT)) {
			throw new InvalidValueError(
				`An expression puts an object into the message, which would read "${OBJECT_IN_TEXT}"`,
				FIELD,
				CHOOSE_FIELD,
			);
		}
		return field.read(evaluated);
	};
	return { ...field, read };
}

function expressionField(parts: ExpressionPart[], own: Token[], stored: string): Reading {
	if (hasLink(own.map((token) => (token.kind === 'placeholder' ? token.placeholder : '')))) {
		assertNoCodeInFallback(parts);
		return markedField(parts, asText);
	}
	// What an AI agent writes comes in by n8n's $fromAI.
	const isOfAgent = parts.some((part) => part.isCode && /\$fromAI/i.test(part.code));
	if (isOfAgent) return markedField(parts, onlyLinks);
	return {
		isExpression: true,
		expression: stored.slice(1),
		read: (evaluated) => compose(tokenize(textOf(evaluated)), isPlaceholder),
	};
}

/**
 * Reads the text field as n8n stores it. In an expression whose own text (what stands outside
 * `{{ }}`) holds the link, its own placeholders are replaced by marks that no data can hold: they
 * are told apart from data after evaluation. Otherwise the evaluated text's placeholders count; of
 * a text that an agent writes only the link.
 *
 * @param raw the parameter unevaluated; an expression starts with `=`.
 * @throws {InvalidValueError} for a bare `{{name}}` or `{{url}}` in an expression: n8n evaluates it
 * to nothing, without an error; and for `{{ $json.name }}` in a fixed text, which n8n leaves alone.
 */
export function readTextField(raw: unknown): TextField {
	const stored = textOf(raw);
	const parts = stored.startsWith('=') ? splitExpression(stored.slice(1)) : [];
	assertNoBarePlaceholder(parts);
	if (!parts.some((part) => part.isCode)) {
		const tokens = tokenize(stored.replace(/^=/, ''));
		const text = compose(tokens, isPlaceholder);
		const otherBraces = inOtherBraces(tokens);
		if (!stored.startsWith('=')) assertNoCode(tokens);
		return { isExpression: false, expression: '', read: () => text, otherBraces };
	}
	const ownText = parts.map((part) => (part.isCode ? ' ' : part.source)).join('');
	const own = parts.filter((part) => !part.isCode).flatMap((part) => tokenize(part.source));
	const reading = withoutObjects(expressionField(parts, own, stored), ownText);
	return { ...reading, otherBraces: inOtherBraces(own) };
}

const OTHER_BRACES = /\{\{([^{}]+)\}\}|\{([^{}]+)\}/g;

const inOtherBraces = (tokens: Token[]): OtherBraces[] =>
	tokens
		.flatMap((token) => (token.kind === 'text' ? [...token.text.matchAll(OTHER_BRACES)] : []))
		.map(([written, double, single]) => ({ written, inner: (double ?? single!).trim() }));

export function hasLink(text: MessageText): boolean {
	return text.some((piece) => typeof piece !== 'string' && piece.prefix !== '');
}

/** The names that need a value, each once, in order; those that the link passes on too. */
export function placeholdersOf(text: MessageText): string[] {
	const needs = text.flatMap((piece) => (typeof piece === 'string' ? [] : piece.needs));
	return [...new Set(needs.map(({ name }) => name))];
}
