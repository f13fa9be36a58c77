/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inLanes } from '../harness/lanes';
import { fillLedger } from '../harness/ledger';
import type { StoredWorkflow } from '../harness/n8n/api';
import { whenIdle } from '../harness/n8n/executions';
import { PROBE, ProcessProbe } from '../harness/n8n/probe';
import { type Customer, customers } from '../harness/senders';
import { SimulatorProcess } from '../harness/simulatorProcess';
import { ACCOUNT, Stage, type StageOptions } from '../harness/stage';
import { type NewWorkflow, PACKAGE } from '../harness/workflows';
import { post, postedPerSecond, responses } from './events';
import * as workflows from './workflows';

type ItemNode = keyof typeof workflows.itemNodes;
type Trigger = keyof typeof workflows.triggers;

/** n8n then builds an expression engine only when an expression asks for it. */
export const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const authorization = `Bearer ${ACCOUNT.apiKey}`;

/** A real n8n to measure in. A workflow is made, and run for once, when it is asked for. */
export class Stand {
	private readonly workflows = new Map<string, Promise<StoredWorkflow>>();

	private constructor(
		readonly stage: Stage<SimulatorProcess>,
		private readonly socket: string,
		private probe: ProcessProbe,
		private readonly target: workflows.Target,
	) {}

	/** @param name of this stand, to tell it from others at the same time */
	static async open(name: string, options: StageOptions<SimulatorProcess>): Promise<Stand> {
		const socket = join(tmpdir(), `n8n-8x8-probe-${process.pid}-${name}`);
		const probing = { PROBE_SOCKET: socket, NODE_OPTIONS: `--require ${PROBE}` };
		const stage = await Stage.open({
			...options,
			startSimulator: (simulator) => SimulatorProcess.start(simulator),
			variables: { ...probing, ...options.variables },
		});
		const data = { name: 'Authorization', value: authorization };
		const id = await stage.api.createCredential('Header', 'httpHeaderAuth', data);
		const subAccount = `${stage.simulator.url}/api/v1/subaccounts/${ACCOUNT.subAccountId}`;
		const url = `${subAccount}/surveys/${workflows.SURVEY_ID}/messages`;
		const target = { url, httpHeaderAuth: { id, name: 'Header' } };
		return new Stand(stage, socket, await ProcessProbe.open(socket), target);
	}

	/** The time that a node takes for the items, as n8n recorded it, in ms. */
	async time(name: ItemNode, count: number): Promise<number> {
		const path = `${name}-saved`;
		const { id } = await this.items(name, path);
		await this.run(path, count);
		const { api, simulator } = this.stage;
		await whenIdle(api);
		const [newest] = await api.executions(id);
		const { runData } = await api.runData(newest!.id);
		const [measured] = runData[workflows.MEASURED] ?? [];
		const items = measured?.data?.main?.[0]?.length;
		const { messages } = await simulator.state();
		if (items !== count || messages !== (name === 'setFields' ? 0 : count)) {
			throw new Error(`${name}: ${items} items, ${messages} SMS; ${measured?.error?.message}`);
		}
		return measured!.executionTime;
	}

	/** What a script without n8n takes for as many calls, as many at once as `send` makes, in ms. */
	async plainTime(count: number): Promise<number> {
		const began = performance.now();
		const call = async ({ destination, name }: Customer) => {
			const body = { destination, templateBody: '{{url}} {{n}}', templateVariables: { n: name } };
			await post(this.target.url, body, false, { authorization });
		};
		await inLanes(customers(count), call, 50);
		return performance.now() - began;
	}

	/** CPU time an item in µs, less that of the same items going through a No Operation node. */
	async cpu(name: ItemNode, count: number): Promise<number> {
		await this.items('noOperation');
		await this.items(name);
		const floor = await this.probe.cpu(() => this.run('noOperation', count));
		return ((await this.probe.cpu(() => this.run(name, count))) - floor) / count;
	}

	/** How far n8n's memory rises for the items when it has had them before, in kB an item. */
	async memory(name: ItemNode, count: number): Promise<number> {
		await this.items(name);
		await this.run(name, count);
		return (await this.probe.memoryPeak(() => this.run(name, count))) / count;
	}

	/** The same in a process that has run nothing yet. */
	async freshMemory(name: ItemNode, count: number): Promise<number> {
		await this.items(name);
		await this.stage.restart();
		this.probe = await ProcessProbe.open(this.socket);
		await this.stage.listens(this.url(name));
		return (await this.probe.memoryPeak(() => this.run(name, count))) / count;
	}

	/** The same for a log of so many rows, in kB a row. */
	async logMemory(rows: number): Promise<number> {
		const { simulator } = this.stage;
		await simulator.reset();
		for (let at = 0; at < rows; at += 10_000) await fillLedger(simulator.url, 10_000, `log-${at}`);
		await this.items('messageLog');
		return (await this.probe.memoryPeak(() => this.run('messageLog', 1))) / rows;
	}

	/** How many events a second are answered 200, which n8n does when their runs have started. */
	async events(path: Trigger, bodies: object[]): Promise<number> {
		const workflow = workflows.eventWorkflow(path, workflows.triggers[path]());
		await this.workflow(path, workflow, () => postedPerSecond(this.url(path), responses(100)));
		const perSecond = await postedPerSecond(this.url(path), bodies);
		await whenIdle(this.stage.api);
		return perSecond;
	}

	/** How long a process takes to load this package's nodes, or one of n8n's, in ms. */
	loadTime(n8nNode?: string): number {
		const modules = join(this.stage.installed.folder, 'node_modules');
		const own = this.distFiles().filter((file) => file.endsWith('.node.js'));
		const files = n8nNode ? [join(modules, 'n8n-nodes-base/dist/nodes', n8nNode)] : own;
		const args = [join(__dirname, 'loadTime.cjs'), ...files];
		return Number(execFileSync(this.stage.installed.node, args, { env: { NODE_PATH: modules } }));
	}

	/** The files of the package's dist, as installed. */
	distFiles(): string[] {
		const dist = join(this.stage.userFolder, '.n8n/nodes/node_modules', PACKAGE, 'dist');
		const all = readdirSync(dist, { recursive: true, encoding: 'utf8' });
		return all.map((path) => join(dist, path)).filter((path) => statSync(path).isFile());
	}

	private url(path: string): string {
		return `${this.stage.n8n.url}/webhook/${path}`;
	}

	/** The workflow that runs a node with items; n8n saves its executions when the path says so. */
	private items(name: ItemNode, path: string = name): Promise<StoredWorkflow> {
		const measured = workflows.itemNodes[name](this.target);
		const workflow = workflows.itemWorkflow(path, measured, path !== name);
		// So that nothing is measured while it is compiled.
		const count = name === 'messageLog' ? 1 : 1_000;
		return this.workflow(path, workflow, () => this.run(path, count));
	}

	private workflow(
		path: string,
		workflow: NewWorkflow,
		warmUp: () => Promise<unknown>,
	): Promise<StoredWorkflow> {
		const make = async () => {
			const stored = await this.stage.addWorkflow(workflow);
			await this.stage.publish(stored);
			await this.stage.listens(this.url(path));
			await warmUp();
			return stored;
		};
		const known = this.workflows.get(path) ?? make();
		this.workflows.set(path, known);
		return known;
	}

	/** Runs a workflow of items to its end. */
	private async run(path: string, count: number): Promise<void> {
		if (path !== 'messageLog') await this.stage.simulator.reset();
		await post(this.url(path), { count }, false);
	}
}
