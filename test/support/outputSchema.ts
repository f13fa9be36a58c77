/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../nodes/EightByEightSmsEngage/__schema__');

/** What the editor offers of a node's output before it has run. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** @param file below `__schema__`, without `.json`, such as `v1.0.0/survey/send` */
export const outputSchema = (file: string) =>
	JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as OutputSchema;

/**
 * Where an item does not fit its schema, such as `status.code is a number`. A field may be missing
 * or null; an object without described fields may hold any.
 */
export function misfits(value: unknown, schema: OutputSchema | undefined, path = ''): string[] {
	if (schema === undefined) return [`${path} is not described`];
	if (value === null || value === undefined) return [];
	const { type, properties = {}, items } = schema;
	if (Array.isArray(value)) {
		if (type !== 'array') return [`${path} is a list`];
		return value.flatMap((entry) => misfits(entry, items, `${path}[]`));
	}
	const isInteger = Number.isInteger(value) && type === 'integer';
	if (typeof value !== type && !isInteger) return [`${path} is a ${typeof value}`];
	if (typeof value !== 'object' || (path && Object.keys(properties).length === 0)) return [];
	return Object.entries(value).flatMap(([name, field]) =>
		misfits(field, properties[name], path ? `${path}.${name}` : name),
	);
}
