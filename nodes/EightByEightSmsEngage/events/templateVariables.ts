import type { IDataObject } from 'n8n-workflow';

import { foldId } from '../values/fold';
import { isRecord, type Fields } from '../values/record';

/** A variable as 8x8 sent it back. */
interface Carried {
	name: string;
	value: unknown;
}

const asFields = (fields: Fields): Carried[] =>
	Object.entries(fields).map(([name, value]) => ({ name, value }));

// 8x8 documents a list of { name, value }. An object of names and values, or a list of such objects,
// means the same.
function carriedBy(entry: unknown): Carried[] {
	if (!isRecord(entry)) return [];
	const field = (wanted: string) => Object.keys(entry).find((key) => foldId(key) === wanted);
	const nameField = field('name');
	if (nameField === undefined) return asFields(entry);
	const name = entry[nameField];
	if (typeof name !== 'string' && typeof name !== 'number') return [];
	const value = entry[field('value') ?? 'value'];
	return [{ name: String(name), value }];
}

/** The variables that came back with a response, by name. */
export function variablesOf(templateVariables: unknown): IDataObject {
	const carried = Array.isArray(templateVariables)
		? templateVariables.flatMap(carriedBy)
		: isRecord(templateVariables)
			? asFields(templateVariables)
			: [];
	// fromEntries makes own properties, also of a variable that is called __proto__.
	return Object.fromEntries(carried.map(({ name, value }) => [name, value ?? null])) as IDataObject;
}

/**
 * Takes a variable out of a response, whatever the case of its name and the form of the list: its
 * first value, and the response without it. Undefined when the response does not carry it.
 */
export function takeVariable(
	response: Fields,
	variable: string,
): { value: unknown; response: Fields } | undefined {
	const { templateVariables } = response;
	const isMeant = (name: unknown) => foldId(name) === variable.toLowerCase();
	const taken: unknown[] = [];

	const keep = (entry: unknown) => {
		const meant = carriedBy(entry).filter(({ name }) => isMeant(name));
		taken.push(...meant.map(({ value }) => value));
		return meant.length === 0;
	};
	let others: unknown;
	if (Array.isArray(templateVariables)) {
		others = templateVariables.filter(keep);
	} else if (isRecord(templateVariables)) {
		const kept = asFields(templateVariables).filter(keep);
		others = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
	}
	if (taken.length === 0) return undefined;
	const value = taken.find((one) => typeof one === 'string');
	return { value, response: { ...response, templateVariables: others } };
}
