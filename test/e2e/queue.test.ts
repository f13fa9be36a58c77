import type { Execution } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import type { N8nProcess } from '../../harness/n8n/process';
import {
	allExecutions,
	executionsByUmid,
	successes,
	tally,
	whenAllEnded,
} from '../../harness/n8n/executions';
import { fillLedger } from '../../harness/ledger';
import { inLanes } from '../../harness/lanes';
import { note } from './support/notes';
import { STARTING_UP } from './support/posts';
import { QueueStage, WORKER_CONCURRENCY } from '../../harness/queue/queueStage';
import {
	addSender,
	customers,
	listener,
	SEND,
	type Sender,
	startSender,
} from '../../harness/senders';
import type { Stage } from '../../harness/stage';
import { until } from '../../harness/until';

/** A machine that does other things besides takes three times as long as a free one. */
const LIMIT = 600_000;
const RESPONSES = 500;
const SENDS = 200;
/** Surveys under way at once in an execution of many. */
const AT_ONCE = 5;

let queue: QueueStage;
let stage: Stage;

beforeAll(async () => {
	const simulator = {
		retryFactor: 0.5,
		retryResponses: true,
		webhookTimeout: 60_000,
		clickEvents: false,
		deliveryDelay: 3_600_000,
	};
	queue = await QueueStage.open({ name: 'queue', simulator });
	stage = queue.stage;
}, LIMIT);

afterAll(() => queue?.close(), LIMIT);

/** Ends a worker as a crash or the system would, and starts it again. */
async function killAndStart(worker: N8nProcess): Promise<void> {
	worker.kill();
	await worker.whenEnded();
	await worker.start();
}

const takenOf = (prefix: string) =>
	stage.simulator.messages().filter((message) => message.clientMessageId?.startsWith(`${prefix}-`));

/** How many messages each client message ID has. */
function perCustomer(prefix: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { clientMessageId } of takenOf(prefix)) {
		const id = String(clientMessageId);
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

async function waitingExecution({ id }: Sender) {
	return await until('the execution waits', async () =>
		(await allExecutions(stage.api, id)).find(({ status }) => status === 'waiting'),
	);
}

test(
	'an execution waits, is woken by its response through the webhook process, or ends at the limit',
	async () => {
		const fallback = await stage.addWorkflow(listener());
		await stage.publish(fallback);
		await queue.postResponsesTo(fallback);
		const options = { waitLimit: 0.01 };
		const limited = await addSender(stage, { operation: 'sendAndWaitForResponse', options });
		const sender = await addSender(stage, { operation: 'sendAndWaitForResponse' });
		await startSender(queue.webhook.url, limited, customers(1, 'silent'));
		await startSender(queue.webhook.url, sender, customers(1, 'wait'));
		const waiting = await waitingExecution(sender);

		const [asked] = takenOf('wait');
		await stage.simulator.respond(asked?.umid ?? '', { score: 3, solved: 'No', comment: 'Slow' });
		const [ended] = await whenAllEnded(stage.api, sender.id, 1);
		expect([ended?.id, ended?.status]).toEqual([waiting.id, 'success']);
		const { items } = await stage.api.executionData(waiting.id);
		expect(items.Afterwards).toEqual([
			expect.objectContaining({ responded: true, umid: asked?.umid, variables: { name: 'Ann 0' } }),
		]);

		const [late] = await whenAllEnded(stage.api, limited.id, 1);
		const { items: lateItems } = await stage.api.executionData(late?.id ?? '');
		expect(lateItems.Afterwards).toEqual([
			expect.objectContaining({ responded: false, umid: takenOf('silent')[0]?.umid }),
		]);
		expect([takenOf('wait').length, takenOf('silent').length]).toEqual([1, 1]);
	},
	LIMIT,
);

test(
	`${RESPONSES} responses give one execution each while a worker is killed and started again`,
	async () => {
		const workflow = await stage.addWorkflow(listener());
		await stage.publish(workflow);
		await queue.postResponsesTo(workflow);
		const umids = await fillLedger(stage.simulator.url, RESPONSES, 'response');
		const mine = new Set(umids);
		const umidOf = (post: { body: unknown }) => (post.body as { umid: string }).umid;
		const posts = () => stage.simulator.webhookPosts().filter((post) => mine.has(umidOf(post)));
		const began = Date.now();
		const responding = inLanes(umids, async (umid) => await stage.simulator.respond(umid));
		await until(
			'some executions have run',
			async () => (await successes(stage.api, workflow.id)) >= 50,
		);
		expect(posts().length).toBeLessThan(RESPONSES);
		await killAndStart(queue.workers[0]);
		await responding;
		const refused = () => posts().filter(({ status }) => status !== 200);
		await until(
			'every response is answered 200',
			() => posts().length - refused().length === RESPONSES,
			100_000,
		);

		const executions = await whenAllEnded(stage.api, workflow.id, RESPONSES, 400_000);
		const took = ((Date.now() - began) / 1000).toFixed(0);
		// Only a call that n8n cut off could have started a run of which 8x8 does not know.
		expect(refused().filter(({ status }) => status === undefined)).toEqual([]);
		expect(executions).toHaveLength(RESPONSES);
		const byUmid = [...(await executionsByUmid(stage.api, executions, umids)).values()];
		expect(byUmid.filter((own) => own.length > 1)).toEqual([]);
		// n8n does not run again what a worker had in hand when it was killed. It marks it as failed,
		// and most of the time empties it: then its umid is nowhere.
		const unfinished = executions.filter(({ status }) => status !== 'success');
		expect(unfinished.length).toBeLessThanOrEqual(WORKER_CONCURRENCY);
		const named = new Set(byUmid.flat().map(({ id }) => id));
		const [kept, emptied] = [true, false].map((has) =>
			unfinished.filter(({ id }) => named.has(id) === has),
		) as [Execution[], Execution[]];
		expect(byUmid.filter((own) => own.length === 0)).toHaveLength(emptied.length);
		note(
			'queue',
			`n8n ${stage.version}: ${RESPONSES} responses, a worker killed and started again: ${RESPONSES} executions, one each: ${JSON.stringify(tally(executions))}, of which n8n emptied ${emptied.length} (${took} s; ${refused().length} tries answered 503 by n8n)`,
		);

		// The person's way: the Retry button of what had crashed.
		for (const { id } of kept) await stage.api.call('POST', `/rest/executions/${id}/retry`, {});
		const after = await whenAllEnded(stage.api, workflow.id, RESPONSES + kept.length);
		expect(tally(after).success).toBe(RESPONSES - emptied.length);
	},
	LIMIT,
);

test(
	`${SENDS} executions send once each while a worker is killed and started again`,
	async () => {
		const sender = await addSender(stage);
		stage.simulator.setLatency(300);
		const all = customers(SENDS, 'send');
		const starting = inLanes(
			all,
			async (customer) => await startSender(queue.webhook.url, sender, [customer]),
		);
		await until('some surveys are out', () => takenOf('send').length >= 20);
		expect(takenOf('send').length).toBeLessThan(SENDS);
		await killAndStart(queue.workers[0]);
		await starting;
		const executions = await whenAllEnded(stage.api, sender.id, SENDS, 300_000);
		stage.simulator.setLatency(0);
		expect(executions).toHaveLength(SENDS);
		const crashed = executions.filter(({ status }) => status !== 'success');
		expect(crashed.length).toBeLessThanOrEqual(WORKER_CONCURRENCY);
		const counts = perCustomer('send');
		expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
		// Every execution that ended well has sent; a crashed one may have.
		expect(counts.size).toBeGreaterThanOrEqual(SENDS - crashed.length);
		note(
			'queue',
			`n8n ${stage.version}: ${SENDS} executions of one send each, a worker killed: ${JSON.stringify(tally(executions))}, ${counts.size} SMS, none twice`,
		);
	},
	LIMIT,
);

/** n8n's words about an execution whose worker is gone, when its recovery did not find it first. */
const STALLED = /failed to be processed too many times/;

test.each([true, false])(
	'an execution whose worker is killed is not run again; the Retry button after that (Send Once: %s)',
	async (sendOnce) => {
		const prefix = sendOnce ? 'once' : 'plain';
		const sender = await addSender(stage, { options: { sendOnce, maxConcurrency: AT_ONCE } });
		stage.simulator.setLatency(100);
		await startSender(queue.webhook.url, sender, customers(SENDS, prefix));
		await until('some surveys are out', () => takenOf(prefix).length >= SENDS / 4);
		// Whichever of the two has it.
		await Promise.all(queue.workers.map(killAndStart));
		stage.simulator.setLatency(0);
		const [crashed] = await whenAllEnded(stage.api, sender.id, 1);
		expect(crashed?.status).not.toBe('success');
		const { error } = await stage.api.executionData(crashed?.id ?? '');
		const before = takenOf(prefix).length;
		expect(before).toBeLessThan(SENDS);
		expect((await allExecutions(stage.api, sender.id)).length).toBe(1);

		// Of what a killed worker had in hand n8n may keep no data (docs/hosting.md). The Retry button then
		// ends as the execution did; the list is sent again instead.
		const emptied = STALLED.test(error ?? '');
		if (emptied) await startSender(queue.webhook.url, sender, customers(SENDS, prefix));
		else await stage.api.call('POST', `/rest/executions/${crashed?.id}/retry`, {});
		const [retried] = await whenAllEnded(stage.api, sender.id, 2);
		const { items, error: again } = await stage.api.executionData(retried?.id ?? '');
		expect([retried?.status, again]).toEqual(['success', undefined]);
		const counts = perCustomer(prefix);
		const twice = [...counts.values()].filter((count) => count > 1).length;
		const skipped = items[SEND]?.filter((item) => item.skipped).length ?? 0;
		if (sendOnce) {
			expect(twice).toBe(0);
			// What was under way counts as sent; all others are reached.
			expect(skipped).toBeGreaterThanOrEqual(before);
			expect(skipped).toBeLessThanOrEqual(before + AT_ONCE);
			expect(counts.size).toBe(SENDS - (skipped - before));
		} else {
			expect(skipped).toBe(0);
			expect(counts.size).toBe(SENDS);
		}
		note(
			'queue',
			`n8n ${stage.version}, ${SENDS} items in one execution, worker killed after ${before} SMS (${crashed?.status}: ${error}), then ${emptied ? 'the list again (n8n kept no data)' : 'the Retry button'}, Send Once ${sendOnce ? 'on' : 'off'}: ${counts.size} customers reached, ${twice} twice, ${skipped} skipped`,
		);
	},
	LIMIT,
);

test(
	'the same response later again: the process that took it knows it, and so does another one',
	async () => {
		const workflow = await stage.addWorkflow(listener());
		await stage.publish(workflow);
		await queue.postResponsesTo(workflow);
		const [umid = ''] = await fillLedger(stage.simulator.url, 1, 'again');
		await stage.simulator.respond(umid);
		await whenAllEnded(stage.api, workflow.id, 1);
		await stage.simulator.resendResponse(umid);
		// Later, at another process: its memory is the database's.
		stage.simulator.setResponseUrl(stage.triggerUrl(workflow));
		await stage.simulator.resendResponse(umid);
		// An event after them, so that a run of theirs would be seen.
		const [last = ''] = await fillLedger(stage.simulator.url, 1, 'last');
		await stage.simulator.respond(last);
		const executions = await whenAllEnded(stage.api, workflow.id, 2);
		expect(executions).toHaveLength(2);
	},
	LIMIT,
);

test(
	'what 8x8 posts while n8n waits for its database to be migrated is answered 200 by n8n, and lost',
	async () => {
		const workflow = await stage.addWorkflow(listener());
		await stage.publish(workflow);
		await queue.postResponsesTo(workflow);
		const [early = '', late = ''] = await fillLedger(stage.simulator.url, 2, 'start');
		const migrate = await queue.postgres.holdMigrations();
		await queue.webhook.stop();
		const starting = queue.webhook.start();
		await until(
			'the webhook process listens and waits',
			async () =>
				await fetch(queue.webhook.url, { headers: OWN_CONNECTION }).then(
					saysStartingUp,
					() => false,
				),
		);
		await stage.simulator.respond(early);
		expect(stage.simulator.webhookPosts().at(-1)).toMatchObject({
			body: { umid: early },
			status: 200,
			answer: STARTING_UP,
		});
		await migrate();
		await starting;
		await stage.simulator.respond(late);
		const executions = await whenAllEnded(stage.api, workflow.id, 1);
		const byUmid = await executionsByUmid(stage.api, executions, [early, late]);
		expect([byUmid.get(early)?.length, byUmid.get(late)?.length]).toEqual([0, 1]);
		expect(
			stage.simulator
				.webhookPosts()
				.filter(({ body }) => (body as { umid: string }).umid === early),
		).toHaveLength(1);
	},
	LIMIT,
);

const saysStartingUp = async (response: Response) => (await response.text()) === STARTING_UP;
