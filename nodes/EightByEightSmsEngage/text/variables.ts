import { InvalidValueError, quoted } from '../values/invalidValue';
import { isPlaceholderName } from './placeholder';

/** Values by variable name, as the user gave them. */
export type Variables = Record<string, unknown>;

/** Whether no variable can have this name: the link's, and the waiting execution's mark in any case. */
export function isReserved(name: string): boolean {
	return name === 'url' || name.toLowerCase() === 'n8nresume';
}

/** @throws {InvalidValueError} when a variable has a reserved name. */
export function assertNotReserved(names: string[], field: string): void {
	const taken = names.find(isReserved);
	if (taken === undefined) return;
	throw new InvalidValueError(
		`No variable can be named ${taken}: ${taken === 'url' ? 'it stands for the link to the survey' : 'this node uses it to resume a waiting workflow'}`,
		field,
		'Give the variable another name, and use that name in the message.',
	);
}

/**
 * The variables of the rows that the user filled in. Values stay as they are, and empty rows are
 * ignored. A name must be possible in a placeholder: {1st name} is not one and would reach the
 * recipient as it stands.
 *
 * @throws {InvalidValueError} for a value without a name, and a name that is wrong, reserved or
 * given twice.
 */
export function variablesFromFields(rows: Array<{ name?: unknown; value?: unknown }>): Variables {
	const field = 'Variables';
	const entries = new Map<string, unknown>();
	rows.forEach((row, index) => {
		const name = String(row.name ?? '').trim();
		if (name === '') {
			if (row.value === undefined || row.value === null || row.value === '') return;
			throw new InvalidValueError(
				`Variable ${index + 1} has a value but no name`,
				field,
				'Fill in its name, or delete the row.',
			);
		}
		if (!isPlaceholderName(name)) {
			throw new InvalidValueError(
				`${quoted(name)} cannot be a variable's name`,
				field,
				'A name begins with a letter or _, and holds letters, digits, spaces, _, . and -; write it without braces, such as firstName.',
			);
		}
		if (entries.has(name)) {
			throw new InvalidValueError(
				`The variable ${name} is there twice`,
				field,
				'Delete one of the two rows, or rename it.',
			);
		}
		entries.set(name, row.value);
	});
	assertNotReserved([...entries.keys()], field);
	// fromEntries makes `__proto__` a property like any other.
	return Object.fromEntries(entries);
}

function parsed(json: string): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(json) as unknown };
	} catch (error) {
		return { reason: (error as Error).message };
	}
}

/**
 * @param value JSON text of an object, or the object itself; empty for no variables.
 * @throws {InvalidValueError} when it is not the JSON of an object, for a reserved name, and for a whole
 * number beyond 2^53, which JSON has already changed.
 */
export function variablesFromJson(value: unknown): Variables {
	const field = 'Variables (JSON)';
	const way = 'Write names and values in braces, such as { "firstName": "Ann" }.';
	if (value === undefined || value === null) return {};
	if (typeof value === 'string' && value.trim() === '') return {};
	const given = typeof value === 'string' ? parsed(value) : { value };
	if ('reason' in given) {
		throw new InvalidValueError(
			'The variables are not valid JSON',
			field,
			`${way} Reading it ended with: ${given.reason}`,
		);
	}
	const object = given.value;
	if (typeof object !== 'object' || object === null || Array.isArray(object)) {
		throw new InvalidValueError('The variables are not a JSON object', field, way);
	}
	const entries = Object.entries(object);
	assertNotReserved(Object.keys(object), field);
	for (const [name, entry] of entries) assertAllDigits(name, entry, field);
	return Object.fromEntries(entries);
}

function assertAllDigits(name: string, value: unknown, field: string): void {
	const { tooLarge } = asJson(name, value);
	if (tooLarge === undefined) return;
	throw new InvalidValueError(
		`The variable ${name} holds a whole number too large to keep all its digits: ${tooLarge}`,
		field,
		'Write it in quotation marks, as a text.',
	);
}

/**
 * A value as 8x8 gets it: an object or a list as JSON text, a date as its ISO text. Undefined when
 * there is no value: null, NaN, infinite numbers and what JSON has no form for.
 *
 * @throws {InvalidValueError} for an object that JSON cannot hold
 */
export function outgoingValue(name: string, value: unknown): string | number | boolean | undefined {
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return value;
		case 'number':
			return Number.isFinite(value) ? value : undefined;
		case 'bigint':
			return String(value);
		case 'object': {
			if (value === null) return undefined;
			const { text } = asJson(name, value);
			// What JSON writes as a text (a Date, a DateTime) goes out without its quotation marks.
			return text?.startsWith('"')
				? (JSON.parse(text) as string)
				: text === 'null'
					? undefined
					: text;
		}
		default:
			return undefined;
	}
}

interface Json {
	/** Undefined for what JSON has no form for. */
	text: string | undefined;
	/** A whole number in it that has lost digits. */
	tooLarge?: number;
}

function asJson(name: string, value: unknown): Json {
	const json = attemptJson(value);
	if (json) return json;
	throw new InvalidValueError(
		`The variable ${name} cannot be written as JSON`,
		'Variables',
		'Choose one field of it in the expression, such as {{ $json.customer.name }}.',
	);
}

function attemptJson(value: unknown): Json | undefined {
	let tooLarge: number | undefined;
	try {
		const text = JSON.stringify(value, (_, entry: unknown) => {
			if (Number.isInteger(entry) && !Number.isSafeInteger(entry)) tooLarge = entry as number;
			return entry;
		}) as string | undefined;
		return { text, tooLarge };
	} catch {
		// It holds itself, is too deep, or has a bigint in it.
		return undefined;
	}
}

function ownValue(from: unknown, key: string): unknown {
	if (typeof from !== 'object' || from === null || !Object.hasOwn(from, key)) return undefined;
	return (from as Variables)[key];
}

/** A title as two people may write it: composed letters, one blank for a run of them. */
const sameTitle = (title: string) => title.trim().replace(/\s+/g, ' ').normalize('NFC');

function fieldNamed(json: Variables, name: string): unknown {
	if (Object.hasOwn(json, name)) return json[name];
	const nested = name.includes('.') ? name.split('.').reduce<unknown>(ownValue, json) : undefined;
	if (nested !== undefined) return nested;
	const key = titleLike(json, name);
	return key === undefined ? undefined : json[key];
}

/** The item's field of that title. A title's blanks at its ends cannot be written in a placeholder. */
export function titleLike(json: Variables, name: string): string | undefined {
	if (Object.hasOwn(json, name)) return name;
	const title = sameTitle(name);
	return Object.keys(json).find((other) => sameTitle(other) === title);
}

/**
 * Each placeholder's value from the item: the field of exactly that name, or else, for a name with
 * dots, the nested field (`customer.name`), or else the field whose title differs in nothing but
 * blanks and the composing of letters. Only the item's own fields count; what is not there is left
 * out.
 */
export function variablesFromItem(json: Variables, placeholders: string[]): Variables {
	const found = placeholders.map((name): [string, unknown] => [name, fieldNamed(json, name)]);
	return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
