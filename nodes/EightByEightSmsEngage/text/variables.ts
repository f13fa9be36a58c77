import { InvalidValueError, quoted } from '../values/invalidValue';
import { isPlaceholderName } from './placeholder';

/** Values by variable name, as they go out as 8x8's templateVariables. */
export type Variables = Record<string, unknown>;

/** Names that a variable cannot have: the waiting execution's mark, and the link. */
const RESERVED_VARIABLES = ['n8nResume', 'url'] as const;

/** Whether the variable is there and neither null nor undefined; the empty string is a value. */
export function hasValue(variables: Variables, name: string): boolean {
	return (
		Object.hasOwn(variables, name) && variables[name] !== null && variables[name] !== undefined
	);
}

/** @throws InvalidValueError when a variable has a reserved name. */
export function assertNotReserved(variables: Variables, field: string): void {
	const taken = RESERVED_VARIABLES.find((name) => Object.hasOwn(variables, name));
	if (taken === undefined) return;
	throw new InvalidValueError(
		`No variable can be named ${taken}: ${taken === 'url' ? 'it stands for the link to the survey' : 'this node uses it to resume a waiting workflow'}`,
		field,
		'Give the variable another name, and use that name in the message.',
	);
}

/**
 * The variables of the rows that the user filled in. Values stay as they are; an empty row counts
 * for nothing. A name has to be one that a placeholder can have: with "first name" the message
 * could only hold {first name}, which is no placeholder and would reach the recipient as it stands.
 *
 * @throws InvalidValueError for a value without a name, and a name that is wrong, reserved or
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
				'A name is a letter (A to Z) or _, followed by letters, digits, _, . or -; without braces and blanks, such as firstName.',
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
	// fromEntries makes `__proto__` a property like any other.
	const variables = Object.fromEntries(entries);
	assertNotReserved(variables, field);
	return variables;
}

function parsed(json: string): { value: unknown } | { problem: string } {
	try {
		return { value: JSON.parse(json) as unknown };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

/**
 * @param value JSON text of an object, or the object itself; empty for no variables.
 * @throws InvalidValueError for what is no JSON or no object, and a reserved name.
 */
export function variablesFromJson(value: unknown): Variables {
	const field = 'Variables (JSON)';
	const way = 'Write names and values in braces, such as { "firstName": "Ann" }.';
	if (value === undefined || value === null) return {};
	if (typeof value === 'string' && value.trim() === '') return {};
	const given = typeof value === 'string' ? parsed(value) : { value };
	if ('problem' in given) {
		throw new InvalidValueError(
			'The variables are no valid JSON',
			field,
			`${way} Reading it ended with: ${given.problem}`,
		);
	}
	const object = given.value;
	if (typeof object !== 'object' || object === null || Array.isArray(object)) {
		throw new InvalidValueError('The variables are no JSON object', field, way);
	}
	const variables = Object.fromEntries(Object.entries(object));
	assertNotReserved(variables, field);
	return variables;
}

function ownValue(from: unknown, key: string): unknown {
	if (typeof from !== 'object' || from === null || !Object.hasOwn(from, key)) return undefined;
	return (from as Variables)[key];
}

/**
 * Each placeholder's value from the item: the field of exactly that name, or else, for a name with
 * dots, the nested field (`customer.name`). Only the item's own fields count; what is not there
 * is left out.
 */
export function variablesFromItem(
	json: Record<string, unknown>,
	placeholders: string[],
): Variables {
	const found = placeholders.flatMap((name): Array<[string, unknown]> => {
		if (Object.hasOwn(json, name)) return [[name, json[name]]];
		if (!name.includes('.')) return [];
		const value = name.split('.').reduce<unknown>(ownValue, json);
		return value === undefined ? [] : [[name, value]];
	});
	return Object.fromEntries(found);
}
