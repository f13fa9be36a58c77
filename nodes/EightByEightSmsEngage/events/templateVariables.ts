import type { IDataObject } from 'n8n-workflow';

import { foldId } from '../values/fold';
import { isRecord, withNames, type Fields } from '../values/record';

/** `templateVariables`, as `foldId` has it: the name may come in any case, and then twice. */
const FIELD = 'templatevariables';

/** A variable as 8x8 sent it back. */
interface Carried {
	name: string;
	value: unknown;
}

const asFields = (fields: Fields): Carried[] =>
	Object.entries(fields).map(([name, value]) => ({ name, value }));

// 8x8 documents a list of { name, value }. An object of names and values, or a list of such objects,
// means the same: also when one of its variables is called "name".
function carriedBy(entry: unknown): Carried[] {
	if (!isRecord(entry)) return [];
	const { name, value, ...others } = withNames(entry, ['name', 'value']);
	const isDocumented = name !== undefined && (value !== undefined || isEmpty(others));
	if (!isDocumented) return asFields(entry);
	const isName = typeof name === 'string' || typeof name === 'number';
	return isName ? [{ name: String(name), value }] : [];
}

// What came without its list: one documented entry and nothing else, or an object of variables.
function carriedAlone(fields: Fields): Carried[] {
	const { name, value, ...others } = withNames(fields, ['name', 'value']);
	const isEntry = name !== undefined && value !== undefined && isEmpty(others);
	return isEntry ? carriedBy(fields) : asFields(fields);
}

const isEmpty = (fields: Fields) => Object.keys(fields).length === 0;

/** The variables that came back with a response, by name: the values of equal names as a list. */
export function variablesOf(templateVariables: unknown): IDataObject {
	const carried = Array.isArray(templateVariables)
		? templateVariables.flatMap(carriedBy)
		: isRecord(templateVariables)
			? carriedAlone(templateVariables)
			: [];
	const values = new Map<string, unknown[]>();
	for (const { name, value = null } of carried) {
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else if (!known.includes(value)) known.push(value);
	}
	// fromEntries makes own properties, also of a variable that is called __proto__.
	return Object.fromEntries(
		[...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]),
	) as IDataObject;
}

/**
 * Takes a variable out of a response, whatever the case of its name and the form of the list: its
 * first text, and the response without it and else as it came. Undefined when the response does not
 * carry it.
 */
export function takeVariable(
	response: Fields,
	variable: string,
): { value: unknown; response: Fields } | undefined {
	const taken: unknown[] = [];
	const keep = ({ name, value }: Carried) => {
		const isMeant = foldId(name) === variable.toLowerCase();
		if (isMeant) taken.push(value);
		return !isMeant;
	};

	function without(templateVariables: unknown): unknown {
		if (Array.isArray(templateVariables)) return templateVariables.flatMap(entriesWithout);
		if (!isRecord(templateVariables)) return templateVariables;
		const kept = carriedAlone(templateVariables).filter(keep);
		return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
	}

	function entriesWithout(entry: unknown): unknown[] {
		// Beside it, "name" and "value" are variables too.
		const isOfAll = isRecord(entry) && Object.hasOwn(withNames(entry, [variable]), variable);
		const carried = isOfAll ? asFields(entry) : carriedBy(entry);
		const kept = carried.filter(keep);
		// The rest of an object of several variables, in the documented form.
		return kept.length === carried.length ? [entry] : kept;
	}

	const fields = Object.entries(response).map(([name, value]) => [
		name,
		foldId(name) === FIELD ? without(value) : value,
	]);
	if (taken.length === 0) return undefined;
	const value = taken.find((one) => typeof one === 'string');
	return { value, response: Object.fromEntries(fields) as Fields };
}
