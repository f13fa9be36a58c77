/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StoredWorkflow } from '../scripts/start/n8n-api';
import { postedPerSecond, surveyResponse } from './events';
import { ACCOUNT, type Stage } from './stage';
import * as workflows from './workflows';

const run = promisify(execFile);

export const SEND_ITEMS = 1_000;
export const BATCH_ITEMS = 10_000;
export const MEMORY_ITEMS = 100_000;
/** The default of Max Concurrency. */
const AT_ONCE = 50;
/** For the warm-up of what mostly waits. */
const FEW_ITEMS = 100;
const EVENTS = 150;
const UNWANTED_EVENTS = 500;

/** What each side gives in one round; the units are in the names. */
export interface Round {
	sendMs: number;
	sendOneByOneMs: number;
	httpRequestMs: number;
	mostRequestsAtOnce: number;
	httpRequestsAtOnce: number;
	/** A script without n8n, with as many requests at once. */
	plainSendMs: number;
	sendCpuUs: number;
	httpRequestCpuUs: number;
	sendBatchMs: number;
	setMs: number;
	sendBatchCpuUs: number;
	plainBatchCpuUs: number;
	sendBatchPeakKb: number;
	noOperationPeakKb: number;
	triggerPerSecond: number;
	webhookPerSecond: number;
	/** Version 1 of the Webhook node, which n8n calls as it calls all other triggers. */
	webhookV1PerSecond: number;
	duplicatesPerSecond: number;
	filteredPerSecond: number;
	loadMs: number;
	httpRequestLoadMs: number;
}

interface Published {
	workflow: StoredWorkflow;
	url: string;
}

/** Every side of the benchmark, ready to be run. */
export class Measurements {
	private constructor(
		private readonly stage: Stage,
		private readonly published: Record<string, Published>,
	) {}

	static async prepare(stage: Stage): Promise<Measurements> {
		const { own, header } = stage.credentials;
		const { subAccountId } = ACCOUNT;
		const endpoint = `${stage.simulator.url}/api/v1/subaccounts/${subAccountId}/surveys/${workflows.SURVEY_ID}/messages`;
		const timed = {
			send: workflows.send(own),
			oneByOne: workflows.send(own, 1),
			http: workflows.httpRequest(endpoint, header),
			batch: workflows.sendBatch(own),
			set: workflows.setFields,
		};
		const unsaved = {
			unsavedSend: timed.send,
			unsavedHttp: timed.http,
			unsavedBatch: timed.batch,
			unsavedFloor: workflows.noOperation,
		};
		const published: Record<string, Published> = {};
		for (const [name, part] of Object.entries({ ...timed, ...unsaved })) {
			const workflow = workflows.itemWorkflow(name, part, { saved: name in timed });
			published[name] = await stage.publish(workflow, name);
		}
		const webhook = workflows.triggerWorkflow('webhook', workflows.webhook('webhook-node'));
		published.webhook = await stage.publish(webhook, 'webhook-node');
		const webhookV1 = workflows.triggerWorkflow('webhookV1', {
			...workflows.webhook('webhook-node-1'),
			typeVersion: 1,
		});
		published.webhookV1 = await stage.publish(webhookV1, 'webhook-node-1');
		// The trigger of a workflow that has run for long remembers 2,000 events.
		const seen = { 'node:Measured': { seen: 'x'.repeat(2_000 * 11) } };
		const trigger = workflows.triggerWorkflow('trigger', workflows.trigger(), seen);
		published.trigger = await stage.publish(trigger, 'trigger-0/webhook');
		const filters = { surveyIds: 'another-survey' };
		const filter = workflows.triggerWorkflow('filter', workflows.trigger(filters), seen);
		published.filter = await stage.publish(filter, 'filter-0/webhook');
		return new Measurements(stage, published);
	}

	/** So that nothing is measured while it is compiled. */
	async warmUp(): Promise<void> {
		for (const name of ['send', 'http', 'set', 'send', 'http']) {
			await this.nodeTime(name, SEND_ITEMS);
		}
		await this.nodeTime('oneByOne', FEW_ITEMS);
		await this.nodeTime('batch', BATCH_ITEMS);
		await this.events('webhook', EVENTS);
		await this.events('trigger', EVENTS);
		await this.events('filter', EVENTS);
	}

	/** Every side in turn. */
	async round(): Promise<Round> {
		const send = await this.nodeTime('send', SEND_ITEMS);
		const http = await this.nodeTime('http', SEND_ITEMS);
		const oneByOne = await this.nodeTime('oneByOne', SEND_ITEMS);
		const batch = await this.nodeTime('batch', BATCH_ITEMS);
		const set = await this.nodeTime('set', BATCH_ITEMS);
		const events = await this.events('trigger', EVENTS);
		return {
			sendMs: send.ms,
			mostRequestsAtOnce: send.atOnce,
			httpRequestMs: http.ms,
			httpRequestsAtOnce: http.atOnce,
			sendOneByOneMs: oneByOne.ms,
			sendBatchMs: batch.ms,
			setMs: set.ms,
			plainSendMs: await this.plainScript('plain-send.mjs', SEND_ITEMS, AT_ONCE),
			sendCpuUs: await this.cpuAboveFloor('unsavedSend', SEND_ITEMS),
			httpRequestCpuUs: await this.cpuAboveFloor('unsavedHttp', SEND_ITEMS),
			sendBatchCpuUs: await this.cpuAboveFloor('unsavedBatch', BATCH_ITEMS),
			plainBatchCpuUs: (await this.plainScript('plain-batch.mjs', BATCH_ITEMS)) / BATCH_ITEMS,
			noOperationPeakKb: await this.memory('unsavedFloor'),
			sendBatchPeakKb: await this.memory('unsavedBatch'),
			triggerPerSecond: events.perSecond,
			webhookPerSecond: (await this.events('webhook', EVENTS)).perSecond,
			webhookV1PerSecond: (await this.events('webhookV1', EVENTS)).perSecond,
			duplicatesPerSecond: await this.again('trigger', events.last),
			filteredPerSecond: (await this.events('filter', UNWANTED_EVENTS)).perSecond,
			loadMs: await this.load(await this.ownFiles()),
			httpRequestLoadMs: await this.load([
				join(
					this.stage.installed.folder,
					'node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
				),
			]),
		};
	}

	private at(name: string): Published {
		return this.published[name]!;
	}

	private async nodeTime(name: string, count: number): Promise<{ ms: number; atOnce: number }> {
		const { simulator } = this.stage;
		await simulator.reset();
		await this.stage.run(this.at(name).url, count);
		const ms = await this.stage.nodeTime(this.at(name).workflow, count);
		const { messages, maxInFlight } = await simulator.state();
		if (messages !== (name === 'set' ? 0 : count)) {
			throw new Error(`The simulator took ${messages} messages from "${name}"`);
		}
		return { ms, atOnce: maxInFlight };
	}

	/** CPU time an item in µs, less that of the same items going through a No Operation node. */
	private async cpuAboveFloor(name: string, count: number): Promise<number> {
		const floor = await this.cpu('unsavedFloor', count);
		return ((await this.cpu(name, count)) - floor) / count;
	}

	private async cpu(name: string, count: number): Promise<number> {
		await this.stage.simulator.reset();
		const before = this.stage.probe.cpu();
		await this.stage.run(this.at(name).url, count);
		return this.stage.probe.cpu() - before;
	}

	/**
	 * In kB an item. After a run of the same that does not count: what the process keeps of one run
	 * the next one uses again, and else the side that comes second would have it easier.
	 */
	private async memory(name: string): Promise<number> {
		const measured = async () => {
			await this.stage.simulator.reset();
			return await this.stage.probe.memoryPeak(() =>
				this.stage.run(this.at(name).url, MEMORY_ITEMS),
			);
		};
		await measured();
		return (await measured()) / MEMORY_ITEMS;
	}

	/** What a script without n8n prints for the same messages. */
	private async plainScript(file: string, count: number, ...more: number[]): Promise<number> {
		const { installed, simulator } = this.stage;
		await simulator.reset();
		const batch = file === 'plain-batch.mjs' ? '/batch' : '';
		const url = `${simulator.url}/api/v1/subaccounts/${ACCOUNT.subAccountId}/surveys/${workflows.SURVEY_ID}/messages${batch}`;
		const numbers = [count, ...more].map(String);
		const args = [join(__dirname, file), url, ACCOUNT.apiKey, ...numbers, '{{url}} {{name}}'];
		const { stdout } = await run(installed.node, args, { env: {} });
		return Number(stdout);
	}

	private async events(name: string, count: number): Promise<{ perSecond: number; last: string }> {
		const umids = Array.from({ length: count }, () => randomUUID());
		const bodies = umids.map((umid) => surveyResponse(umid));
		const perSecond = await postedPerSecond(this.at(name).url, bodies);
		await this.stage.idle();
		return { perSecond, last: umids.at(-1)! };
	}

	private async again(name: string, umid: string): Promise<number> {
		const bodies = Array.from({ length: UNWANTED_EVENTS }, () => surveyResponse(umid));
		return await postedPerSecond(this.at(name).url, bodies);
	}

	private async ownFiles(): Promise<string[]> {
		const folder = this.stage.packageFolder;
		const content = await readFile(join(folder, 'package.json'), 'utf8');
		const { n8n } = JSON.parse(content) as { n8n: { nodes: string[] } };
		return n8n.nodes.map((file) => join(folder, file));
	}

	/** In a process of its own each time. */
	private async load(files: string[]): Promise<number> {
		const { node, folder } = this.stage.installed;
		const NODE_PATH = join(folder, 'node_modules');
		const args = [join(__dirname, 'load-time.cjs'), ...files];
		const { stdout } = await run(node, args, { env: { NODE_PATH } });
		return Number(stdout);
	}
}
