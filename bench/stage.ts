/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOGIN } from '../scripts/start/demo';
import { N8nApi, type StoredWorkflow } from '../scripts/start/n8n-api';
import { ensureN8n, type InstalledN8n } from '../scripts/start/n8n-install';
import { N8nProcess } from '../scripts/start/n8n-process';
import { buildAndPack, installPackage } from '../scripts/start/package';
import { cacheFolder, N8N_VERSION, pinFolder } from '../scripts/start/places';
import { anyFreePort } from '../scripts/start/ports';
import type { Progress } from '../scripts/start/progress';
import { ProcessProbe } from './n8n-probe';
import { SimulatorProcess } from './simulator-process';
import { MEASURED } from './workflows';

export const ACCOUNT = { apiKey: 'bench-api-key', subAccountId: 'bench_subaccount' };
export const LATENCY_MS = 50;

interface NodeRun {
	executionTime: number;
	executionStatus: string;
	error?: { message?: string };
	data?: { main?: Array<unknown[] | null> };
}

/** One n8n with the packed package in it and one simulator, each a process of its own. */
export class Stage {
	private constructor(
		readonly installed: InstalledN8n,
		readonly n8n: N8nProcess,
		readonly api: N8nApi,
		readonly simulator: SimulatorProcess,
		readonly probe: ProcessProbe,
		/** Where the package is installed. */
		readonly packageFolder: string,
		/** Of the 8x8 node, and of n8n's HTTP Request node. */
		readonly credentials: Record<'own' | 'header', { id: string; name: string }>,
		private readonly userFolder: string,
	) {}

	static async open(progress: Progress): Promise<Stage> {
		const installed = await ensureN8n(pinFolder(N8N_VERSION), N8N_VERSION, cacheFolder(), progress);
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-8x8-bench-'));
		await progress.step('Building the package and installing it into n8n', async () => {
			await installPackage(await buildAndPack(join(userFolder, 'package')), userFolder);
		});
		const simulator = await SimulatorProcess.start(await anyFreePort(), ACCOUNT, LATENCY_MS);
		const probeSocket = join(userFolder, 'probe.sock');
		const n8n = new N8nProcess(installed, {
			userFolder,
			port: await anyFreePort(),
			brokerPort: await anyFreePort(),
			node: installed.node,
			variables: {
				BENCH_PROBE: probeSocket,
				NODE_OPTIONS: `--require ${join(__dirname, 'n8n-probe.cjs')}`,
			},
		});
		const api = new N8nApi(n8n.url, installed.folder);
		try {
			await progress.step(`Starting n8n ${N8N_VERSION} (up to a minute)`, () => n8n.start());
			await api.signIn(LOGIN);
			const credential = async (name: string, type: string, data: object) => ({
				id: await api.createCredential(name, type, data),
				name,
			});
			return new Stage(
				installed,
				n8n,
				api,
				simulator,
				await ProcessProbe.open(probeSocket),
				join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-8x8-sms-engage'),
				{
					own: await credential('8x8', 'eightByEightSmsEngageApi', {
						...ACCOUNT,
						region: 'custom',
						baseUrl: simulator.url,
					}),
					header: await credential('Header', 'httpHeaderAuth', {
						name: 'Authorization',
						value: `Bearer ${ACCOUNT.apiKey}`,
					}),
				},
				userFolder,
			);
		} catch (error) {
			await n8n.stop();
			simulator.stop();
			throw error;
		}
	}

	/**
	 * Makes a workflow, publishes it, and waits until its webhook listens.
	 *
	 * @returns the webhook's address
	 */
	async publish(
		workflow: object,
		path: string,
	): Promise<{ workflow: StoredWorkflow; url: string }> {
		const stored = await this.api.createWorkflow(workflow);
		await this.api.activate(stored);
		const url = `${this.n8n.url}/webhook/${path}`;
		// To a GET n8n answers differently for a webhook that wants a POST and for none at all.
		while (!(await (await fetch(url)).text()).includes('POST request')) await sleep(50);
		return { workflow: stored, url };
	}

	/** Runs a workflow of items to its end. */
	async run(url: string, count: number): Promise<void> {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ count }),
			signal: AbortSignal.timeout(600_000),
		});
		const answer = await response.text();
		if (!response.ok) throw this.n8n.trouble(`A run failed: ${answer.slice(0, 500)}`);
	}

	/**
	 * The time that the measured node took in the workflow's newest execution, as n8n recorded it.
	 *
	 * @returns ms
	 */
	async nodeTime(workflow: StoredWorkflow, count: number): Promise<number> {
		for (;;) {
			const [execution] = await this.api.executions(workflow.id);
			if (execution && !['new', 'running'].includes(execution.status)) {
				const { data } = await this.rest<{ data: string }>(
					'GET',
					`/rest/executions/${execution.id}`,
				);
				const require = createRequire(join(this.installed.folder, 'package.json'));
				const flatted = require('flatted') as {
					parse(text: string): { resultData: { runData: Record<string, NodeRun[]> } };
				};
				const run = flatted.parse(data).resultData.runData[MEASURED]?.[0];
				const items = run?.data?.main?.[0]?.length;
				if (!run || items !== count) {
					throw new Error(
						`${workflow.name} gave ${items} items of ${count}: ${run?.error?.message}`,
					);
				}
				return run.executionTime;
			}
			await sleep(50);
		}
	}

	/** Waits until n8n has ended all executions. */
	async idle(): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
		for (;;) {
			const path = `/rest/executions?limit=1&filter=${filter}`;
			const { results } = await this.rest<{ results: unknown[] }>('GET', path);
			if (results.length === 0) return;
			await sleep(200);
		}
	}

	/** n8n's REST API, for what `api` does not name. */
	async rest<T>(method: string, path: string, body?: object): Promise<T> {
		return await this.api.call<T>(method, path, body);
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		this.simulator.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}
