/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** docs/errors.md. */
export const page = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8');

/** The cells of its tables. */
export const rows = page
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) =>
		line
			.slice(2, -2)
			.split(' | ')
			.map((cell) => cell.trim()),
	);
