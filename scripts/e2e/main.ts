/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n, type InstalledN8n } from '../../harness/n8n/install';
import { stopNpm } from '../../harness/npm';
import { buildAndPack } from '../../harness/package';
import { cacheFolder, pinFolder, reportFolder, repository } from '../../harness/places';
import { findChromium, installPrograms } from '../../harness/programs';
import { Progress } from '../../harness/progress';
import { run, within } from '../../harness/run';
import { Trouble } from '../../harness/trouble';

const MINUTE = 60_000;
const progress = new Progress();

/** The versions of n8n that are pinned under n8n/. */
const pinnedVersions = () =>
	readdirSync(join(repository, 'n8n')).filter((version) =>
		existsSync(join(pinFolder(version), 'package-lock.json')),
	);

async function installAll(): Promise<InstalledN8n[]> {
	const all: InstalledN8n[] = [];
	for (const version of pinnedVersions()) {
		const installing = ensureN8n(pinFolder(version), version, cacheFolder(), progress);
		all.push(await within(`Installing n8n ${version}`, 20 * MINUTE, installing));
	}
	return all;
}

/** One line for the report. */
function versionsOf(installed: InstalledN8n[]): string {
	const versionOf = (program: string) =>
		execFileSync(program, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim()
			.split('\n')[0];
	const n8n = installed.map(({ version, node }) => `n8n ${version} (Node.js ${versionOf(node)})`);
	return [
		...n8n,
		`Node.js ${process.version} for the tests`,
		versionOf(findChromium() ?? 'chromium'),
	].join(', ');
}

/**
 * The command behind `npm run test:e2e`: installs what is missing, builds and packs the package
 * once, and runs the tests against it.
 *
 * @param args go to jest, for example a part of a test file's name
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-8x8-package-'));
	try {
		await installPrograms();
		const installed = await installAll();
		const packing = progress.step('Building and packing the package', () => buildAndPack(folder));
		const tarball = await within('Building and packing the package', 5 * MINUTE, packing);
		await rm(reportFolder, { recursive: true, force: true });
		const jest = createRequire(__filename).resolve('jest/bin/jest');
		const reporter = join(repository, 'test', 'e2e', 'support', 'reporter.cjs');
		const reporters = ['--reporters=default', `--reporters=${reporter}`];
		// They stand last: these options would take file names that follow them for more values.
		const options = ['--rootDir', repository, '--selectProjects=e2e', '--runInBand', ...reporters];
		const environment = {
			...process.env,
			E2E_PACKAGE: tarball,
			E2E_VERSIONS: versionsOf(installed),
		};
		const step = 'The end-to-end tests';
		return await run(step, 45 * MINUTE, process.execPath, [jest, ...args, ...options], environment);
	} catch (error) {
		console.error(`\n${error instanceof Trouble ? error.text : (error as Error).message}`);
		return 1;
	} finally {
		await stopNpm();
		await rm(folder, { recursive: true, force: true });
	}
}
