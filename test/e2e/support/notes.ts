/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { appendFileSync } from 'node:fs';
import { reportFile } from './places';

/** Writes a line of what was measured into the report's folder, for the report. */
export function note(name: string, line: string): void {
	appendFileSync(reportFile(`${name}.notes.md`), `- ${line}\n`);
}
