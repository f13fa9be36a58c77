/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm';
import { repository } from './places';

/**
 * Builds this package and packs it as it would be published.
 *
 * @param target the folder for the tarball; what is in it goes
 * @returns the path of the tarball
 */
export async function buildAndPack(target: string): Promise<string> {
	const remedy = "read the compiler's words above, mend the file that it names, and start again.";
	await npm(repository, ['run', 'build'], 'The package could not be built', remedy);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
	const packed = await npm(repository, args, 'The package could not be packed');
	const [entry] = Object.values(JSON.parse(packed) as Record<string, { filename: string }>);
	if (!entry) throw new Error('npm pack named no file.');
	return join(target, entry.filename);
}

/**
 * Installs the packed package where n8n looks for community nodes, in place of an earlier one.
 * Peer dependencies are left out as n8n's own installer leaves them out: n8n lends its own
 * n8n-workflow.
 *
 * @param tarball it must stay: npm's package.json there points at it
 * @param userFolder the folder that holds `.n8n`
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const ledger = join(nodes, 'package.json');
	// Without one npm would look upwards for a project, and find this repository.
	if (!existsSync(ledger)) {
		const empty = { name: 'installed-nodes', private: true, dependencies: {} };
		await writeFile(ledger, JSON.stringify(empty, null, 2));
	}
	// A rebuilt package has the same version and path, which npm takes for the same package.
	const earlier = join(nodes, 'node_modules', 'n8n-nodes-8x8-sms-engage');
	await rm(earlier, { recursive: true, force: true });
	const args = ['install', tarball, '--legacy-peer-deps', '--ignore-scripts', '--no-package-lock'];
	await npm(nodes, args, 'The package could not be installed into n8n');
}
