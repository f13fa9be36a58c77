import type { IDataObject } from 'n8n-workflow';

import { foldId } from './fold';

/** A JSON object from outside, not checked yet. */
export type Fields = Record<string, unknown>;

export function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The object with the fields of these names under exactly them, in whatever case they came. Of two
 * that differ only in case the first takes the name, unless one is written exactly so.
 */
export function withNames(fields: Fields, names: string[]): Fields {
	const wanted = new Map(
		names.filter((name) => !Object.hasOwn(fields, name)).map((name) => [foldId(name), name]),
	);
	if (wanted.size === 0) return fields;
	return Object.fromEntries(
		Object.entries(fields).map(([given, value]) => {
			const name = wanted.get(foldId(given));
			wanted.delete(foldId(given));
			return [name ?? given, value];
		}),
	);
}

/** The named fields as an item's values, null where one is missing. */
export function pick(fields: Fields, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, fields[name] ?? null])) as IDataObject;
}
