/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './isAlive.cjs';

/** A lock that its holder has not touched for so long (ms) is stale, whatever its pid says. */
const STALE_AFTER = 60_000;
const TOUCH_EVERY = 10_000;

async function isStale(lock: string): Promise<boolean> {
	const touched = await stat(lock).then(
		(found) => found.mtimeMs,
		() => undefined,
	);
	if (touched === undefined) return false;
	const age = Date.now() - touched;
	const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
	// Between mkdir and the writing of the pid a lock is young and has no pid.
	if (!pid) return age > TOUCH_EVERY;
	return !isAlive(pid) || age > STALE_AFTER;
}

async function take(lock: string): Promise<boolean> {
	await mkdir(dirname(lock), { recursive: true });
	try {
		await mkdir(lock);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return false;
	}
	await writeFile(join(lock, 'pid'), String(process.pid));
	return true;
}

/** Renaming first: of two processes that find the same stale lock, one only removes it. */
async function removeStale(lock: string): Promise<void> {
	const aside = `${lock}.stale-${process.pid}`;
	const moved = await rename(lock, aside).then(
		() => true,
		() => false,
	);
	if (moved) await rm(aside, { recursive: true, force: true });
}

/**
 * Runs `work` while no other process holds the lock, a folder made for the purpose. A lock whose
 * process has gone is taken over.
 *
 * @param lock the folder's path; its parent is created
 * @param onWait called once, with the holder's pid, when another process holds the lock
 * @param pollEvery how often to look again, in ms
 */
export async function withFolderLock<T>(
	lock: string,
	work: () => Promise<T>,
	onWait: (pid: string) => void = () => {},
	pollEvery = 500,
): Promise<T> {
	let waiting = false;
	while (!(await take(lock))) {
		if (await isStale(lock)) {
			await removeStale(lock);
			continue;
		}
		if (!waiting) onWait(await readFile(join(lock, 'pid'), 'utf8').catch(() => '?'));
		waiting = true;
		await sleep(pollEvery);
	}
	const touch = setInterval(() => {
		const now = new Date();
		void utimes(lock, now, now).catch(() => {});
	}, TOUCH_EVERY);
	try {
		return await work();
	} finally {
		clearInterval(touch);
		await rm(lock, { recursive: true, force: true });
	}
}
