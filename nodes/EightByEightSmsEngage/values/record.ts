import type { IDataObject } from 'n8n-workflow';

/** A JSON object from outside, not checked yet. */
export type Fields = Record<string, unknown>;

export function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named fields as an item's values, null where one is missing. */
export function pick(fields: Fields, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, fields[name] ?? null])) as IDataObject;
}
