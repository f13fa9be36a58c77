/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { appendFileSync, writeFileSync } from 'node:fs';
import { reportFile } from '../../../harness/places';

const begun = new Set<string>();

/** Writes a line of what was measured into the report's folder; a test file's first one begins anew. */
export function note(name: string, line: string): void {
	const file = reportFile(`${name}.notes.md`);
	if (!begun.has(name)) writeFileSync(file, '');
	begun.add(name);
	appendFileSync(file, `- ${line}\n`);
}
