/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../../../harness/places';

const HOUSE = 'nodes/EightByEightSmsEngage';

const FILES = {
	'jest.config.js': `module.exports = {
	projects: ['unit', 'engine'].map((name) => ({
		displayName: name,
		testMatch: ['<rootDir>/test/' + name + '/**/*.test.ts'],
		transform: { '^.+\\\\.ts$': ['@swc/jest', {}] },
	})),
};`,
	'tsconfig.json':
		'{ "compilerOptions": { "strict": true, "target": "es2022" }, "include": ["nodes"] }',
	[`${HOUSE}/values/sum.ts`]: `export const sum = (a: number, b: number) => a + b;
export const unseen = (a: number) => a - 1;
export function typed(): 'word' {
	return 'word';
}
export const inEngine = (a: number) => a * 2;
export const isLetter = (a: string) => /^[^\\v\\d]$/u.test(a);
export function count(to: number) {
	let n = 0;
	while (n < to) n += 1;
	return n;
}`,
	'test/unit/sum.test.ts': `import { count, isLetter, sum } from '../../${HOUSE}/values/sum';
test('sum', () => expect(sum(1, 2)).toBe(3));
test('isLetter', () => expect(['a', '1', 'aa', '\\v', ''].filter(isLetter)).toEqual(['a']));
test('count', () => expect(count(3)).toBe(3));`,
	'test/unit/broken.test.ts': `import { unseen } from '../../${HOUSE}/values/sum';
test('fails without a change', () => expect(unseen(2)).toBe(0));`,
	'test/engine/inEngine.test.ts': `import { inEngine } from '../../${HOUSE}/values/sum';
test('inEngine', () => expect(inEngine(3)).toBe(6));`,
};

test('npm run mutation tells the changes that neither tests nor types notice', () => {
	const folder = mkdtempSync(join(tmpdir(), 'changed-'));
	for (const [name, content] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
	const command = [require.resolve('tsx/cli'), join(repository, 'scripts/mutation/main.ts')];
	const { stdout, stderr } = spawnSync('node', [...command, 'values'], {
		cwd: folder,
		encoding: 'utf8',
	});
	rmSync(folder, { recursive: true, force: true });

	expect(stderr).toBe('');
	expect(stdout).toContain('The unit tests without a change: without broken.test.ts (');
	const unnoticed = stdout.match(/values\/sum\.ts:.*/g);
	expect(unnoticed).toEqual([
		'values/sum.ts:2  (a: number) => a - 1  →  () => undefined',
		'values/sum.ts:2  a - 1  →  a + 1',
	]);
	expect(stdout).toMatch(/% noticed \(\d+ by unit tests, \d+ by types, \d+ by engine tests\)/);
});
