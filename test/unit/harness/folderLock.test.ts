/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withFolderLock } from '../../../harness/folderLock';
import { until } from '../../../harness/until';

let folder: string;
let lock: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
	lock = join(folder, 'deeper', 'n8n.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function heldBy(pid: string | undefined, secondsAgo: number): void {
	mkdirSync(lock, { recursive: true });
	if (pid !== undefined) writeFileSync(join(lock, 'pid'), pid);
	const then = new Date(Date.now() - secondsAgo * 1000);
	utimesSync(lock, then, then);
}

/** The pid of a process that has ended. */
const deadPid = () => String(spawnSync(process.execPath, ['-e', '']).pid);

describe('withFolderLock', () => {
	test('keeps two apart and frees the lock', async () => {
		let inside = 0;
		let most = 0;
		let finish = () => {};
		const held = new Promise<void>((resolve) => (finish = resolve));
		const work = async () => {
			most = Math.max(most, ++inside);
			await held;
			await sleep(50);
			inside -= 1;
		};
		const waits: string[] = [];
		const first = withFolderLock(lock, work);
		await until('the first holds it', () => inside > 0);
		const others = [2, 3].map(() => withFolderLock(lock, work, (pid) => waits.push(pid), 5));
		await until('the others wait', () => waits.length === 2);
		finish();
		await Promise.all([first, ...others]);
		expect(most).toBe(1);
		expect(waits).toEqual([String(process.pid), String(process.pid)]);
		expect(existsSync(lock)).toBe(false);
	});

	test('frees the lock when the work fails', async () => {
		const work = () => Promise.reject(new Error('disk full'));
		await expect(withFolderLock(lock, work)).rejects.toThrow('disk full');
		expect(existsSync(lock)).toBe(false);
	});

	test('takes over from a process that has gone', async () => {
		heldBy(deadPid(), 0);
		expect(await withFolderLock(lock, async () => 'done')).toBe('done');
	});

	test('takes over a lock that nobody has touched for long, although its pid is in use again', async () => {
		heldBy(String(process.pid), 120);
		expect(await withFolderLock(lock, async () => 'done')).toBe('done');
	});

	test('takes over a lock that died before its pid was written', async () => {
		heldBy(undefined, 30);
		expect(await withFolderLock(lock, async () => 'done')).toBe('done');
	});

	test('waits for a lock that is just being made', async () => {
		heldBy(undefined, 0);
		let waits = 0;
		const done = withFolderLock(
			lock,
			async () => 'done',
			() => (waits += 1),
			5,
		);
		await until('it waits', () => waits > 0);
		rmSync(lock, { recursive: true });
		expect([await done, waits]).toEqual(['done', 1]);
	});

	test('can refuse instead of waiting', async () => {
		heldBy(String(process.pid), 0);
		const refuse = (pid: string) => {
			throw new Error(`held by ${pid}`);
		};
		await expect(withFolderLock(lock, async () => 'done', refuse)).rejects.toThrow(
			`held by ${process.pid}`,
		);
		expect(existsSync(lock)).toBe(true);
	});
});
