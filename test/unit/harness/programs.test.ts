/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPrograms } from '../../../harness/programs';

/** A machine on which Redis is missing: its commands write down what they are asked for. */
let folder: string;
const { PATH, CI } = process.env;
const { isTTY } = process.stdin;
const log = () =>
	existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'programs-'));
	const command = (name: string, deed = '') => {
		const script = `#!/bin/sh\necho "${name} $*" >> '${folder}/log'\n${deed}\n`;
		writeFileSync(join(folder, name), script);
		chmodSync(join(folder, name), 0o755);
	};
	command('apt-get', `case "$*" in *install*) echo > '${folder}/redis-server';; esac`);
	command('sudo', 'shift; "$@"');
	command('service');
	command('update-rc.d');
	process.env.PATH = folder;
	delete process.env.CI;
	process.stdin.isTTY = false;
	jest.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
	process.env.PATH = PATH;
	process.stdin.isTTY = isTTY;
	process.env.CI = CI;
	if (CI === undefined) delete process.env.CI;
	jest.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
});

test('installs nothing where nobody can be asked, and says what to type', async () => {
	const refused = installPrograms(['redis-server']);
	await expect(refused).rejects.toMatchObject({
		text: expect.stringContaining('apt-get install redis-server') as string,
	});
	expect(log()).toBe('');
});

test('installs in CI, and leaves no service running', async () => {
	process.env.CI = 'true';
	await installPrograms(['redis-server']);
	const commands = log()
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('sudo'));
	expect(commands).toEqual([
		'apt-get -q update',
		'apt-get -q install -y --no-install-recommends redis-server',
		'service redis-server stop',
		'update-rc.d redis-server disable',
	]);
});

test('does nothing where all is there', async () => {
	writeFileSync(join(folder, 'redis-server'), '');
	await installPrograms(['redis-server']);
	expect(log()).toBe('');
});
