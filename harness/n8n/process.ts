/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment, type N8nSettings } from './environment';
import type { InstalledN8n } from './install';
import { OWN_CONNECTION } from './ownConnection';
import { Trouble } from '../trouble';

const STOP_WITHIN = 15_000;

/** n8n's commands that go on running; in queue mode there are several of the last two. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

/** What answers once the process is ready. `/healthz` of a main process answers too early. */
const READY: Record<N8nCommand, string> = {
	start: '/rest/settings',
	worker: '/healthz/readiness',
	webhook: '/healthz/readiness',
};

/** The end of a log file, without what looks like a key or a password. */
export function tailOf(file: string, lines = 20): string {
	if (!existsSync(file)) return '(no log was written)';
	const text = readFileSync(file, 'utf8').trim().split('\n').slice(-lines).join('\n');
	return text.replace(
		/((?:authorization|api[-_]?key|password|encryption[-_]?key|token|secret)["']?\s*[:=]\s*["']?(?:Bearer )?)[^\s"',}]+/gi,
		'$1•••',
	);
}

/** A running n8n: a process of its own, whose output goes to a log file. */
export class N8nProcess {
	readonly url: string;
	readonly logFile: string;
	private child: ChildProcess | undefined;

	/**
	 * @param settings ports and folder
	 * @param command a worker answers at its port only with QUEUE_HEALTH_CHECK_ACTIVE and
	 * QUEUE_HEALTH_CHECK_PORT among the settings' variables
	 * @param logName the log file in the settings' folder; it is written anew at each start
	 */
	constructor(
		private readonly installed: InstalledN8n,
		private readonly settings: N8nSettings,
		private readonly command: N8nCommand = 'start',
		logName = 'n8n.log',
	) {
		this.url = `http://127.0.0.1:${settings.port}`;
		this.logFile = join(settings.userFolder, logName);
	}

	/** The exit code once n8n has ended, null while it runs. */
	get ended(): number | null {
		if (!this.child) return 0;
		return this.child.exitCode ?? (this.child.signalCode ? 1 : null);
	}

	/** What n8n has written since its last start. */
	log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/**
	 * Starts n8n and waits until it answers.
	 *
	 * @param within ms; a machine under load takes a minute
	 * @throws Trouble with the log's last lines
	 */
	async start(within = 240_000): Promise<void> {
		mkdirSync(this.settings.userFolder, { recursive: true });
		const log = openSync(this.logFile, 'w');
		const watch = join(__dirname, 'endWithParent.cjs');
		const args = ['--require', watch, this.installed.n8n, this.command];
		this.child = spawn(this.installed.node, args, {
			cwd: this.settings.userFolder,
			env: n8nEnvironment(this.settings),
			stdio: ['ignore', log, log, 'ipc'],
			// A group of its own: Ctrl-C reaches only us, and we end n8n in order.
			detached: process.platform !== 'win32',
		});
		closeSync(log);
		const spawnError = new Promise<Error>((resolve) => this.child?.once('error', resolve));
		const deadline = Date.now() + within;
		while (Date.now() < deadline) {
			if (this.ended !== null) {
				throw this.trouble(`n8n ended while starting (code ${this.ended}).`);
			}
			if (await this.isReady()) return;
			const error = await Promise.race([spawnError, sleep(250)]);
			if (error instanceof Error) {
				throw new Trouble(
					`n8n could not be started: ${error.message}.`,
					`remove ${this.installed.folder} and run the same command again; it is then installed anew.`,
				);
			}
		}
		throw this.trouble(`n8n did not answer within ${within / 1000} seconds.`);
	}

	private async isReady(): Promise<boolean> {
		try {
			const answer = await fetch(this.url + READY[this.command], {
				headers: OWN_CONNECTION,
				signal: AbortSignal.timeout(2000),
			});
			return answer.ok && (answer.headers.get('content-type') ?? '').includes('json');
		} catch {
			return false;
		}
	}

	/** An error with the log's last lines under it. */
	trouble(message: string, remedy = `read the whole log, ${this.logFile}, and try again.`) {
		return new Trouble(message, remedy, tailOf(this.logFile));
	}

	/** Resolves when n8n has ended, for whatever reason. */
	async whenEnded(): Promise<number> {
		while (this.ended === null) await sleep(200);
		return this.ended;
	}

	/** Ends n8n: first asking, then, after fifteen seconds, by force, with all it started. */
	async stop(): Promise<void> {
		if (this.ended !== null) return;
		this.child?.kill('SIGTERM');
		const ended = this.whenEnded();
		await Promise.race([ended, sleep(STOP_WITHIN, undefined, { ref: false })]);
		if (this.ended === null) this.kill();
		await ended;
	}

	/** Ends n8n and all it started at once. */
	kill(): void {
		const pid = this.child?.pid;
		if (pid === undefined || this.ended !== null) return;
		try {
			if (process.platform === 'win32') this.child?.kill('SIGKILL');
			else process.kill(-pid, 'SIGKILL');
		} catch {
			// It ended in this very moment.
		}
	}
}
