/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StoredWorkflow } from '../harness/n8n/api';
import { UNDER_WAY } from '../harness/n8n/executions';
import { OWN_CONNECTION } from '../harness/n8n/ownConnection';
import { ACCOUNT, type Stage } from '../harness/stage';
import { until } from '../harness/until';
import { type NewWorkflow, PACKAGE } from '../harness/workflows';
import { postedPerSecond, surveyResponse } from './events';
import type { ProcessProbe } from '../harness/n8n/probe';
import type { Round } from './rows';
import type { SimulatorProcess } from '../harness/simulatorProcess';
import * as workflows from './workflows';

const run = promisify(execFile);

const SEND_ITEMS = 1_000;
const BATCH_ITEMS = 10_000;
const MEMORY_ITEMS = 100_000;
/** The default of Max Concurrency. */
const AT_ONCE = 50;
const EVENTS = 150;
const UNWANTED_EVENTS = 500;
/** The trigger of a workflow that has run for long remembers 2,000 events. */
const LONG_USED = { 'node:Measured': { seen: 'x'.repeat(2_000 * 11) } };

type Side = { workflow: StoredWorkflow; url: string };

/** Every side of the benchmark, ready to be run. */
export class Measurements {
	private readonly sides: Record<string, Side> = {};
	private readonly messagesUrl: string;
	private readonly packageFolder: string;

	constructor(
		private readonly stage: Stage<SimulatorProcess>,
		private readonly probe: ProcessProbe,
	) {
		const surveys = `/api/v1/subaccounts/${ACCOUNT.subAccountId}/surveys`;
		this.messagesUrl = `${stage.simulator.url}${surveys}/${workflows.SURVEY_ID}/messages`;
		this.packageFolder = join(stage.userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE);
	}

	async prepare(): Promise<void> {
		const value = `Bearer ${ACCOUNT.apiKey}`;
		const header = { name: 'Authorization', value };
		const id = await this.stage.api.createCredential('Header', 'httpHeaderAuth', header);
		const http = () =>
			workflows.httpRequest(this.messagesUrl, { httpHeaderAuth: { id, name: 'Header' } });
		const { send, sendOneByOne, sendBatch, setFields, noOperation } = workflows;
		const timed = { send, oneByOne: sendOneByOne, http, batch: sendBatch, set: setFields };
		const unsaved = { sendCpu: send, httpCpu: http, batchCpu: sendBatch, floor: noOperation };
		for (const [name, part] of Object.entries({ ...timed, ...unsaved })) {
			await this.add(name, name, workflows.itemWorkflow(name, part(), name in timed));
		}
		const { eventWorkflow, ownTrigger, webhookNode } = workflows;
		await this.add('webhook', 'webhook-2', eventWorkflow('webhook', webhookNode('webhook-2', 2.1)));
		await this.add('webhookV1', 'webhook-1', eventWorkflow('v1', webhookNode('webhook-1', 1)));
		const filters = { surveyIds: 'another-survey' };
		for (const [name, part] of Object.entries({
			trigger: ownTrigger('trigger'),
			filter: ownTrigger('filter', filters),
		})) {
			const workflow = { ...eventWorkflow(name, part), staticData: LONG_USED };
			await this.add(name, `${name}/webhook`, workflow);
		}
	}

	private async add(name: string, path: string, workflow: NewWorkflow): Promise<void> {
		const stored = await this.stage.addWorkflow(workflow);
		await this.stage.publish(stored);
		const url = `${this.stage.n8n.url}/webhook/${path}`;
		await this.stage.listens(url);
		this.sides[name] = { workflow: stored, url };
	}

	/** So that nothing is measured while it is compiled. */
	async warmUp(): Promise<void> {
		for (const name of ['send', 'http', 'set', 'send', 'http']) await this.node(name, SEND_ITEMS);
		await this.node('oneByOne', SEND_ITEMS / 10);
		await this.node('batch', BATCH_ITEMS);
		for (const name of ['webhook', 'trigger', 'filter']) await this.events(name, EVENTS);
	}

	/** Every side in turn. */
	async round(): Promise<Round> {
		const send = await this.node('send', SEND_ITEMS);
		const http = await this.node('http', SEND_ITEMS);
		const events = await this.events('trigger', EVENTS);
		const again = Array<object>(UNWANTED_EVENTS).fill(surveyResponse(events.last));
		return {
			sendMs: send.ms,
			sendAtOnce: send.atOnce,
			httpMs: http.ms,
			httpAtOnce: http.atOnce,
			oneByOneMs: (await this.node('oneByOne', SEND_ITEMS)).ms,
			batchMs: (await this.node('batch', BATCH_ITEMS)).ms,
			setMs: (await this.node('set', BATCH_ITEMS)).ms,
			plainSendMs: await this.plain('send', SEND_ITEMS),
			sendUs: await this.cpuAboveFloor('sendCpu', SEND_ITEMS),
			httpUs: await this.cpuAboveFloor('httpCpu', SEND_ITEMS),
			batchUs: await this.cpuAboveFloor('batchCpu', BATCH_ITEMS),
			plainBatchUs: (await this.plain('batch', BATCH_ITEMS)) / BATCH_ITEMS,
			noOperationKb: await this.memory('floor'),
			batchKb: await this.memory('batchCpu'),
			triggerPerSecond: events.perSecond,
			webhookPerSecond: (await this.events('webhook', EVENTS)).perSecond,
			webhookV1PerSecond: (await this.events('webhookV1', EVENTS)).perSecond,
			duplicatesPerSecond: await postedPerSecond(this.at('trigger').url, again),
			filteredPerSecond: (await this.events('filter', UNWANTED_EVENTS)).perSecond,
			loadMs: await this.load(this.packageFiles().filter((file) => file.endsWith('.node.js'))),
			httpLoadMs: await this.load([
				join(this.modules, 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js'),
			]),
			packageKb: this.packageFiles().reduce((sum, file) => sum + statSync(file).size, 0) / 1_000,
		};
	}

	private at(name: string): Side {
		return this.sides[name]!;
	}

	private get modules(): string {
		return join(this.stage.installed.folder, 'node_modules');
	}

	private packageFiles(): string[] {
		return readdirSync(this.packageFolder, { recursive: true, withFileTypes: true })
			.filter((file) => file.isFile())
			.map((file) => join(file.parentPath, file.name));
	}

	/** Runs a workflow of items to its end. */
	private async runItems(name: string, count: number): Promise<void> {
		await this.stage.simulator.reset();
		const response = await fetch(this.at(name).url, {
			method: 'POST',
			headers: { ...OWN_CONNECTION, 'content-type': 'application/json' },
			body: JSON.stringify({ count }),
			signal: AbortSignal.timeout(600_000),
		});
		const answer = await response.text();
		if (!response.ok) throw this.stage.n8n.trouble(`A run failed: ${answer.slice(0, 500)}`);
	}

	/** The time that the measured node took, as n8n recorded it, and the most requests at once. */
	private async node(name: string, count: number): Promise<{ ms: number; atOnce: number }> {
		await this.runItems(name, count);
		const { api, simulator } = this.stage;
		const { id } = await until(`"${name}" ends`, async () => {
			const [newest] = await api.executions(this.at(name).workflow.id);
			return newest && !UNDER_WAY.includes(newest.status) && newest;
		});
		const { runData } = await api.runData(id);
		const [measured] = runData[workflows.MEASURED] ?? [];
		const items = measured?.data?.main?.[0]?.length;
		if (!measured || items !== count) {
			throw new Error(`${name} gave ${items} items of ${count}: ${measured?.error?.message}`);
		}
		const { messages, maxInFlight } = await simulator.state();
		if (messages !== (name === 'set' ? 0 : count)) {
			throw new Error(`The simulator took ${messages} messages from "${name}"`);
		}
		return { ms: measured.executionTime, atOnce: maxInFlight };
	}

	/** CPU time an item in µs, less that of the same items going through a No Operation node. */
	private async cpuAboveFloor(name: string, count: number): Promise<number> {
		const floor = await this.probe.cpu(() => this.runItems('floor', count));
		return ((await this.probe.cpu(() => this.runItems(name, count))) - floor) / count;
	}

	/**
	 * In kB an item. After a run of the same that does not count: what the process keeps of one run
	 * the next one uses again, and else the side that comes second would have it easier.
	 */
	private async memory(name: string): Promise<number> {
		await this.runItems(name, MEMORY_ITEMS);
		const peak = await this.probe.memoryPeak(() => this.runItems(name, MEMORY_ITEMS));
		return peak / MEMORY_ITEMS;
	}

	private async events(name: string, count: number): Promise<{ perSecond: number; last: string }> {
		const umids = Array.from({ length: count }, () => randomUUID());
		const bodies = umids.map((umid) => surveyResponse(umid));
		const perSecond = await postedPerSecond(this.at(name).url, bodies);
		const filter = encodeURIComponent(JSON.stringify({ status: UNDER_WAY }));
		const path = `/rest/executions?limit=1&filter=${filter}`;
		await until('n8n has ended all executions', async () => {
			const { results } = await this.stage.api.call<{ results: unknown[] }>('GET', path);
			return results.length === 0;
		});
		return { perSecond, last: umids.at(-1)! };
	}

	/** What a script without n8n prints for the same messages. */
	private async plain(what: 'send' | 'batch', count: number): Promise<number> {
		await this.stage.simulator.reset();
		const numbers = [count, AT_ONCE].map(String);
		return await this.printed('plain.mjs', [what, this.messagesUrl, ACCOUNT.apiKey, ...numbers]);
	}

	private async load(files: string[]): Promise<number> {
		return await this.printed('loadTime.cjs', files);
	}

	/** The number that a script prints, in a process of its own. */
	private async printed(script: string, args: string[]): Promise<number> {
		const env = { NODE_PATH: this.modules };
		const { stdout } = await run(this.stage.installed.node, [join(__dirname, script), ...args], {
			env,
		});
		return Number(stdout);
	}
}
