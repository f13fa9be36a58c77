import type { Browser } from 'playwright-core';
import type { Execution, StoredWorkflow } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import { answerSurvey, openBrowser, openPage } from './support/browser';
import { note } from './support/notes';
import { postJson, postUntilTaken } from './support/posts';
import { Stage } from '../../harness/stage';
import { until } from '../../harness/until';
import { ACTION, chain, noOp, node, trigger, webhook } from '../../harness/workflows';

jest.setTimeout(300_000);

const ANSWERS = { score: '3', solved: 'No', comment: 'Nobody called me back.' };

let stage: Stage;
let browser: Browser;
let asking: StoredWorkflow;
let impatient: StoredWorkflow;
let responses: StoredWorkflow;
let receiptsOnly: StoredWorkflow;

const ask = (waitLimit: number) => ({
	resource: 'survey',
	operation: 'sendAndWaitForResponse',
	surveyId: 'service-feedback',
	destination: '={{ $json.body.phone }}',
	message: 'Hi {name}, how did we do? {url}',
	variables: { variable: [{ name: 'name', value: 'Ann' }] },
	options: { waitLimit },
});

const asks = (path: string, waitLimit: number) =>
	chain(path, [webhook(path), node('Ask', ACTION, ask(waitLimit)), noOp('Goes on')]);

beforeAll(async () => {
	stage = await Stage.open({ name: 'wait' });
	browser = await openBrowser();
	asking = await stage.addWorkflow(asks('ask', 48));
	impatient = await stage.addWorkflow(asks('ask-briefly', 0.001));
	responses = await stage.addWorkflow(
		chain('Responses', [trigger('Responses', 'e2e-responses'), noOp('Response')]),
	);
	receiptsOnly = await stage.addWorkflow(
		chain('Receipts', [
			trigger('Receipts', 'e2e-receipts', { events: ['deliveryStatus'] }),
			noOp('Receipt'),
		]),
	);
	for (const workflow of [asking, impatient, responses, receiptsOnly])
		await stage.publish(workflow);
	for (const path of ['ask', 'ask-briefly'])
		await stage.listens(`${stage.n8n.url}/webhook/${path}`);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

beforeEach(() => stage.postTo(responses));

const newest = async (workflow: StoredWorkflow) => (await stage.api.executions(workflow.id))[0];

/**
 * Starts a workflow that asks, and waits until it sleeps, or has slept: its execution, and the SMS
 * it sent.
 */
async function askCustomer(workflow: StoredWorkflow, path: string) {
	const earlier = await newest(workflow);
	const known = stage.simulator.messages().length;
	const started = await fetch(`${stage.n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { ...OWN_CONNECTION, 'content-type': 'application/json' },
		body: JSON.stringify({ phone: '+6591234567' }),
	});
	expect(started.status).toBe(200);
	const execution = await until('the execution waits', async () => {
		const found = await newest(workflow);
		const isNew = found !== undefined && found.id !== earlier?.id;
		return isNew && !['new', 'running'].includes(found.status) && found;
	});
	const [sms] = stage.simulator.messages().slice(known);
	if (!sms) throw new Error('No SMS went out.');
	return { execution, sms };
}

/**
 * What the workflow went on with, once its execution has ended well. Another status may stand there
 * before: n8n marks an execution as crashed that was resumed while n8n started.
 */
async function wentOnWith(workflow: StoredWorkflow, { id }: Execution) {
	await until(
		'the waiting workflow goes on and ends well',
		async () => (await statusOf(workflow, id)) === 'success',
		240_000,
		() => statusOf(workflow, id),
	);
	const { items } = await stage.api.executionData(id);
	expect(items['Goes on']).toHaveLength(1);
	return items['Goes on']?.[0];
}

async function statusOf(workflow: StoredWorkflow, id: string): Promise<string | undefined> {
	return (await stage.api.executions(workflow.id)).find((one) => one.id === id)?.status;
}

/** The items that a trigger's workflow got about this SMS, the newest first. */
async function itemsAbout(workflow: StoredWorkflow, name: string, umid: string) {
	const items = [];
	for (const { id } of await stage.api.executions(workflow.id)) {
		const [item] = (await stage.api.executionData(id)).items[name] ?? [];
		if (item?.umid === umid) items.push(item);
	}
	return items;
}

/** Waits until a trigger's workflow has run so often for this SMS. */
const whenRan = (workflow: StoredWorkflow, name: string, umid: string, count: number) =>
	until(`"${name}" ran ${count} times for ${umid}`, async () => {
		const items = await itemsAbout(workflow, name, umid);
		return items.length >= count && items;
	});

const response = (umid: string, n8nResume: string, submittedAt: string) => ({
	umid,
	surveyId: 'service-feedback',
	surveySubmittedAt: submittedAt,
	templateVariables: [{ name: 'n8nResume', value: n8nResume }],
	answers: [{ questionId: 'q1', question: 'Q', answer: '1' }],
});

/** Posts a survey response to the trigger, as 8x8 does or as somebody else might. */
const post = async (umid: string, n8nResume: string, submittedAt: string) =>
	(await postJson(stage.triggerUrl(responses), response(umid, n8nResume, submittedAt))).status;

test('n8n is restarted, the survey answered in the browser, and the workflow goes on', async () => {
	const { execution, sms } = await askCustomer(asking, 'ask');
	await stage.restart();
	await stage.listens(stage.triggerUrl(responses));
	// For a moment n8n takes every waiting execution for one that a crash left unfinished.
	await until('it waits', async () => (await statusOf(asking, execution.id)) === 'waiting');

	const phone = await openPage(browser);
	await answerSurvey(phone, stage.simulator.url, sms.umid, ANSWERS);
	const item = await wentOnWith(asking, execution);
	expect(item).toMatchObject({
		responded: true,
		event: 'surveyResponse',
		umid: sms.umid,
		variables: { name: 'Ann' },
	});
	expect(Object.values(item?.answers as object)).toEqual(Object.values(ANSWERS));

	const [seen] = await whenRan(responses, 'Response', sms.umid, 1);
	expect(seen).toMatchObject({ umid: sms.umid, resumed: true });

	expect(Object.keys(sms.templateVariables)).toContain('n8nResume');
	for (const workflow of [asking, responses]) {
		const ran = await newest(workflow);
		const { data } = await stage.api.call<{ data: string }>('GET', `/rest/executions/${ran?.id}`);
		expect(data).toContain(sms.umid);
		expect(data).not.toContain('n8nResume');
	}

	await stage.simulator.resendResponse(sms.umid);
	expect(stage.simulator.webhookPosts().at(-1)).toMatchObject({ status: 200 });
	const token = String(sms.templateVariables.n8nResume);
	expect(await post(sms.umid, token, '2026-01-01T00:00:00Z')).toBe(200);
	const items = await whenRan(responses, 'Response', sms.umid, 2);
	expect(items.map(({ resumed }) => resumed)).toEqual([false, true]);
	await phone.close();
});

test('a forged n8nResume, or a wrong umid, resumes nothing', async () => {
	const { execution, sms } = await askCustomer(asking, 'ask');
	const token = String(sms.templateVariables.n8nResume);
	const [id, signature = '', proof = ''] = token.split('.');
	expect(id).toBe(execution.id);
	expect([signature, proof]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
	const forged = [
		`${id}`,
		`${id}.${signature}`,
		`${id}.${'0'.repeat(signature.length)}.${proof}`,
		`${id}.${signature}.${'A'.repeat(proof.length)}`,
		`${id}..${proof}`,
		`${Number(id) + 1}.${signature}.${proof}`,
		`../../rest/login?${token}`,
		`http://127.0.0.1:9/${token}`,
		'9'.repeat(100_000),
		'',
	];
	for (const [index, value] of forged.entries()) {
		expect(await post(sms.umid, value, `2026-01-01T00:00:${10 + index}Z`)).toBe(200);
	}
	expect(await post('another-umid', token, '2026-01-01T00:01:00Z')).toBe(200);
	const items = await whenRan(responses, 'Response', sms.umid, forged.length);
	for (const item of items) expect(item.resumed).not.toBe(true);
	const [other] = await whenRan(responses, 'Response', 'another-umid', 1);
	expect(other?.resumed).toBe(false);
	expect(await statusOf(asking, execution.id)).toBe('waiting');

	await stage.simulator.respond(sms.umid);
	expect(await wentOnWith(asking, execution)).toMatchObject({ responded: true, umid: sms.umid });
});

test('a trigger that does not listen to survey responses resumes, and does not run', async () => {
	stage.postTo(receiptsOnly);
	const { execution, sms } = await askCustomer(asking, 'ask');
	await whenRan(receiptsOnly, 'Receipt', sms.umid, 2);
	await stage.simulator.respond(sms.umid);
	expect(await wentOnWith(asking, execution)).toMatchObject({ responded: true, umid: sms.umid });
	const items = await itemsAbout(receiptsOnly, 'Receipt', sms.umid);
	expect(items.map(({ event }) => event)).not.toContain('surveyResponse');
});

test('n8n takes the response while it starts, and the workflow goes on to a good end', async () => {
	const { execution, sms } = await askCustomer(asking, 'ask');
	const token = String(sms.templateVariables.n8nResume);
	const submittedAt = (index: number) => new Date(index * 1000).toISOString();
	await stage.n8n.stop();
	const posting = postUntilTaken(stage.triggerUrl(responses), (index) =>
		response(sms.umid, token, submittedAt(index)),
	);
	await stage.n8n.start();
	const { swallowed, taken } = await posting;

	const item = await wentOnWith(asking, execution);
	expect(item).toMatchObject({ responded: true, umid: sms.umid });
	// n8n looks for executions that a crash left unfinished only after it has begun to take posts: it
	// finds this one, which is under way, and marks it as crashed until it ends.
	expect(stage.n8n.log()).toMatch(/\[Recovery\] .*amended execution/);

	// A post that n8n answered by itself, before the trigger was there, starts nothing.
	const items = await whenRan(responses, 'Response', sms.umid, 1);
	const seen = items.map((one) => new Date(String(one.submittedAt)).toISOString());
	expect(seen).toEqual([submittedAt(taken)]);
	expect(items[0]).toMatchObject({ resumed: true });
	note('wait', `n8n swallowed ${swallowed.length} posts while it started`);
});

test('after the limit the workflow goes on with responded: false', async () => {
	const { execution, sms } = await askCustomer(impatient, 'ask-briefly');
	const item = await wentOnWith(impatient, execution);
	expect(item).toEqual({
		responded: false,
		umid: sms.umid,
		destination: '+6591234567',
		surveyId: 'service-feedback',
		status: expect.objectContaining({ code: 'QUEUED' }) as unknown,
	});
	await stage.simulator.respond(sms.umid);
	const [late] = await whenRan(responses, 'Response', sms.umid, 1);
	expect(late?.resumed).toBe(false);
});
