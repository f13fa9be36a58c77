/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tailOf } from '../../../harness/n8n/process';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-tail-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('tailOf', () => {
	test('gives the last lines only', () => {
		const file = join(folder, 'n8n.log');
		writeFileSync(file, Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n') + '\n');
		expect(tailOf(file, 2)).toBe('line 98\nline 99');
	});

	test.each([
		'Authorization: Bearer s3cr3t-value',
		'{"apiKey":"s3cr3t-value"}',
		'encryptionKey=s3cr3t-value',
		"password: 's3cr3t-value'",
	])('shows no secret of %s', (line) => {
		const file = join(folder, 'n8n.log');
		writeFileSync(file, line);
		expect(tailOf(file)).not.toContain('s3cr3t');
		expect(tailOf(file)).toContain('•••');
	});

	test('says so when there is no log', () => {
		expect(tailOf(join(folder, 'none.log'))).toBe('(no log was written)');
	});
});
