/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { setTimeout as sleep } from 'node:timers/promises';
import { Progress } from '../../../harness/progress';

function screen(isTTY: boolean) {
	let text = '';
	return { isTTY, write: (more: string) => (text += more), text: () => text };
}

describe('Progress', () => {
	test('writes a step and its outcome as one line where there is no terminal', async () => {
		const file = screen(false);
		const result = await new Progress(file).step(
			'Building',
			async () => 'abc',
			(made) => made,
		);
		expect(result).toBe('abc');
		expect(file.text()).toMatch(/^✓ Building: abc \(0\.\d s\)\n$/);
	});

	test('mentions a long step now and then', async () => {
		const file = screen(false);
		await new Progress(file, 20).step('Downloading', () => sleep(90));
		const lines = file.text().trim().split('\n');
		expect(lines.length).toBeGreaterThan(2);
		expect(lines[0]).toMatch(/^… Downloading \(0\.\d s\)$/);
		expect(lines.at(-1)).toMatch(/^✓ Downloading/);
	});

	test('rewrites its line in a terminal', async () => {
		const terminal = screen(true);
		await new Progress(terminal).step('Building', async () => undefined);
		expect(terminal.text()).toMatch(/^\r\x1b\[K… Building .*\r\x1b\[K✓ Building \(.*\)\n$/);
	});

	test('marks a failed step and passes the error on', async () => {
		const file = screen(false);
		const work = () => Promise.reject(new Error('no network'));
		await expect(new Progress(file).step('Downloading', work)).rejects.toThrow('no network');
		expect(file.text()).toMatch(/^✗ Downloading/);
	});
});
