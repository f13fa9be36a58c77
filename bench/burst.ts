import { fillLedger } from '../harness/ledger';
import { inLanes } from '../harness/lanes';
import { allExecutions, tally, whenIdle } from '../harness/n8n/executions';
import type { Progress } from '../harness/progress';
import { QueueStage } from '../harness/queue/queueStage';
import { EVENT, listener } from '../harness/senders';
import { Stage } from '../harness/stage';
import { LAZY } from './stand';
import { until } from '../harness/until';

const SURVEYS = 2_000;
const RESPONSES = 500;
/** Two receipts a survey, sent and delivered. */
const EVENTS = 2 * SURVEYS + RESPONSES;

/**
 * What a campaign's events do to an n8n whose workflow takes them all. The simulator posts up to 100
 * at once, waits 10 s for each answer, and posts a receipt again after 1, 10, 30 and 90 s.
 *
 * @param host where n8n takes webhooks
 */
async function burst(stage: Stage, host = stage.n8n.url) {
	const { api, simulator } = stage;
	const events = ['surveyResponse', 'deliveryStatus'];
	const workflow = await stage.addWorkflow(listener({ events }));
	await stage.publish(workflow);
	const url = stage.triggerUrl(workflow).replace(stage.n8n.url, host);
	await stage.listens(url);
	simulator.configure({ responseUrl: url, eventsUrl: url, deliveryDelay: 0, clickEvents: false });

	const began = performance.now();
	const seconds = () => Math.round((performance.now() - began) / 1000);
	const umids = await fillLedger(simulator.url, SURVEYS, 'burst');
	await Promise.all(umids.slice(0, RESPONSES).map((umid) => simulator.respond(umid)));
	const posts = () => simulator.webhookPosts();
	const isOver = () => simulator.pendingPosts() === 0 && posts().length >= EVENTS;
	await until('each event is answered or given up', isOver, 900_000);
	const secondsToAnswer = seconds();
	await whenIdle(api, 900_000);
	const secondsToEnd = seconds();

	const runs = await allExecutions(api, workflow.id);
	const seen = new Set<string>();
	await inLanes(runs, async ({ id }) => {
		const [item] = (await api.executionData(id)).items[EVENT] ?? [];
		seen.add(JSON.stringify([item?.umid, item?.event, item?.state]));
	});
	return {
		secondsToAnswer,
		secondsToEnd,
		answers: tally(posts().map(({ status = 'none' }) => ({ status }))),
		postsAgain: posts().filter(({ attempt }) => attempt > 1).length,
		runs: tally(runs),
		lost: EVENTS - seen.size,
	};
}

/** By name: n8n as installed (SQLite), with the setting, and in queue mode with one webhook process. */
export const bursts = {
	installed: (progress: Progress) => inOneProcess(progress, {}),
	lazy: (progress: Progress) => inOneProcess(progress, LAZY),
	queue: async (progress: Progress) => {
		const queue = await QueueStage.open({ progress, name: 'bench-queue' });
		return await burst(queue.stage, queue.webhook.url).finally(() => queue.close());
	},
};

async function inOneProcess(progress: Progress, variables: Record<string, string>) {
	const stage = await Stage.open({ progress, variables });
	return await burst(stage).finally(() => stage.close());
}
