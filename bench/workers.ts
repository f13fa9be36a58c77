import { inLanes } from '../harness/lanes';
import { whenAllEnded } from '../harness/n8n/executions';
import { QueueStage, WORKER_CONCURRENCY } from '../harness/queue/queueStage';
import { addSender, customers, startSender } from '../harness/senders';
import { median, rounded } from './rows';
import { LATENCY_MS } from '../harness/simulatorProcess';

const EXECUTIONS = 300;

/** 8x8's answer comes at once, so that the machine is the limit, or late, so that the slots are. */
const LATENCIES_MS = [LATENCY_MS, 500];

/** Executions a second, each of which sends one survey, with one worker and with two. */
export interface Workers {
	latencyMs: number;
	/** Executions that each worker runs at once. */
	concurrency: number;
	onePerSecond: number;
	twoPerSecond: number;
	growth: number;
}

/**
 * n8n in queue mode with one worker and with two, in turn: the second one is stopped and started
 * again. Needs Redis and PostgreSQL on this machine.
 */
export async function measureWorkers(rounds: number): Promise<Workers[]> {
	const queue = await QueueStage.open({ name: 'bench-queue' });
	try {
		await perSecond(queue);
		const all: Workers[] = [];
		for (const latencyMs of LATENCIES_MS) {
			queue.stage.simulator.setLatency(latencyMs);
			all.push({ latencyMs, ...(await compare(queue, rounds)) });
		}
		return all;
	} finally {
		await queue.close();
	}
}

async function compare(queue: QueueStage, rounds: number) {
	const second = queue.workers[1];
	const one: number[] = [];
	const two: number[] = [];
	for (let round = 0; round < rounds; round++) {
		two.push(await perSecond(queue));
		await second.stop();
		one.push(await perSecond(queue));
		await second.start();
	}
	const [onePerSecond, twoPerSecond] = [median(one), median(two)];
	return {
		concurrency: WORKER_CONCURRENCY,
		onePerSecond: rounded(onePerSecond),
		twoPerSecond: rounded(twoPerSecond),
		growth: rounded(twoPerSecond / onePerSecond),
	};
}

/** In a workflow of its own, so that n8n has few executions to count. */
async function perSecond({ stage, webhook }: QueueStage): Promise<number> {
	const sender = await addSender(stage);
	const began = performance.now();
	await inLanes(
		customers(EXECUTIONS),
		async (customer) => await startSender(webhook.url, sender, [customer]),
	);
	await whenAllEnded(stage.api, sender.id, EXECUTIONS);
	return EXECUTIONS / ((performance.now() - began) / 1000);
}
