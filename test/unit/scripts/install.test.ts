/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../../harness/places';

/** A repository with one dependency that needs no network. */
let folder: string;
const inFolder = (...path: string[]) => join(folder, ...path);
const dependency = () => inFolder('node_modules', 'dependency');
const mark = () => inFolder('.install-mark.json');

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'install-'));
	mkdirSync(inFolder('scripts'));
	mkdirSync(inFolder('dependency'));
	mkdirSync(inFolder('harness'));
	for (const file of ['scripts/install.mjs', 'harness/isAlive.cjs', 'harness/npmProcess.cjs']) {
		copyFileSync(join(repository, file), inFolder(file));
	}
	writeFileSync(inFolder('dependency', 'package.json'), '{"name":"dependency","version":"1.0.0"}');
	writeFileSync(
		inFolder('package.json'),
		'{"name":"r","devDependencies":{"dependency":"file:dependency"}}',
	);
	writeFileSync(
		inFolder('package-lock.json'),
		JSON.stringify({
			name: 'r',
			lockfileVersion: 3,
			requires: true,
			packages: {
				'': { name: 'r', devDependencies: { dependency: 'file:dependency' } },
				dependency: { version: '1.0.0', dev: true },
				'node_modules/dependency': { resolved: 'dependency', link: true },
			},
		}),
	);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function install(environment: NodeJS.ProcessEnv = {}) {
	const { stdout, stderr, status } = spawnSync('node', ['scripts/install.mjs'], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, CI: '', ...environment },
	});
	return { stdout, stderr, status };
}

describe('scripts/install.mjs', () => {
	test('installs once, also where NODE_ENV asks for production, and is then silent', () => {
		const lock = readFileSync(inFolder('package-lock.json'), 'utf8');
		expect(install({ NODE_ENV: 'production' })).toMatchObject({ status: 0 });
		expect(existsSync(dependency())).toBe(true);
		expect(readFileSync(inFolder('package-lock.json'), 'utf8')).toBe(lock);
		expect(install()).toMatchObject({ status: 0, stdout: '', stderr: '' });
	});

	test('installs again when the lock file changed', () => {
		install();
		writeFileSync(
			inFolder('package-lock.json'),
			`${readFileSync(inFolder('package-lock.json'))}\n`,
		);
		expect(install().stdout).toContain('up to date');
		expect(install().stdout).toBe('');
	});

	test('in CI installs what is locked and refuses a lock file that does not fit', () => {
		expect(install({ CI: 'true' })).toMatchObject({ status: 0 });
		expect(existsSync(dependency())).toBe(true);
		expect(install({ CI: 'true' })).toMatchObject({ status: 0, stdout: '' });

		mkdirSync(inFolder('another'));
		writeFileSync(inFolder('another', 'package.json'), '{"name":"another","version":"1.0.0"}');
		writeFileSync(
			inFolder('package.json'),
			'{"name":"r","devDependencies":{"dependency":"file:dependency","another":"file:another"}}',
		);
		const refused = install({ CI: 'true' });
		expect(refused.status).toBe(1);
		expect(refused.stderr).toContain('Missing: another');
		expect(install()).toMatchObject({ status: 0 });
	});

	test('installs again when node_modules was removed', () => {
		install();
		rmSync(inFolder('node_modules'), { recursive: true });
		expect(install()).toMatchObject({ status: 0 });
		expect(existsSync(dependency())).toBe(true);
	});

	test('begins anew after an interrupted install', () => {
		const gone = spawnSync('node', ['-e', '']).pid;
		mkdirSync(inFolder('node_modules', 'half-written'), { recursive: true });
		writeFileSync(mark(), JSON.stringify({ installing: gone }));
		const again = install();
		expect(again.stdout).toContain('interrupted');
		expect(again.status).toBe(0);
		expect(existsSync(inFolder('node_modules', 'half-written'))).toBe(false);
		expect(existsSync(dependency())).toBe(true);
	});

	test('waits for another process that installs', async () => {
		const other = spawn('node', ['-e', 'process.stdin.resume()']);
		writeFileSync(mark(), JSON.stringify({ installing: other.pid }));
		// Not spawnSync: it would keep the ended process from being reaped, and so "alive".
		const waiting = spawn('node', ['scripts/install.mjs'], { cwd: folder });
		let printed = '';
		waiting.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
			if (printed.includes('is installing')) other.stdin.end();
		});
		const [code] = await once(waiting, 'close');
		expect(code).toBe(0);
		expect(printed).toContain(`Process ${other.pid} is installing`);
		expect(existsSync(dependency())).toBe(true);
	});

	test('fails with what to do when npm cannot install', () => {
		writeFileSync(
			inFolder('package.json'),
			'{"name":"r","devDependencies":{"is-not-in-the-cache":"1.0.0"}}',
		);
		writeFileSync(inFolder('package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
		const failed = install({ npm_config_offline: 'true' });
		expect(failed.status).toBe(1);
		expect(failed.stderr).toContain('could not be installed');
		expect(failed.stderr).toContain('run the same command again');
		expect(JSON.parse(readFileSync(mark(), 'utf8'))).not.toHaveProperty('installed');
	});
});
