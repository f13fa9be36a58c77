/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any run: deliveries would use CPU in the middle of the next one. */
const NO_DELIVERY_MS = 3_600_000;

/** The 8x8 simulator in a process of its own, so that it shares no event loop with anyone. */
export class SimulatorProcess {
	private constructor(
		readonly url: string,
		private readonly child: ChildProcess,
	) {}

	/** @param latency how long every answer takes, ms */
	static async start(
		port: number,
		account: { apiKey: string; subAccountId: string },
		latency: number,
	): Promise<SimulatorProcess> {
		const args = ['--port', String(port), '--latency', String(latency)];
		args.push('--api-key', account.apiKey, '--sub-account', account.subAccountId);
		args.push('--delivery-delay', String(NO_DELIVERY_MS));
		const file = join(__dirname, '..', 'simulator', 'main.ts');
		const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
		const simulator = new SimulatorProcess(`http://127.0.0.1:${port}`, child);
		for (;;) {
			if (child.exitCode !== null) throw new Error('The simulator ended while starting');
			if (await simulator.state().catch(() => undefined)) return simulator;
			await sleep(50);
		}
	}

	/** How many SMS it took, and the most requests it had at once, since the last reset. */
	async state(): Promise<{ messages: number; requests: number; maxInFlight: number }> {
		const response = await fetch(`${this.url}/_simulator/state`);
		return (await response.json()) as { messages: number; requests: number; maxInFlight: number };
	}

	async reset(): Promise<void> {
		await fetch(`${this.url}/_simulator/reset`, { method: 'POST' });
	}

	stop(): void {
		this.child.kill();
	}
}
