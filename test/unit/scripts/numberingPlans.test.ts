/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(__dirname, '../../..');

test('the table is what libphonenumber-js says: run npm run numbering-plans when it is not', () => {
	const generated = execFileSync(process.execPath, ['scripts/numberingPlans.mjs', '--print'], {
		cwd: repository,
		encoding: 'utf8',
	});
	expect(
		readFileSync(
			join(repository, 'nodes/EightByEightSmsEngage/values/numberingPlanTable.ts'),
			'utf8',
		),
	).toBe(generated);
});
