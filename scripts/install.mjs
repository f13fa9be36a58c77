// Installs the repository's own dependencies when they are missing or package-lock.json changed.
// Plain Node.js without dependencies: this runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../harness/isAlive.cjs';
import { spawnNpm } from '../harness/npmProcess.cjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(repository, 'node_modules');
// Not in node_modules: `npm ci` begins by removing all that is there.
const markFile = join(repository, '.install-mark.json');

function wantedHash() {
	const hash = createHash('sha256');
	const { dependencies, devDependencies, peerDependencies } = JSON.parse(
		readFileSync(join(repository, 'package.json'), 'utf8'),
	);
	hash.update(JSON.stringify([dependencies, devDependencies, peerDependencies]));
	hash.update(readFileSync(join(repository, 'package-lock.json')));
	return hash.digest('hex');
}

function readMark() {
	try {
		return JSON.parse(readFileSync(markFile, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Waits while another process installs here; returns the mark that it left. */
async function markOfOthers() {
	let mark = readMark();
	if (mark?.installing && mark.installing !== process.pid && isAlive(mark.installing)) {
		console.log(`Process ${mark.installing} is installing the dependencies; waiting for it …`);
		while (mark?.installing && isAlive(mark.installing)) {
			await sleep(500);
			mark = readMark();
		}
	}
	return mark;
}

/** In CI exactly what is locked, or nothing; elsewhere also what a changed package.json asks for. */
function npmInstall() {
	const command = process.env.CI === 'true' ? ['ci'] : ['install', '--no-save'];
	const args = [...command, '--ignore-scripts', '--include=dev'];
	return new Promise((resolve) => {
		const npm = spawnNpm(repository, args, ['ignore', 'inherit', 'inherit']);
		// Ctrl-C reaches npm too: wait while it clears up what it had half done.
		process.on('SIGINT', () => {});
		process.on('SIGTERM', () => npm.kill());
		npm.on('error', () => resolve(-1));
		npm.on('exit', (code) => {
			process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
			resolve(code ?? -1);
		});
	});
}

/**
 * Makes node_modules fit package-lock.json. Does nothing when it already does. An install that was
 * interrupted is begun anew (what npm downloaded stays in npm's cache).
 *
 * @returns whether the dependencies are there; when they are not, the reason has been printed
 */
export async function installDependencies() {
	const wanted = wantedHash();
	const mark = await markOfOthers();
	// npm writes this list of what it installed at the end.
	const complete = existsSync(join(modules, '.package-lock.json'));
	if (mark?.installed === wanted && complete) return true;

	const interrupted = existsSync(modules) && (mark?.installing !== undefined || !complete);
	if (interrupted) {
		console.log('An earlier install was interrupted: its half-written files are removed.');
		// The npm of that install may still be clearing up, hence the retries.
		rmSync(modules, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
	}
	console.log(
		existsSync(modules)
			? 'Bringing the dependencies up to date …'
			: 'Installing the dependencies (about 400 MB, one or two minutes) …',
	);
	const began = Date.now();
	writeFileSync(markFile, JSON.stringify({ installing: process.pid }));
	const code = await npmInstall();
	if (code !== 0) {
		console.error(
			`\nThe dependencies could not be installed (npm ended with ${code}; its reason is above).\n` +
				'Check that this machine reaches the npm registry (npm ping), then run the same command again: what is already downloaded is kept.',
		);
		return false;
	}
	writeFileSync(markFile, JSON.stringify({ installed: wanted }));
	console.log(`Dependencies installed in ${((Date.now() - began) / 1000).toFixed(0)} s.`);
	return true;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	process.exitCode = (await installDependencies()) ? 0 : 1;
}
