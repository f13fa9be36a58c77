/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { Progress } from '../../../harness/progress';

function screen(isTTY: boolean) {
	let text = '';
	return { isTTY, write: (more: string) => (text += more), text: () => text };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Progress', () => {
	test('writes a step and its outcome as one line where there is no terminal', async () => {
		const file = screen(false);
		const result = await new Progress(file).step(
			'Building',
			async () => 'abc',
			(made) => made,
		);
		expect(result).toBe('abc');
		expect(file.text()).toBe('✓ Building: abc (0.0 s)\n');
	});

	test('mentions a long step now and then', async () => {
		const file = screen(false);
		const work = () => new Promise((resolve) => setTimeout(resolve, 12_000));
		const done = new Progress(file, 5_000).step('Downloading', work);
		await jest.advanceTimersByTimeAsync(12_000);
		await done;
		expect(file.text().trim().split('\n')).toEqual([
			'… Downloading (5.0 s)',
			'… Downloading (10 s)',
			'✓ Downloading (12 s)',
		]);
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
