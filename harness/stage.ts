/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	DEMO_ACCOUNT_ID,
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from '../simulator';
import { type Login, N8nApi, type StoredWorkflow } from './n8n/api';
import { ensureN8n, type InstalledN8n } from './n8n/install';
import { OWN_CONNECTION } from './n8n/ownConnection';
import { N8nProcess } from './n8n/process';
import { buildAndPack, installPackage } from './package';
import { cacheFolder, N8N_VERSION, pinFolder, reportFile } from './places';
import { anyFreePort } from './ports';
import { Progress } from './progress';
import { until } from './until';
import { CREDENTIAL_TYPE, type NewWorkflow, TRIGGER, webhookId, withCredential } from './workflows';

/** A simulated 8x8 account, and the header that 8x8 sends to the trigger. */
export interface Account {
	apiKey: string;
	subAccountId: string;
	accountId: string;
	webhookAuthorization: string;
}

/** The account of tests and measurements. */
export const ACCOUNT: Account = {
	apiKey: 'harness-api-key-5f0c2b',
	subAccountId: 'harness_subaccount',
	accountId: DEMO_ACCOUNT_ID,
	webhookAuthorization: 'Bearer harness-webhook-6a1d',
};

/** The login of tests and measurements, whose n8n lives for minutes in a temporary folder. */
export const LOGIN: Login = { email: 'demo@example.com', password: 'DemoSurvey1' };

const CREDENTIAL_NAME = '8x8 simulator';

/** A credential's data. */
const dataOf = (account: Account, baseUrl: string) => ({ ...account, region: 'custom', baseUrl });

/** What the stage itself needs of a simulator: one in another process has no more. */
type AnySimulator = Pick<Simulator, 'url' | 'close'>;

/** The TCP ports of a stage. */
export interface Ports {
	n8n: number;
	/** On which n8n's own task runner reports to it. */
	broker: number;
	simulator: number;
}

export interface StageOptions<S extends AnySimulator = Simulator> {
	/** Keeps n8n's log under this name in the report's folder. */
	name?: string;
	/** A version that has a folder under n8n/; default: the demo's. */
	version?: string;
	/** Default: a temporary folder, which goes with the stage. */
	userFolder?: string;
	/** Default: free ones. */
	ports?: Ports;
	account?: Account;
	login?: Login;
	simulator?: SimulatorOptions;
	/** Default: the simulator in this process. */
	startSimulator?: (options: SimulatorOptions) => Promise<S>;
	/** Puts the credential into n8n and gives its id; default: a new one. */
	putCredential?: (api: N8nApi, data: object) => Promise<string>;
	/** Further environment variables for n8n. */
	variables?: Record<string, string>;
	progress?: Progress;
	/** What to end, the newest last: for a caller that may have to end it while it opens. */
	endings?: Array<() => Promise<unknown>>;
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
 * A real n8n with the packed package in it, signed in, and a simulator of 8x8, with a credential
 * that points from one to the other.
 */
export class Stage<S extends AnySimulator = Simulator> {
	private constructor(
		/** Holds `.n8n`, n8n.log and, if it was packed for this stage, the package's tarball. */
		readonly userFolder: string,
		readonly installed: InstalledN8n,
		readonly tarball: string,
		/** `start`, `stop`, `kill`, `url`, `logFile`: the database and the ports stay. */
		readonly n8n: N8nProcess,
		readonly api: N8nApi,
		private readonly simulatorOptions: SimulatorOptions,
		private readonly running: { simulator: S },
		readonly credentialId: string,
		private readonly endings: Array<() => Promise<unknown>>,
	) {}

	/** After `restartSimulator` it is the new one. */
	get simulator(): S {
		return this.running.simulator;
	}

	get version(): string {
		return this.installed.version;
	}

	/** Takes half a minute, longer on a machine under load; the caller must `close` it. */
	static async open<S extends AnySimulator = Simulator>(
		options: StageOptions<S> = {},
	): Promise<Stage<S>> {
		const endings = options.endings ?? [];
		try {
			return await Stage.bringUp(options, endings);
		} catch (error) {
			if (options.endings === undefined) await endAll(endings);
			throw error;
		}
	}

	private static async bringUp<S extends AnySimulator>(
		options: StageOptions<S>,
		endings: Array<() => Promise<unknown>>,
	): Promise<Stage<S>> {
		const { version = N8N_VERSION, account = ACCOUNT, progress = new Progress() } = options;
		const installed = await ensureN8n(pinFolder(version), version, cacheFolder(), progress);
		const userFolder = options.userFolder ?? (await temporaryFolder(endings));
		const tarball = await progress.step('Installing the package into n8n', async () => {
			const packed = await packedPackage(join(userFolder, 'package'));
			await installPackage(packed, userFolder);
			return packed;
		});
		const ports = options.ports ?? {
			n8n: await anyFreePort(),
			broker: await anyFreePort(),
			simulator: await anyFreePort(),
		};

		// The port is fixed, so that a test can end the simulator and start it again.
		const simulatorOptions: SimulatorOptions = {
			port: ports.simulator,
			apiKey: account.apiKey,
			subAccounts: [account.subAccountId],
			accountId: account.accountId,
			webhookAuthorization: account.webhookAuthorization,
			...options.simulator,
		};
		const start = (options.startSimulator ?? startSimulator) as NonNullable<
			typeof options.startSimulator
		>;
		const running = { simulator: await start(simulatorOptions) };
		endings.push(() => running.simulator.close());
		const n8n = new N8nProcess(installed, {
			userFolder,
			port: ports.n8n,
			brokerPort: ports.broker,
			node: installed.node,
			variables: { ...knownModules(version), ...options.variables },
		});
		const api = new N8nApi(n8n.url, installed.folder);
		endings.push(async () => {
			await n8n.stop();
			if (options.name !== undefined) keepLog(n8n, options.name);
		});
		await progress.step(`Starting n8n ${version} (up to a minute)`, () => n8n.start());
		await api.signIn(options.login ?? LOGIN);
		const put =
			options.putCredential ??
			((to: N8nApi, data: object) => to.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data));
		const credentialId = await put(api, dataOf(account, running.simulator.url));
		return new Stage(
			userFolder,
			installed,
			tarball,
			n8n,
			api,
			simulatorOptions,
			running,
			credentialId,
			endings,
		);
	}

	/** Makes a credential for the stage's account that points to another address than the simulator's. */
	async addCredential(baseUrl: string): Promise<string> {
		return await this.api.createCredential(
			CREDENTIAL_NAME,
			CREDENTIAL_TYPE,
			dataOf(ACCOUNT, baseUrl),
		);
	}

	/** Points a credential to the simulator. */
	async mendCredential(this: Stage, id: string): Promise<void> {
		const data = dataOf(ACCOUNT, this.simulator.url);
		await this.api.updateCredential(id, CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
	}

	/** Makes a workflow whose nodes of this package use the credential: the stage's, or another one. */
	async addWorkflow(
		workflow: NewWorkflow,
		credentialId = this.credentialId,
	): Promise<StoredWorkflow> {
		const credential = { id: credentialId, name: CREDENTIAL_NAME };
		const nodes = withCredential(workflow.nodes as StoredWorkflow['nodes'], credential);
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
			const response = await fetch(url, { headers: OWN_CONNECTION }).catch(() => undefined);
			// n8n tells a GET to a webhook that wants a POST apart from a webhook it does not know.
			return response !== undefined && (await response.text()).includes('POST request');
		});
	}

	/** Has 8x8 post survey responses, and all other events, to the workflow's trigger. */
	postTo(this: Stage, workflow: StoredWorkflow): void {
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
	async restartSimulator(this: Stage): Promise<void> {
		await this.simulator.close();
		this.running.simulator = await startSimulator(this.simulatorOptions);
	}

	/** Ends n8n and the simulator, and removes a temporary folder. */
	async close(): Promise<void> {
		await endAll(this.endings);
	}
}

async function endAll(endings: Array<() => Promise<unknown>>): Promise<void> {
	for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
}

async function temporaryFolder(endings: Array<() => Promise<unknown>>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-8x8-'));
	endings.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}
