/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ACCOUNT } from './stage';
import { until } from './until';
import type { SimulatorOptions } from '../simulator';

const LATENCY_MS = 50;
/** Longer than any run: deliveries would use CPU in the middle of the next one. */
const NO_DELIVERY_MS = 3_600_000;

/** The 8x8 simulator in a process of its own, so that it shares no event loop with anyone. */
export class SimulatorProcess {
	private constructor(
		readonly url: string,
		private readonly child: ChildProcess,
	) {}

	static async start({ port }: SimulatorOptions): Promise<SimulatorProcess> {
		const args = ['--port', String(port), '--latency', String(LATENCY_MS)];
		args.push('--api-key', ACCOUNT.apiKey, '--sub-account', ACCOUNT.subAccountId);
		args.push('--delivery-delay', String(NO_DELIVERY_MS));
		const file = join(__dirname, '..', 'simulator', 'main.ts');
		// However this process ends, the simulator ends with it.
		const execArgv = [...process.execArgv, '--require', join(__dirname, 'n8n/endWithParent.cjs')];
		const child = fork(file, args, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
		const simulator = new SimulatorProcess(`http://127.0.0.1:${port}`, child);
		await until('the simulator starts', () => simulator.state().catch(() => undefined));
		return simulator;
	}

	/** How many SMS it took, and the most requests it had at once, since the last reset. */
	async state(): Promise<{ messages: number; maxInFlight: number }> {
		const response = await fetch(`${this.url}/_simulator/state`);
		return (await response.json()) as { messages: number; maxInFlight: number };
	}

	async reset(): Promise<void> {
		await fetch(`${this.url}/_simulator/reset`, { method: 'POST' });
	}

	async close(): Promise<void> {
		this.child.kill();
	}
}
