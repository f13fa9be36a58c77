import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isGiven } from '../values/given';
import { InvalidValueError, shown } from '../values/invalidValue';

/** Where a field's value comes from: a collection, or a function that reads by name. */
type Source = IDataObject | ((name: string) => unknown);

const valueOf = (source: Source, { name }: INodeProperties): unknown =>
	typeof source === 'function' ? source(name) : source[name];

/**
 * A number within the field's limits; the field's default when none is given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readNumber(source: Source, field: INodeProperties): number {
	const value = valueOf(source, field);
	if (!isGiven(value)) return field.default as number;
	const { minValue: least = 0, maxValue: most = Number.MAX_SAFE_INTEGER } = field.typeOptions ?? {};
	const number = typeof value === 'object' ? NaN : Number(value);
	if (number >= least && number <= most) return number;
	const range =
		most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
	const name = field.displayName;
	throw new InvalidValueError(
		`'${name}' is ${shown(value)}, but it must be a number ${range}`,
		name,
		`Change '${name}'. If an expression gives it, check the field that it takes.`,
	);
}

/**
 * True or false, as a text too; the field's default when none is given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readBoolean(source: Source, field: INodeProperties): boolean {
	const value = valueOf(source, field);
	if (!isGiven(value)) return field.default as boolean;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : shown(value);
	if (text === 'true' || text === 'false') return text === 'true';
	const name = field.displayName;
	throw new InvalidValueError(
		`'${name}' is ${shown(value)}, but it must be true or false`,
		name,
		`Switch '${name}' on or off, or give true or false in its expression.`,
	);
}

/**
 * One of the values that the field lists; the field's default when none is given.
 *
 * @throws {InvalidValueError} naming the field: a misspelt choice must not open a trigger to everybody
 */
export function readChoice<T extends string>(source: Source, field: INodeProperties): T {
	const value = valueOf(source, field);
	if (!isGiven(value)) return field.default as T;
	const values = (field.options ?? []).map((option) => ('value' in option ? option.value : ''));
	if (values.includes(value as string)) return value as T;
	const name = field.displayName;
	throw new InvalidValueError(
		`'${name}' is ${shown(value)}, which is not one of its choices`,
		name,
		`Choose one in the list, or give ${values.join(' or ')} in its expression.`,
	);
}

/**
 * A text, or a number as text, trimmed; the field's default when none is given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readText(source: Source, field: INodeProperties): string {
	const value = valueOf(source, field);
	if (!isGiven(value)) return String(field.default);
	if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
	const name = field.displayName;
	throw new InvalidValueError(
		`'${name}' is ${shown(value)}, but it must be a text`,
		name,
		`Change '${name}'. If an expression gives it, choose one field in it.`,
	);
}
