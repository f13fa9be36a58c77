import { withoutBlanks } from '../values/fold';
import { InvalidValueError, quoted } from '../values/invalidValue';
import { LINK } from './link';
import { outgoingNames, type OutgoingNames } from './outgoingNames';
import type { Need, Placeholder } from './placeholder';
import { CHOOSE_FIELD, hasLink, type MessageText } from './text';
import { assertReadable, BY_SPREADSHEET, SPREADSHEET_NONE } from './unreadable';
import { assertNotReserved, outgoingValue, type Variables } from './variables';

const FIELD = 'Message';
const NONE_KNOWN: OutgoingNames = new Map();

/** What people write for it. */
const LIKE_A_LINK = /[{[(<]\s*(?:survey[ _-]?)?(?:url|link)\s*[}\])>]/i;

/** A message as it goes to 8x8. */
export interface OutgoingMessage {
	/** Placeholders as `{{name}}`, the link as `{{url}}`, `{{url:}}` or `{{url:a:b}}`. */
	templateBody: string;
	templateVariables: Variables;
	names: OutgoingNames;
	/** The names at 8x8 of those that the text takes, for itself or to hand on with the link. */
	taken: string[];
	/** The text as the recipient reads it, with a stand-in for the link. */
	text: string;
}

/**
 * The message with its variables, under names and with values that 8x8 takes. All variables go
 * out, also those that the text does not use: they come back with the response.
 *
 * @param howToGive what to do when these names have no value
 * @param known the names of a text that goes to the same recipient: a response to either brings the same
 * @throws {InvalidValueError} for a text without a link, a reserved variable name, a placeholder
 * without a value and without a fallback, an object in a text, and what nobody can read
 */
export function outgoingMessage(
	text: MessageText,
	variables: Variables,
	howToGive: (missing: string[]) => string,
	known: OutgoingNames = NONE_KNOWN,
): OutgoingMessage {
	const given = Object.keys(variables).filter((name) => variables[name] !== undefined);
	const form = formOf(text, given, known);
	const { needs, others, names, namesOf, taken, templateBody, pieces } = form;
	assertNotReserved(Object.keys(variables), 'Variables');
	const values = needs.map((need) => valueOf(need, variables));
	assertNoneMissing(needs, values, howToGive);
	for (const name of others) values.push(outgoingValue(name, variables[name]) ?? null);
	const entries = names.map((name, index): [string, unknown] => [name, values[index]]);
	const filled = pieces.map((piece) => (typeof piece === 'string' ? piece : String(values[piece])));
	const templateVariables = Object.fromEntries(entries);
	const read = filled.join('');
	assertReadable(read);
	return { templateBody, templateVariables, names: namesOf, taken, text: read };
}

/** What the message is to all items that give variables of the same names. */
interface Form {
	given: string[];
	known: OutgoingNames;
	/** What the text needs. */
	needs: Need[];
	/** Those of the given names that it does not need. */
	others: string[];
	/** At 8x8: of the needs, then of the others. */
	names: string[];
	/** By the names that the user wrote; of one with several fallbacks the first counts. */
	namesOf: OutgoingNames;
	/** Those of the needs. */
	taken: string[];
	templateBody: string;
	/** The text as the recipient reads it; a number is the place of a value. */
	pieces: Array<string | number>;
}

/** The last form of each text: of 10,000 items nearly all have the same names. */
const forms = new WeakMap<MessageText, Form>();

function formOf(text: MessageText, given: string[], known: OutgoingNames): Form {
	const last = forms.get(text);
	const isSame = given.length === last?.given.length && known === last.known;
	if (last && isSame && given.every((name, index) => name === last.given[index])) return last;
	const form = makeForm(text, given, known);
	forms.set(text, form);
	return form;
}

function makeForm(text: MessageText, given: string[], known: OutgoingNames): Form {
	assertLink(text);
	const needsOf = needsReader(text);
	const needs = distinctNeeds(text, needsOf);
	const used = new Set(needs.map(({ name }) => name));
	assertNotReserved([...used], 'Variables');
	const others = given.filter((name) => !used.has(name));
	const all: Need[] = [...needs, ...others.map((name) => ({ name }))];
	const names = outgoingNames(all, known);
	const namesOf = new Map(all.map(({ name }, index) => [name, names[index]!] as const).reverse());
	const indexOf = new Map(needs.map((need, index) => [keyOf(need), index]));
	let templateBody = '';
	const pieces = text.map((piece) => {
		if (typeof piece === 'string') {
			templateBody += piece;
			return piece;
		}
		const places = needsOf(piece).map((need) => indexOf.get(keyOf(need))!);
		templateBody += `{{${piece.prefix}${places.map((place) => names[place]).join(':')}}}`;
		return piece.prefix === '' ? places[0]! : LINK;
	});
	const taken = names.slice(0, needs.length);
	return { given, known, needs, others, names, namesOf, taken, templateBody, pieces };
}

/** A placeholder's needs; what a link passes on has the fallback that the text gives for it. */
function needsReader(text: MessageText): (placeholder: Placeholder) => Need[] {
	const fallbacks = needsIn(text, ({ needs }) => needs).filter(
		(need) => need.fallback !== undefined,
	);
	const byName = new Map(fallbacks.reverse().map((need) => [need.name, need]));
	return ({ prefix, needs }) =>
		prefix === ''
			? needs
			: needs.map((need) => (need.fallback === undefined && byName.get(need.name)) || need);
}

/** What the text needs, each name once for each of its fallbacks. */
function distinctNeeds(text: MessageText, needsOf: (of: Placeholder) => Need[]): Need[] {
	return [...new Map(needsIn(text, needsOf).map((need) => [keyOf(need), need])).values()];
}

function needsIn(text: MessageText, needsOf: (of: Placeholder) => Need[]): Need[] {
	return text.flatMap((piece) => (typeof piece === 'string' ? [] : needsOf(piece)));
}

function keyOf({ name, fallback }: Need): string {
	return fallback === undefined ? name : `${name}|${fallback}`;
}

function valueOf({ name, fallback }: Need, variables: Variables): unknown {
	const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
	const value = outgoingValue(name, given);
	if (typeof value === 'string' && value.includes('[object Object]')) throw objectIn(name);
	const isNone = SPREADSHEET_NONE.test(String(value));
	if (fallback !== undefined) {
		return value === undefined || isNone || withoutBlanks(String(value)) === '' ? fallback : value;
	}
	if (isNone) throw noneOfSpreadsheet(name, String(value));
	return value;
}

function assertLink(text: MessageText): void {
	if (hasLink(text)) return;
	const written = text.map((piece) =>
		typeof piece === 'string' ? piece : piece.needs.map((need) => `{${keyOf(need)}}`).join(''),
	);
	const isEmpty = written.every((piece) => piece.trim() === '');
	const [alike] = LIKE_A_LINK.exec(written.join('')) ?? [];
	throw new InvalidValueError(
		isEmpty
			? 'The message is empty, so it has no link to the survey'
			: 'The message has no link to the survey',
		FIELD,
		wayToLink(alike),
	);
}

/** @param alike what the text has in place of the link */
function wayToLink(alike: string | undefined): string {
	if (alike === undefined) {
		return 'Put {url} where the link should be, for example: How did we do? {url}';
	}
	// As text it stands there only behind a backslash.
	if (/^\{\s*url\s*\}$/.test(alike)) return `Remove the \\ in front of ${alike}.`;
	return `Write {url} in place of ${alike}, in lower case and in curly braces.`;
}

function assertNoneMissing(
	needs: Need[],
	values: unknown[],
	howToGive: (missing: string[]) => string,
): void {
	const missing = needs.filter((_, index) => values[index] === undefined).map(({ name }) => name);
	if (missing.length === 0) return;
	const list = missing.map((name) => `{${name}}`).join(', ');
	throw new InvalidValueError(`The message has no value for ${list}`, FIELD, howToGive(missing));
}

function noneOfSpreadsheet(name: string, value: string): InvalidValueError {
	return new InvalidValueError(
		`The variable ${name} is ${quoted(value.trim())}, ${BY_SPREADSHEET}`,
		'Variables',
		`Correct the cell, or write {${name}|there} in the message for a text to use instead.`,
	);
}

function objectIn(name: string): InvalidValueError {
	return new InvalidValueError(
		`The variable ${name} has an object in its text, which would read "[object Object]"`,
		'Variables',
		CHOOSE_FIELD,
	);
}
