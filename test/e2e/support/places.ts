/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/start/places';

/** Where reports, screenshots and logs of failed runs go; git leaves it out. */
export const reportFolder = join(repository, 'test', 'e2e', 'report');

/** The path of a file in the report's folder, which is made when it is not there. */
export function reportFile(name: string): string {
	mkdirSync(reportFolder, { recursive: true });
	return join(reportFolder, name);
}
