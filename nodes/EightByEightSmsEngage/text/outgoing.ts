import { InvalidValueError } from '../values/invalidValue';
import { outgoingNames } from './outgoingNames';
import type { Need, Placeholder } from './placeholder';
import { hasLink, type MessageText } from './text';
import { assertNotReserved, outgoingValue, type Variables } from './variables';

const FIELD = 'Message';

/** 8x8's short link always has 21 characters; so has this stand-in. */
const LINK = 'https://s.example/abc';

/** A message as it goes to 8x8. */
export interface OutgoingMessage {
	/** Placeholders as `{{name}}`, the link as `{{url}}`, `{{url:}}` or `{{url:a:b}}`. */
	templateBody: string;
	templateVariables: Variables;
	/** The text as the recipient reads it, with a stand-in for the link. */
	text: string;
}

/**
 * The message with its variables, under names and with values that 8x8 takes. All variables go
 * out, also those that the text does not use: they come back with the response.
 *
 * @param howToGive What to do when these names have no value
 * @throws InvalidValueError for a text without a link, a reserved variable name, a placeholder
 * without a value and without a fallback, and an object in a text
 */
export function outgoingMessage(
	text: MessageText,
	variables: Variables,
	howToGive: (missing: string[]) => string,
): OutgoingMessage {
	assertLink(text);
	const needsOf = needsReader(text);
	const needs = distinctNeeds(text, needsOf);
	assertNotReserved([...needs.map(({ name }) => name), ...Object.keys(variables)], 'Variables');
	const values = needs.map((need) => valueOf(need, variables));
	assertNoneMissing(needs, values, howToGive);

	const used = new Set(needs.map(({ name }) => name));
	for (const name of Object.keys(variables)) {
		if (used.has(name) || variables[name] === undefined) continue;
		needs.push({ name });
		values.push(outgoingValue(name, variables[name]) ?? null);
	}
	const names = outgoingNames(needs);
	const indexOf = new Map(needs.map((need, index) => [keyOf(need), index]));
	const placeOf = (need: Need) => indexOf.get(keyOf(need))!;

	let [templateBody, filled] = ['', ''];
	for (const piece of text) {
		if (typeof piece === 'string') {
			templateBody += piece;
			filled += piece;
			continue;
		}
		const places = needsOf(piece).map(placeOf);
		templateBody += `{{${piece.prefix}${places.map((place) => names[place]).join(':')}}}`;
		filled += piece.prefix === '' ? String(values[places[0]!]) : LINK;
	}
	const entries = names.map((name, index): [string, unknown] => [name, values[index]]);
	return { templateBody, templateVariables: Object.fromEntries(entries), text: filled };
}

/** A placeholder's needs; what a link passes on has the fallback that the text gives for it. */
function needsReader(text: MessageText): (placeholder: Placeholder) => Need[] {
	const withFallback = new Map<string, Need>();
	for (const piece of text) {
		if (typeof piece === 'string') continue;
		for (const need of piece.needs) {
			if (need.fallback !== undefined && !withFallback.has(need.name)) {
				withFallback.set(need.name, need);
			}
		}
	}
	return ({ prefix, needs }) =>
		prefix === '' || withFallback.size === 0
			? needs
			: needs.map((need) =>
					need.fallback === undefined ? (withFallback.get(need.name) ?? need) : need,
				);
}

/** What the text needs, each name once for each of its fallbacks. */
function distinctNeeds(text: MessageText, needsOf: (of: Placeholder) => Need[]): Need[] {
	const needs = new Map<string, Need>();
	for (const piece of text) {
		if (typeof piece === 'string') continue;
		for (const need of needsOf(piece)) {
			if (!needs.has(keyOf(need))) needs.set(keyOf(need), need);
		}
	}
	return [...needs.values()];
}

function keyOf({ name, fallback }: Need): string {
	return fallback === undefined ? name : `${name}|${fallback}`;
}

function valueOf({ name, fallback }: Need, variables: Variables): unknown {
	const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
	const value = outgoingValue(name, given);
	if (typeof value === 'string' && value.includes('[object Object]')) throw objectIn(name);
	if (fallback === undefined) return value;
	return value === undefined || String(value).trim() === '' ? fallback : value;
}

function assertLink(text: MessageText): void {
	if (hasLink(text)) return;
	const isEmpty = text.every((piece) => typeof piece === 'string' && piece.trim() === '');
	throw new InvalidValueError(
		isEmpty
			? 'The message is empty, so it has no link to the survey'
			: 'The message has no link to the survey',
		FIELD,
		'Put {url} where the link should be, for example: How did we do? {url}',
	);
}

function assertNoneMissing(
	needs: Need[],
	values: unknown[],
	howToGive: (missing: string[]) => string,
): void {
	const missing = needs.filter((_, index) => values[index] === undefined).map(({ name }) => name);
	if (missing.length === 0) return;
	const list = missing.map((name) => `{${name}}`).join(', ');
	throw new InvalidValueError(
		`The message has no value for ${list}`,
		FIELD,
		`${howToGive(missing)} Capitals count. For a text that stands in write {${missing[0]}|there}; for a brace that starts no placeholder write \\{.`,
	);
}

function objectIn(name: string): InvalidValueError {
	return new InvalidValueError(
		`The variable ${name} has an object in its text, which would read "[object Object]"`,
		'Variables',
		'Choose one field of the object in the expression, such as {{ $json.customer.name }}.',
	);
}
