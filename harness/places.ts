/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The version of n8n that the demo runs: the folder of that name under n8n/ pins it. */
export const N8N_VERSION = '2.41.1';

/** The folder that holds package.json. */
export const repository = dirname(__dirname);

/** The folder with the pinned package.json and package-lock.json of an n8n version. */
export const pinFolder = (version: string) => join(repository, 'n8n', version);

/**
 * The folder that all clones share for large downloads: `N8N_8X8_CACHE`, or else
 * `n8n-nodes-8x8-sms-engage` under `XDG_CACHE_HOME` or `~/.cache`.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
	if (environment.N8N_8X8_CACHE) return resolve(environment.N8N_8X8_CACHE);
	const base = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-8x8-sms-engage');
}

/**
 * The folder of an n8n install: named after the version and a hash of what pins it, so that a
 * changed lock file never meets an older install.
 */
export function n8nFolder(pins: string, version: string, cache: string): string {
	const hash = createHash('sha256');
	hash.update(readFileSync(join(pins, 'package.json')));
	hash.update(readFileSync(join(pins, 'package-lock.json')));
	hash.update(`${process.platform}-${process.arch}`);
	return join(cache, `n8n-${version}-${hash.digest('hex').slice(0, 10)}`);
}

/** Where reports, screenshots and logs of failed runs go; git leaves it out. */
export const reportFolder = join(repository, 'test', 'e2e', 'report');

/** The path of a file in the report's folder, which is made when it is not there. */
export function reportFile(name: string): string {
	mkdirSync(reportFolder, { recursive: true });
	return join(reportFolder, name);
}
