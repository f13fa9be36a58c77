/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeOf } from '../../../harness/n8n/install';
import { pinFolder, repository } from '../../../harness/places';

const SYSTEMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

describe.each(readdirSync(join(repository, 'n8n')))('n8n %s', (version) => {
	const lock = JSON.parse(readFileSync(join(pinFolder(version), 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { integrity?: string; link?: boolean }>;
	};

	test.each(SYSTEMS)('its Node.js for %s is locked, with its integrity', (system) => {
		const [, name] = /^node_modules\/([^/]+)\/bin\/node/.exec(nodeOf('node_modules', system)) ?? [];
		expect(lock.packages[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
	});

	test('locks every package that is downloaded', () => {
		const open = Object.entries(lock.packages).filter(
			([path, { integrity, link }]) => path !== '' && !integrity && !link,
		);
		expect(open.map(([path]) => path)).toEqual([]);
	});
});

test('says which systems there are where there is no Node.js', () => {
	expect(() => nodeOf('node_modules', 'sunos-x64')).toThrow('There is no Node.js for sunos-x64');
});
