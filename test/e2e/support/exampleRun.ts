import type { NodeItems, StoredWorkflow, WorkflowNode } from '../../../harness/n8n/api';
import { OWN_CONNECTION } from '../../../harness/n8n/ownConnection';
import type { Example } from '../../support/examples';
import { UNDER_WAY } from '../../../harness/n8n/executions';
import { type Stage } from '../../../harness/stage';
import { TRIGGER } from '../../../harness/workflows';
import { until } from '../../../harness/until';

const WAIT = 'n8n-nodes-base.wait';

/** A workflow of examples/, imported into n8n as it is; only the credential is chosen. */
export class ExampleRun {
	/** What the executions that have ended gave, by id. */
	private readonly results = new Map<string, NodeItems>();

	private constructor(
		private readonly stage: Stage,
		readonly workflow: StoredWorkflow,
	) {}

	/**
	 * Imports it; with an 8x8 trigger it is published, and 8x8 posts to it. Its Wait nodes wait a
	 * second only.
	 */
	static async import(stage: Stage, example: Example): Promise<ExampleRun> {
		for (const node of example.nodes.filter(({ type }) => type === WAIT)) {
			node.parameters = { ...node.parameters, amount: 1, unit: 'seconds' };
		}
		const workflow = await stage.addWorkflow(example);
		if (workflow.nodes.some(({ type }) => type === TRIGGER)) {
			await stage.publish(workflow);
			stage.postTo(workflow);
		}
		return new ExampleRun(stage, workflow);
	}

	/** Clicks "Execute workflow" from this trigger, as the editor does. Gives the execution's id. */
	async execute(trigger = 'Start by hand'): Promise<string> {
		return await this.run({ triggerToStartFrom: { name: trigger } });
	}

	/** Chooses a credential in a node. Gives the workflow as it then is. */
	async choose(name: string, credentials: WorkflowNode['credentials']): Promise<StoredWorkflow> {
		const { id, nodes, connections, versionId } = this.workflow;
		const changed = nodes.map((node) => (node.name === name ? { ...node, credentials } : node));
		return await this.stage.api.updateWorkflow(id, { nodes: changed, connections, versionId });
	}

	/** Starts an execution with the editor's own request. */
	async run(request: object): Promise<string> {
		const path = `/rest/workflows/${this.workflow.id}/run`;
		const { executionId } = await this.stage.api.call<{ executionId: string }>(
			'POST',
			path,
			request,
		);
		if (!executionId) throw new Error('n8n did not start an execution');
		return executionId;
	}

	/** Posts to the production address of the workflow's Webhook node. */
	async post(path: string, body: object): Promise<void> {
		const url = `${this.stage.n8n.url}/webhook/${path}`;
		await this.stage.listens(url);
		const headers = { ...OWN_CONNECTION, 'content-type': 'application/json' };
		const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
		if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
	}

	/**
	 * Waits until that many executions, or more, have run this node to their end.
	 *
	 * @returns the node's items in each of them, the oldest execution first
	 * @throws Error when any execution of the workflow failed
	 */
	async ran(node: string, executions = 1): Promise<Array<Array<Record<string, unknown>>>> {
		return await until(
			`${executions} executions have run "${node}"`,
			async () => {
				const found = (await this.ended()).filter((items) => node in items);
				return found.length >= executions && found.map((items) => items[node] ?? []);
			},
			undefined,
			async () => (await this.ended()).map((items) => Object.keys(items)),
		);
	}

	/** Waits until that many executions sleep. Gives their ids. */
	async waiting(executions = 1): Promise<string[]> {
		return await until(`${executions} executions wait`, async () => {
			const all = await this.stage.api.executions(this.workflow.id);
			const ids = all.filter(({ status }) => status === 'waiting').map(({ id }) => id);
			return ids.length === executions && ids;
		});
	}

	/** What the executions that have ended gave, the oldest first. */
	private async ended(): Promise<NodeItems[]> {
		for (const { id, status } of await this.stage.api.executions(this.workflow.id)) {
			// An execution that was stopped on purpose is no failure.
			if (this.results.has(id) || UNDER_WAY.includes(status) || status === 'canceled') continue;
			const { items, error } = await this.stage.api.executionData(id);
			if (status !== 'success') throw new Error(`Execution ${id}: ${status}, ${error}`);
			this.results.set(id, items);
		}
		const byId = [...this.results].sort(([a], [b]) => Number(a) - Number(b));
		return byId.map(([, items]) => items);
	}
}
