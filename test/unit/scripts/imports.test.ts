/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../../../harness/places';

const at = (path: string) => `nodes/EightByEightSmsEngage/${path}.ts`;

/** Wrong imports: who imports whom, and the rule that refuses it. */
const wrong = [
	[at('api/a'), at('values/b'), 'api-points-downwards'],
	[at('values/a'), at('text/b'), 'values-points-downwards'],
	[at('n8n/a'), at('events/b'), 'n8n-points-downwards'],
	[at('text/a'), at('X.node'), 'text-points-downwards'],
	[at('events/a'), at('trigger/b'), 'events-points-downwards'],
	[at('resume/a'), at('trigger/b'), 'resume-points-downwards'],
	[at('sending/a'), at('actions/b'), 'sending-points-downwards'],
	[at('trigger/a'), at('actions/b'), 'trigger-points-downwards'],
	[at('actions/a'), at('trigger/b'), 'actions-points-downwards'],
	[at('actions/message/a'), at('actions/survey/b'), 'a-resource-knows-no-other'],
	[at('Y.node'), 'simulator/b.ts', 'what-is-shipped-knows-nothing-else'],
	['simulator/a.ts', at('api/b'), 'the-simulator-stands-alone'],
	['harness/a.ts', 'scripts/b.ts', 'the-harness-knows-no-user-of-it'],
	['harness/c.ts', 'bench/b.ts', 'the-harness-knows-no-user-of-it'],
	['harness/d.ts', 'test/b.ts', 'the-harness-knows-no-user-of-it'],
	['bench/a.ts', 'test/b.ts', 'commands-know-no-tests'],
	['scripts/c.ts', 'scripts/d.ts', 'no-circle'],
] as const;

const right = [
	// The way back of the circle, which is told once.
	['scripts/d.ts', 'scripts/c.ts'],
	[at('Z.node'), at('actions/b')],
	[at('actions/survey/c'), at('actions/b')],
	[at('actions/survey/d'), at('sending/b')],
	[at('resume/c'), at('n8n/b')],
	['harness/e.ts', 'simulator/b.ts'],
	['scripts/e.ts', 'harness/f.ts'],
	['test/c.ts', at('values/c')],
] as const;

test('lint refuses each import that points upwards or in a circle, and no other', () => {
	const folder = mkdtempSync(join(tmpdir(), 'imports-'));
	try {
		writeFileSync(join(folder, 'tsconfig.json'), '{ "include": ["**/*.ts"] }');
		for (const [from, to] of [...wrong, ...right]) {
			for (const file of [from, to]) {
				mkdirSync(dirname(join(folder, file)), { recursive: true });
				appendFileSync(join(folder, file), '');
			}
			const up = '../'.repeat(from.split('/').length - 1);
			appendFileSync(join(folder, from), `import type {} from '${up}${to.replace('.ts', '')}';\n`);
		}
		const cruise = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
		const config = join(repository, '.dependency-cruiser.cjs');
		const rooms = ['nodes', 'simulator', 'harness', 'scripts', 'bench', 'test'];
		const args = [cruise, '--config', config, '--output-type', 'json', ...rooms];
		const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
		if (stdout === '') throw new Error(stderr);
		const { summary } = JSON.parse(stdout) as {
			summary: { violations: Array<{ from: string; to: string; rule: { name: string } }> };
		};
		const found = summary.violations.map(({ from, to, rule }) => [from, to, rule.name]);
		expect(found.sort()).toEqual([...wrong].map((line) => [...line]).sort());
	} finally {
		rmSync(folder, { recursive: true });
	}
});
