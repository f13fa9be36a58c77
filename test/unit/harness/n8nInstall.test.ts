/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadPackages, ensureN8n, runInstallSteps } from '../../../harness/n8n/install';
import { npm } from '../../../harness/npm';
import { cacheFolder, n8nFolder, N8N_VERSION, pinFolder } from '../../../harness/places';
import { Progress } from '../../../harness/progress';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'n8n-install-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ran: string[] = [];
const step = (name: string) => ({
	mark: `.${name}`,
	title: name,
	run: async () => void ran.push(name),
});
const onStep = async (wanted: { run(folder: string): Promise<unknown> }) => wanted.run(folder);
beforeEach(() => void ran.splice(0));

describe('runInstallSteps', () => {
	test('runs all in order, then marks the folder complete', async () => {
		await runInstallSteps(folder, [step('one'), step('two')], onStep);
		expect(ran).toEqual(['one', 'two']);
		expect(existsSync(join(folder, '.complete'))).toBe(true);
	});

	test('goes on where an earlier run failed', async () => {
		const broken = { ...step('two'), run: () => Promise.reject(new Error('connection reset')) };
		const steps = [step('one'), broken, step('three')];
		await expect(runInstallSteps(folder, steps, onStep)).rejects.toThrow('connection reset');
		expect(existsSync(join(folder, '.complete'))).toBe(false);
		await runInstallSteps(folder, [step('one'), step('two'), step('three')], onStep);
		expect(ran).toEqual(['one', 'two', 'three']);
	});
});

describe('downloadPackages', () => {
	const pins = pinFolder(N8N_VERSION);

	test('gives the folder its name only when all is there', async () => {
		const target = join(folder, 'n8n-1.0.0');
		await downloadPackages(pins, target, async (part) => {
			expect(existsSync(target)).toBe(false);
			writeFileSync(join(part, 'downloaded'), '');
		});
		expect(readdirSync(folder)).toEqual(['n8n-1.0.0']);
		expect(readdirSync(target).sort()).toEqual(['downloaded', 'package-lock.json', 'package.json']);
	});

	test('builds upon nothing that an interrupted download left', async () => {
		const target = join(folder, 'n8n-1.0.0');
		const broken = async (part: string) => {
			writeFileSync(join(part, 'half-written'), '');
			throw new Error('connection reset');
		};
		await expect(downloadPackages(pins, target, broken)).rejects.toThrow('connection reset');
		expect(existsSync(target)).toBe(false);
		await downloadPackages(pins, target, async () => undefined);
		expect(readdirSync(folder)).toEqual(['n8n-1.0.0']);
		expect(existsSync(join(target, 'half-written'))).toBe(false);
	});

	test('leaves the parts of another version alone', async () => {
		mkdirSync(join(folder, 'n8n-2.0.0.part-abc'));
		await downloadPackages(pins, join(folder, 'n8n-1.0.0'), async () => undefined);
		expect(readdirSync(folder)).toContain('n8n-2.0.0.part-abc');
	});
});

test('has npm compile what it builds, instead of fetching a binary that no lock knows', async () => {
	// As sqlite3's install script would: prebuild-install reads this variable.
	const scripts = { show: 'node -p process.env.npm_config_build_from_source' };
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
	expect((await npm(folder, ['run', 'show'], 'x')).trim().split('\n').at(-1)).toBe('true');
});

describe('ensureN8n', () => {
	const silent = new Progress({ write: () => true });

	test('uses a complete install without asking npm', async () => {
		const pins = pinFolder(N8N_VERSION);
		const installed = n8nFolder(pins, N8N_VERSION, folder);
		mkdirSync(installed);
		writeFileSync(join(installed, '.complete'), '');
		const found = await ensureN8n(pins, N8N_VERSION, folder, silent);
		expect(found.folder).toBe(installed);
		expect(found.n8n).toBe(join(installed, 'node_modules', 'n8n', 'bin', 'n8n'));
		expect(existsSync(`${installed}.lock`)).toBe(false);
	});
});

describe('n8nFolder', () => {
	test('is another one as soon as the lock file changes', () => {
		writeFileSync(join(folder, 'package.json'), '{}');
		writeFileSync(join(folder, 'package-lock.json'), '{"a":1}');
		const before = n8nFolder(folder, '1.0.0', '/cache');
		writeFileSync(join(folder, 'package-lock.json'), '{"a":2}');
		expect(before).toMatch(/[\\/]n8n-1\.0\.0-[0-9a-f]{10}$/);
		expect(n8nFolder(folder, '1.0.0', '/cache')).not.toBe(before);
	});
});

describe('cacheFolder', () => {
	test('follows N8N_8X8_CACHE, then XDG_CACHE_HOME, then the home folder', () => {
		const name = 'n8n-nodes-8x8-sms-engage';
		expect(cacheFolder({ N8N_8X8_CACHE: '/big/disk', XDG_CACHE_HOME: '/xdg' })).toBe('/big/disk');
		expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' })).toBe(join('/xdg', name));
		expect(cacheFolder({})).toMatch(new RegExp(`[\\\\/]\\.cache[\\\\/]${name}$`));
	});
});
