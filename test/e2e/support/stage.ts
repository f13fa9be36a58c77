/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOGIN, webhookId, withCredential } from '../../../scripts/start/demo';
import { N8nApi, type StoredWorkflow } from '../../../scripts/start/n8n-api';
import { ensureN8n, type InstalledN8n } from '../../../scripts/start/n8n-install';
import { N8nProcess } from '../../../scripts/start/n8n-process';
import { buildAndPack, installPackage } from '../../../scripts/start/package';
import { cacheFolder, N8N_VERSION, pinFolder } from '../../../scripts/start/places';
import { anyFreePort } from '../../../scripts/start/ports';
import { Progress } from '../../../scripts/start/progress';
import { DEMO_ACCOUNT_ID, type Simulator, startSimulator } from '../../../simulator';
import type { SimulatorOptions } from '../../../simulator';
import { reportFile } from './places';
import { until } from './until';

export const PACKAGE = 'n8n-nodes-8x8-sms-engage';
export const ACTION = `${PACKAGE}.eightByEightSmsEngage`;
export const TRIGGER = `${PACKAGE}.eightByEightSmsEngageTrigger`;
const CREDENTIAL_TYPE = 'eightByEightSmsEngageApi';

/** The simulated 8x8 account, and the header that 8x8 sends to the trigger. */
export const ACCOUNT = {
	apiKey: 'e2e-api-key-5f0c2b',
	subAccountId: 'e2e_subaccount',
	accountId: DEMO_ACCOUNT_ID,
	webhookAuthorization: 'Bearer e2e-webhook-6a1d',
};

export interface StageOptions {
	/** Names the log that is kept when a test fails. */
	name: string;
	/** A version that has a folder under n8n/; default: the demo's. */
	version?: string;
	simulator?: SimulatorOptions;
	/** Further environment variables for n8n. */
	variables?: Record<string, string>;
}

/** A workflow to be made: only the nodes and their connections need to be told. */
export interface NewWorkflow {
	name: string;
	nodes: unknown[];
	connections: object;
	settings?: object;
}

/** n8n 1.x refuses to start when it is told to leave out a module that it does not have. */
const knownModules = (version: string): Record<string, string> =>
	version.startsWith('1.') ? { N8N_DISABLED_MODULES: '' } : {};

/**
 * Gives the packed package: the one that `npm run test:e2e` made, or else a new one.
 *
 * @param target the folder for a new one; its path must outlive the n8n it is installed into
 */
async function packedPackage(target: string): Promise<string> {
	const made = process.env.E2E_PACKAGE;
	return made !== undefined && existsSync(made) ? made : await buildAndPack(target);
}

/** Keeps n8n's log where the reporter looks for it when a test of that file failed. */
function keepLog(n8n: N8nProcess, name: string): void {
	if (existsSync(n8n.logFile)) copyFileSync(n8n.logFile, reportFile(`${name}.n8n.log`));
}

/**
 * A real n8n with the packed package in it, signed in, and a simulator of 8x8, both on free ports
 * and in a temporary folder, with a credential that points from one to the other.
 */
export class Stage {
	/** The simulator; a test that restarts it puts the new one here. */
	simulator: Simulator;

	private publicApiKey?: Promise<{ rawApiKey: string }>;

	private constructor(
		private readonly name: string,
		/** Holds `.n8n`, n8n.log and the package's tarball. */
		readonly userFolder: string,
		readonly installed: InstalledN8n,
		readonly tarball: string,
		/** `start`, `stop`, `kill`, `url`, `logFile`: the database and the ports stay. */
		readonly n8n: N8nProcess,
		readonly api: N8nApi,
		readonly simulatorOptions: SimulatorOptions,
		simulator: Simulator,
		readonly credentialId: string,
	) {
		this.simulator = simulator;
	}

	/** Takes half a minute, longer on a machine under load; the caller must `close` it. */
	static async open(options: StageOptions): Promise<Stage> {
		const version = options.version ?? N8N_VERSION;
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-8x8-e2e-'));
		const installed = await ensureN8n(pinFolder(version), version, cacheFolder(), new Progress());
		const tarball = await packedPackage(join(userFolder, 'package'));
		await installPackage(tarball, userFolder);
		// The port is fixed, so that a test can end the simulator and start it again.
		const simulatorOptions = {
			port: await anyFreePort(),
			apiKey: ACCOUNT.apiKey,
			subAccounts: [ACCOUNT.subAccountId],
			accountId: ACCOUNT.accountId,
			webhookAuthorization: ACCOUNT.webhookAuthorization,
			retryFactor: 0.1,
			...options.simulator,
		};
		const simulator = await startSimulator(simulatorOptions);
		const n8n = new N8nProcess(installed, {
			userFolder,
			port: await anyFreePort(),
			brokerPort: await anyFreePort(),
			node: installed.node,
			variables: { ...knownModules(version), ...options.variables },
		});
		const api = new N8nApi(n8n.url, installed.folder);
		try {
			await n8n.start();
			await api.signIn(LOGIN);
			const data = { ...ACCOUNT, region: 'custom', baseUrl: simulator.url };
			const credentialId = await api.createCredential('8x8 simulator', CREDENTIAL_TYPE, data);
			return new Stage(
				options.name,
				userFolder,
				installed,
				tarball,
				n8n,
				api,
				simulatorOptions,
				simulator,
				credentialId,
			);
		} catch (error) {
			await n8n.stop();
			await simulator.close();
			keepLog(n8n, options.name);
			await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
			throw error;
		}
	}

	get version(): string {
		return this.installed.version;
	}

	/** n8n's REST API, for what `api` does not name; gives the answer's `data`. */
	async rest<T>(method: string, path: string, body?: object): Promise<T> {
		return await this.api.call<T>(method, path, body);
	}

	/** n8n's public API, read only; its key is made at the first call. */
	async publicApi<T>(path: string): Promise<T> {
		this.publicApiKey ??= this.rest<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label: 'e2e',
			scopes: ['execution:list', 'execution:read'],
			expiresAt: null,
		});
		const headers = { 'X-N8N-API-KEY': (await this.publicApiKey).rawApiKey };
		const response = await fetch(`${this.n8n.url}/api/v1${path}`, { headers });
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${path}`);
		return (await response.json()) as T;
	}

	/** Makes a workflow whose nodes of this package use the credential. */
	async addWorkflow(workflow: NewWorkflow): Promise<StoredWorkflow> {
		const nodes = withCredential(workflow.nodes as StoredWorkflow['nodes'], this.credentialId);
		const settings = { executionOrder: 'v1', ...workflow.settings };
		return await this.api.createWorkflow({ ...workflow, nodes, settings, active: false });
	}

	/** Publishes a workflow and waits until the webhooks of this package's triggers listen. */
	async publish(workflow: StoredWorkflow): Promise<void> {
		if (this.version.startsWith('1.')) {
			await this.api.updateWorkflow(workflow.id, { active: true });
		} else {
			await this.api.activate(workflow);
		}
		if (webhookId(workflow, TRIGGER) !== undefined) await this.listens(this.triggerUrl(workflow));
	}

	/** The production address of the workflow's 8x8 trigger. */
	triggerUrl(workflow: StoredWorkflow): string {
		return `${this.n8n.url}/webhook/${webhookId(workflow, TRIGGER) ?? ''}/webhook`;
	}

	/** Waits until n8n knows a webhook; asks without calling it. */
	async listens(url: string): Promise<void> {
		await until(`n8n listens at ${url}`, async () => {
			const response = await fetch(url).catch(() => undefined);
			// n8n tells a GET to a webhook that wants a POST apart from a webhook it does not know.
			return response !== undefined && (await response.text()).includes('POST request');
		});
	}

	/** Has 8x8 post survey responses, and all other events, to the workflow's trigger. */
	postTo(workflow: StoredWorkflow): void {
		const url = this.triggerUrl(workflow);
		const addresses = { responseUrl: url, eventsUrl: url };
		Object.assign(this.simulatorOptions, addresses);
		this.simulator.configure(addresses);
	}

	/** Ends n8n in order and starts it again on the same database. */
	async restart(): Promise<void> {
		await this.n8n.stop();
		await this.n8n.start();
	}

	/** Starts a simulator again where the last one was, with its journal if it has one. */
	async restartSimulator(): Promise<void> {
		await this.simulator.close();
		this.simulator = await startSimulator(this.simulatorOptions);
	}

	/** Ends both and removes the folder. */
	async close(): Promise<void> {
		await this.n8n.stop();
		await this.simulator.close();
		keepLog(this.n8n, this.name);
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}
