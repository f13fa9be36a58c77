/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodePropertyOptions } from 'n8n-workflow';

import { buildAndPack } from '../../harness/package';
import { repository } from '../../harness/places';

/** What people may search for in the nodes panel. */
const ALIASES = ['8x8', 'SMS', 'survey', 'NPS', 'CSAT', 'CES', 'Wavecell', 'feedback'];

const folder = mkdtempSync(join(tmpdir(), 'n8n-8x8-packed-'));
const unpacked = join(folder, 'package');
let files: string[];

beforeAll(async () => {
	const tarball = await buildAndPack(join(folder, 'tarball'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	// Where n8n lends its own n8n-workflow.
	symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
	files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(unpacked, join(entry.parentPath, entry.name)))
		.sort();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('nothing but dist is packed, and of it what n8n needs', () => {
	const node = 'dist/nodes/EightByEightSmsEngage';
	const schema = `${node}/__schema__/v1.0.0`;
	const shared = files.filter((file) => file.startsWith(`${node}/shared/`));
	expect(shared.every((file) => file.endsWith('.js'))).toBe(true);
	expect(files.filter((file) => !shared.includes(file))).toEqual(
		[
			...['LICENSE', 'NOTICE', 'README.md', 'package.json'],
			'dist/credentials/EightByEightSmsEngageApi.credentials.js',
			...['', '.dark'].map((theme) => `dist/icons/eightByEightSmsEngage${theme}.svg`),
			...['', 'Trigger'].flatMap((kind) =>
				['js', 'json'].map((ending) => `${node}/EightByEightSmsEngage${kind}.node.${ending}`),
			),
			`${node}/__schema__/v2.0.0.json`,
			`${schema}/account/check.json`,
			...['cancel', 'cancelBatch', 'deletePersonalData', 'get', 'getAll'].map(
				(operation) => `${schema}/message/${operation}.json`,
			),
			...['preview', 'send', 'sendAndWaitForResponse', 'sendBatch'].map(
				(operation) => `${schema}/survey/${operation}.json`,
			),
			...['delete', 'getAll', 'sendTestEvent', 'set'].map(
				(operation) => `${schema}/webhook/${operation}.json`,
			),
		].sort(),
	);
});

test('its code is smaller than 300 kB, a twelfth of it numbering plans, and it brings no dependency', () => {
	const dist = files.filter((file) => file.startsWith('dist/'));
	const size = dist.reduce((sum, file) => sum + statSync(join(unpacked, file)).size, 0);
	expect(size).toBeLessThan(300_000);
	const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as object;
	expect(Object.keys(manifest)).not.toContain('dependencies');
	expect(manifest).toHaveProperty('peerDependencies', { 'n8n-workflow': '*' });
});

test('n8n loads both nodes and the credential from it, with icons, codex and a schema for each operation', async () => {
	const loader = new PackageDirectoryLoader(unpacked);
	await loader.loadAll();
	expect(loader.types.nodes.map(({ name }) => name).sort()).toEqual([
		'eightByEightSmsEngage',
		'eightByEightSmsEngageTrigger',
	]);
	for (const { codex, iconUrl } of loader.types.nodes) {
		expect(codex?.alias).toEqual(expect.arrayContaining(ALIASES));
		expect(codex?.categories).toContain('Communication');
		const { light, dark } = iconUrl as { light: string; dark: string };
		for (const url of [light, dark]) expect(url).toMatch(/dist\/icons\/.+\.svg$/);
	}
	const { properties } = loader.types.nodes.find(({ name }) => name === 'eightByEightSmsEngage')!;
	for (const { name, options, displayOptions } of properties) {
		if (name !== 'operation') continue;
		for (const option of options as INodePropertyOptions[]) {
			const resource = String(displayOptions?.show?.resource);
			const schema = `__schema__/v1.0.0/${resource}/${String(option.value)}.json`;
			expect(files).toContain(`dist/nodes/EightByEightSmsEngage/${schema}`);
		}
	}
	expect(loader.types.credentials.map(({ name }) => name)).toEqual(['eightByEightSmsEngageApi']);
});
