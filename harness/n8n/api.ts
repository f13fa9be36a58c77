/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OWN_CONNECTION } from './ownConnection';

/** A workflow as n8n stores it, as far as the demo looks at it. */
export interface StoredWorkflow {
	id: string;
	name: string;
	active: boolean;
	versionId: string;
	isArchived?: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
}

export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[other: string]: unknown;
}

/** An execution: how it stands, and once it is read in full, what each node gave. */
export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	workflowId: string;
}

/** The items of a node's last run in an execution. */
export type NodeItems = Record<string, Array<Record<string, unknown>>>;

/** The login that the demo makes. */
export interface Login {
	email: string;
	password: string;
}

/** A run of a node, as n8n recorded it. */
interface NodeRun {
	/** ms */
	executionTime: number;
	error?: { message?: string };
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

interface RunData {
	error?: { message?: string };
	runData: Record<string, NodeRun[]>;
}

/**
 * n8n's internal REST API, the one that its editor uses.
 *
 * @param url n8n's address without a slash at the end
 * @param n8nFolder where n8n is installed: its own parser reads its executions
 */
export class N8nApi {
	private session = '';
	private publicApiKey?: Promise<{ rawApiKey: string }>;

	constructor(
		private readonly url: string,
		private readonly n8nFolder: string,
	) {}

	/** For calls to n8n beside its REST API. */
	get cookie(): string {
		return this.session;
	}

	/**
	 * Signs in, and makes the owner's account first where there is none.
	 *
	 * @throws WrongLogin when the account has another password
	 */
	async signIn(login: Login): Promise<void> {
		const settings = await this.call<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			const names = { firstName: 'Demo', lastName: 'User' };
			await this.call('POST', '/rest/owner/setup', { ...login, ...names });
			return;
		}
		const { email, password } = login;
		try {
			await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		} catch (error) {
			if (error instanceof RefusedRequest && error.status === 401) throw new WrongLogin(email);
			throw error;
		}
	}

	async createCredential(name: string, type: string, data: object): Promise<string> {
		const body = { name, type, data };
		return (await this.call<{ id: string }>('POST', '/rest/credentials', body)).id;
	}

	/** False when the credential is no longer there. */
	async updateCredential(id: string, name: string, type: string, data: object): Promise<boolean> {
		const body = { name, type, data };
		return (
			(await this.orMissing(this.call('PATCH', `/rest/credentials/${id}`, body))) !== undefined
		);
	}

	async createWorkflow(workflow: object): Promise<StoredWorkflow> {
		return await this.call('POST', '/rest/workflows', workflow);
	}

	/** The workflow, or undefined when it was deleted or archived. */
	async workflow(id: string): Promise<StoredWorkflow | undefined> {
		const found = await this.orMissing(this.call<StoredWorkflow>('GET', `/rest/workflows/${id}`));
		return found?.isArchived ? undefined : found;
	}

	async updateWorkflow(id: string, change: object): Promise<StoredWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}`, change);
	}

	/** Publishes the workflow, so that its triggers listen. */
	async activate(workflow: StoredWorkflow): Promise<void> {
		const { id, versionId } = workflow;
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	/** n8n's public API, read only; its key is made at the first call. */
	async publicApi<T>(path: string): Promise<T> {
		this.publicApiKey ??= this.call<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label: 'harness',
			scopes: ['execution:list', 'execution:read'],
			expiresAt: null,
		});
		const key = { 'X-N8N-API-KEY': (await this.publicApiKey).rawApiKey };
		const headers = { ...OWN_CONNECTION, ...key };
		const response = await fetch(`${this.url}/api/v1${path}`, { headers });
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${path}`);
		return (await response.json()) as T;
	}

	/**
	 * The workflow's executions, the newest first. n8n lists what runs and what has ended by two queries
	 * at once: an execution that ends between them is in both lists, and counts here as ended.
	 */
	async executions(workflowId: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?limit=20&filter=${filter}`;
		const { results } = await this.call<{ results: Execution[] }>('GET', path);
		const byId = new Map(results.map((execution) => [execution.id, execution]));
		return [...byId.values()].sort((a, b) => Number(b.id) - Number(a.id));
	}

	/** What n8n recorded of each run of each node, and the error that ended the execution. */
	async runData(id: string): Promise<RunData> {
		const { data } = await this.call<{ data: string }>('GET', `/rest/executions/${id}`);
		const require = createRequire(join(this.n8nFolder, 'package.json'));
		const flatted = require('flatted') as { parse(text: string): { resultData: RunData } };
		return flatted.parse(data).resultData;
	}

	/** What each node of an execution gave in its last run, and the error that ended it. */
	async executionData(id: string): Promise<{ items: NodeItems; error?: string }> {
		const { error, runData } = await this.runData(id);
		const items: NodeItems = {};
		for (const [name, runs] of Object.entries(runData)) {
			const outputs = runs.at(-1)?.data?.main ?? [];
			items[name] = outputs.flatMap((output) => (output ?? []).map((item) => item.json));
		}
		return { items, error: error?.message };
	}

	private async orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
		try {
			return await answer;
		} catch (error) {
			// n8n answers 403 as well as 404 for what is not there.
			if (error instanceof RefusedRequest && [403, 404].includes(error.status)) return undefined;
			throw error;
		}
	}

	async call<T>(method: string, path: string, body?: object): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				...OWN_CONNECTION,
				'content-type': 'application/json',
				cookie: this.session,
			},
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
		const session = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (session) this.session = session.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new RefusedRequest(method, path, response.status, text);
		return (JSON.parse(text) as { data: T }).data;
	}
}

/** An answer of n8n's REST API that is no success. */
class RefusedRequest extends Error {
	constructor(
		method: string,
		path: string,
		readonly status: number,
		answer: string,
	) {
		super(`n8n answered ${status} to ${method} ${path}: ${answer.slice(0, 300)}`);
		this.name = 'RefusedRequest';
	}
}

/** n8n has an account, and its password is another one. */
export class WrongLogin extends Error {
	constructor(email: string) {
		super(`n8n's login is no longer ${email} with this password.`);
		this.name = 'WrongLogin';
	}
}
