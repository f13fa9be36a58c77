/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { rmSync } from 'node:fs';
import type { WebhookPost } from '../../simulator';
import { allExecutions, executionsByUmid, tally, whenAllEnded } from '../../harness/n8n/executions';
import { fillLedger } from '../../harness/ledger';
import { inLanes } from '../../harness/lanes';
import { note } from './support/notes';
import { STARTING_UP } from './support/posts';
import { addSender, customers, listener, SEND, startSender } from '../../harness/senders';
import { Stage } from '../../harness/stage';
import { until } from '../../harness/until';

const LIMIT = 900_000;
const CLICKS = 120;
const SENDS = 300;

let stage: Stage;
const dataFile = join(tmpdir(), `n8n-8x8-e2e-${randomUUID()}.jsonl`);

beforeAll(async () => {
	// 8x8's tries after 1, 10, 30 and 90 s take half as long again here: a machine under load needs three
	// minutes to start n8n. After it all tries come at once, and the last of them is answered when all
	// have been handled. No receipts: clicks are the events that the tests count.
	const simulator = { retryFactor: 1.5, webhookTimeout: 240_000, deliveryDelay: 3_600_000 };
	// With n8n's default of 3 such a burst keeps its own look at the database waiting, and it answers 503.
	const variables = { DB_SQLITE_POOL_SIZE: '10' };
	stage = await Stage.open({ name: 'restart', simulator: { ...simulator, dataFile }, variables });
}, LIMIT);

afterAll(async () => {
	await stage?.close();
	rmSync(dataFile, { force: true });
}, LIMIT);

const umidOf = ({ body }: WebhookPost) => (body as { payload: { umid: string } }).payload.umid;
const answered = ({ status }: WebhookPost) => status === 200;
/** n8n itself has answered 200, before the trigger was there: 8x8 does not post this again. */
const swallowed = ({ answer }: WebhookPost) => answer === STARTING_UP;

test.each(['SIGTERM', 'SIGKILL'])(
	'no click that the trigger took is lost when n8n is ended by %s and started again while they come in',
	async (signal) => {
		const workflow = await stage.addWorkflow(listener({ events: ['linkClicked'] }));
		await stage.publish(workflow);
		stage.postTo(workflow);
		const umids = await fillLedger(stage.simulator.url, CLICKS, signal);
		const mine = () =>
			stage.simulator.webhookPosts().filter((post) => umids.includes(umidOf(post)));

		const clicking = inLanes(umids, async (umid) => await stage.simulator.click(umid));
		await until(
			'a quarter is answered',
			() => mine().filter(answered).length >= CLICKS / 4,
			240_000,
		);
		if (signal === 'SIGKILL') stage.n8n.kill();
		else await stage.n8n.stop();
		await stage.n8n.whenEnded();
		const before = mine().filter(answered).length;
		expect(before).toBeLessThan(CLICKS);
		await stage.n8n.start();
		await clicking;
		await until(
			'every click is answered 200',
			() => new Set(mine().filter(answered).map(umidOf)).size === CLICKS,
			480_000,
			() =>
				tally(mine().map(({ status, error }) => ({ status: String(status ?? error) }) as never)),
		);

		const posts = mine();
		const lost = new Set(posts.filter(swallowed).map(umidOf));
		const executions = await whenAllEnded(stage.api, workflow.id, CLICKS - lost.size);
		const byUmid = await executionsByUmid(stage.api, executions, umids);
		const twice: string[] = [];
		for (const umid of umids) {
			const count = byUmid.get(umid)?.length ?? 0;
			const own = posts.filter((post) => umidOf(post) === umid);
			// A try that n8n's end cut off may have started a run of which 8x8 never heard.
			const cutOff = own.filter(({ status }) => status === undefined).length;
			expect(count).toBeGreaterThanOrEqual(lost.has(umid) ? 0 : 1);
			expect(count).toBeLessThanOrEqual((lost.has(umid) ? 0 : 1) + cutOff);
			if (count > 1) twice.push(umid);
		}
		note(
			'restart',
			`n8n ${stage.version}, ${signal} with ${before} of ${CLICKS} clicks answered: all ${CLICKS} answered 200 in the end, ${lost.size} of them by n8n itself while it started (lost), executions ${JSON.stringify(tally(executions))}, ${posts.filter(({ status }) => status === undefined).length} tries without an answer, ${twice.length} clicks ran twice`,
		);
	},
	LIMIT,
);

test(
	'8x8 knows every message that the node reported when 8x8 is restarted while surveys go out',
	async () => {
		const sender = await addSender(
			stage,
			{ options: { maxConcurrency: 5 } },
			{ onError: 'continueErrorOutput' },
		);
		stage.simulator.setLatency(20);
		const known = stage.simulator.messages().length;
		await startSender(stage.n8n.url, sender, customers(SENDS, 'restart'));
		await until(
			'some surveys are out',
			() => stage.simulator.messages().length - known >= SENDS / 4,
		);
		await stage.restartSimulator();
		const [execution] = await whenAllEnded(stage.api, sender.id, 1);
		expect(execution?.status).toBe('success');
		const { items } = await stage.api.executionData(execution?.id ?? '');
		const given = items[SEND] ?? [];
		expect(given).toHaveLength(SENDS);

		const ledger = stage.simulator.messages().slice(known);
		const accepted = given.filter(({ umid }) => umid !== undefined).map(({ umid }) => umid);
		const doubtful = given.filter(({ error }) => /may have been sent/i.test(String(error)));
		// Those that 8x8 took when it ended may be without their answer.
		expect(accepted.length + doubtful.length).toBeGreaterThanOrEqual(SENDS / 4);
		expect(ledger.map(({ umid }) => umid)).toEqual(expect.arrayContaining(accepted));
		const ids = ledger.map(({ clientMessageId }) => clientMessageId);
		expect(new Set(ids).size).toBe(ids.length);
		// What 8x8 took beyond the reported ones, the node has called "may have been sent".
		expect(ledger.length - accepted.length).toBeLessThanOrEqual(doubtful.length);
		expect((await allExecutions(stage.api, sender.id)).length).toBe(1);
		note(
			'restart',
			`8x8 simulator restarted during ${SENDS} sends: ${accepted.length} reported as accepted, all in the ledger; ${doubtful.length} may have been sent, of which 8x8 had taken ${ledger.length - accepted.length}; ${SENDS - accepted.length - doubtful.length} not sent; none twice`,
		);
	},
	LIMIT,
);
