/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { repository } from '../../../harness/places';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ready-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SET = {
	author: { name: 'Ann', email: 'ann@example.com' },
	repository: { type: 'git', url: 'git+https://git.example.com/ann/package.git' },
};
const UNSET = { url: 'https://not-set.invalid' };

function check(packageJson: object) {
	writeFileSync(join(folder, 'package.json'), JSON.stringify(packageJson));
	const script = join(repository, 'scripts', 'readyToPublish.mjs');
	const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
	return { status, named: stderr.match(/"(author|repository)"/g) ?? [] };
}

test('lets a package through that names its owner', () => {
	expect(check(SET)).toEqual({ status: 0, named: [] });
});

test.each([
	[{ ...SET, author: UNSET }, ['"author"']],
	[{ ...SET, repository: UNSET }, ['"repository"']],
	[{}, ['"author"', '"repository"']],
])('names what is not set', (packageJson, named) => {
	expect(check(packageJson)).toEqual({ status: 1, named });
});
