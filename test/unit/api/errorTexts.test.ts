/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NETWORK_CODE } from '../../engine/support/verdict';
import { page, rows } from './errorsPage';

const house = join(__dirname, '../../../nodes/EightByEightSmsEngage');

test('the page lists the errors of the API client and of sending', () => {
	const thrown =
		/(?:new ApiError\(|nothingDone\(\s*|message: |\? |: |return |new Error\()'([A-Z8n][^'\n]{14,})'/g;
	const files = ['client.ts', 'response.ts', 'error.ts', 'connectionError.ts', 'surveys.ts'].map(
		(file) => join(house, 'api', file),
	);
	const texts = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(thrown)].map(([, text]) => text!),
	);
	const messages = texts.filter((text) => !text.endsWith('.'));
	expect(messages.length).toBeGreaterThan(10);
	const listed = new Set(rows.map(([first]) => first));
	expect(messages.filter((text) => !listed.has(text))).toEqual([]);
});

test('no text of ours holds the name of a network error', () => {
	const shipped = readdirSync(house, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(house, name));
	expect(shipped.length).toBeGreaterThan(30);
	// The names that n8n looks for in messages (COMMON_ERRORS of n8n-workflow), in texts with blanks.
	const names =
		/['`][^'`\n]* [^'`\n]*(ECONN|ENOTFOUND|ETIMEDOUT|ERRADDR|EADDR|EHOST|EAI_|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDR)/;
	const found = shipped.filter((file) => names.test(readFileSync(file, 'utf8')));
	expect(found).toEqual([]);
	expect(page).not.toMatch(NETWORK_CODE);
});
