import type { Browser, Page } from 'playwright-core';
import { DateTime } from 'luxon';

import { whenIdle } from '../../harness/n8n/executions';
import { Stage } from '../../harness/stage';
import { until } from '../../harness/until';
import { chain, node, trigger } from '../../harness/workflows';
import { type Example, readExample } from '../support/examples';
import { answerSurvey, openBrowser, openPage } from './support/browser';
import { DataTables } from './support/dataTables';
import { ExampleRun } from './support/exampleRun';
import { stepsOn } from './support/steps';

jest.setTimeout(300_000);

const SURVEY = 'customer-nps';
const SCORES = 'campaign_scores';

/** Two countries of one time zone each, 7 or 8 hours apart. */
const SINGAPORE = {
	zone: 'Asia/Singapore',
	numbers: ['+65 9123 4567', "'+65-9234-5678", 'tel:+6593456789', '(+65) 9456 7890'],
};
const LONDON = {
	zone: 'Europe/London',
	numbers: ['+44 (0)7400 123456', "'+44-7400-123457", 'tel:+447400123458', '(+44) 7400 123459'],
};

/** It is day in the first one, and the window of three hours around its time misses the other. */
const hourOf = ({ zone }: { zone: string }) => DateTime.now().setZone(zone).hour;
const [near, far] =
	hourOf(SINGAPORE) >= 1 && hourOf(SINGAPORE) <= 20 ? [SINGAPORE, LONDON] : [LONDON, SINGAPORE];
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const hours = { from: clock(hourOf(near) - 1), to: clock(hourOf(near) + 3), timeZone: 'recipient' };

const e164 = (written: string) => `+${written.replace('(0)', '').replace(/\D/g, '')}`;
const [ann, ben, chitra] = near.numbers as [string, string, string, string];
const [dora] = far.numbers as [string];
const rows = [
	{ Ticket: 'T-1', 'First Name': 'Ann', 'Téléphone mobile': ann },
	{ Ticket: 'T-2', 'First Name': 'Ben', 'Téléphone mobile': ben },
	{ Ticket: 'T-3', 'First Name': '', 'Téléphone mobile': chitra },
	{ Ticket: 'T-4', 'First Name': 'Dora', 'Téléphone mobile': dora },
	{ Ticket: 'T-5', 'First Name': 'Emil', 'Téléphone mobile': '12' },
];

/** The example that settles what may have been sent, with a sheet of our own and sending hours. */
function campaign(): Example {
	const example = readExample('settle-unknown');
	const text = JSON.stringify(example).replaceAll('$json.orderId', '$json.Ticket');
	const changed = JSON.parse(
		text.replaceAll('item.json.orderId', 'item.json.Ticket').replaceAll('"orderId"', '"Ticket"'),
	) as Example;
	const named = (name: string) => changed.nodes.find((found) => found.name === name)!.parameters;
	named('Sample orders (replace this node)').jsonOutput = JSON.stringify({ orders: rows });
	Object.assign(named('Send the survey'), {
		surveyId: SURVEY,
		destination: "={{ $json['Téléphone mobile'] }}",
		message: 'Hi {First Name|there}, how did we do with {Ticket}? {url} Reply STOP to opt out.',
		variablesMode: 'inputFields',
		options: { sendingHours: { hours } },
	});
	return { ...changed, name: 'A campaign' };
}

let stage: Stage;
let browser: Browser;
let page: Page;
let tables: DataTables;
let sending: ExampleRun;
let workflowIds: string[];

beforeAll(async () => {
	stage = await Stage.open({ name: 'campaign', simulator: { deliveryDelay: 0 } });
	tables = new DataTables(stage.api);
	await tables.create(SCORES, { ticket: 'string', score: 'number', group: 'string' });
	const value = {
		ticket: '={{ $json.variables.Ticket }}',
		score: '={{ $json.score.value }}',
		group: '={{ $json.score.category }}',
	};
	const scores = await stage.addWorkflow(
		chain('Scores', [
			trigger('A customer answers', 'campaign-scores', {
				authentication: 'authorizationHeader',
				options: {
					scoreQuestion: 'How likely are you to recommend us to a friend? *',
					scoreType: 'nps',
				},
			}),
			node('Keep the score', 'n8n-nodes-base.dataTable', tables.insert(SCORES, value), {
				typeVersion: 1.1,
			}),
		]),
	);
	await stage.publish(scores);
	const optOuts = await ExampleRun.import(stage, readExample('opt-out-on-stop'));
	stage.simulator.configure({ responseUrl: stage.triggerUrl(scores) });
	sending = await ExampleRun.import(stage, campaign());
	workflowIds = [scores.id, optOuts.workflow.id, sending.workflow.id];
	browser = await openBrowser();
	page = await openPage(browser);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

const step = stepsOn(() => page);
const smsTo = (written: string) =>
	stage.simulator.messages().filter(({ destination }) => destination === e164(written));

step(
	'everybody gets one SMS, whatever went wrong, and a person hears of the wrong number',
	async () => {
		// Ann's was taken, Ben's was not: nobody knows before the log is read.
		stage.simulator.addFault({ kind: 'serverError', match: { destination: e164(ann) } });
		stage.simulator.addFault({ kind: 'reset', when: 'before', match: { destination: e164(ben) } });
		await sending.execute();
		const asked = await sending.ran('Ask a person (replace this node)');
		expect(asked).toEqual([
			[expect.objectContaining({ Ticket: 'T-5', error: expect.any(String) })],
		]);
		expect(stage.simulator.messages()).toHaveLength(4);
		expect(smsTo(ann)).toMatchObject([
			{ text: expect.stringMatching(/^Hi Ann, .* T-1\? https?:/) },
		]);
		expect(smsTo(ben)).toMatchObject([{ text: expect.stringContaining('Hi Ben, ') }]);
		expect(smsTo(chitra)).toMatchObject([{ text: expect.stringContaining('Hi there, ') }]);
	},
);

step('who sleeps gets it at the next hour that is decent there', async () => {
	const [sms] = smsTo(dora);
	expect(sms?.state).toBe('scheduled');
	const moment = DateTime.fromISO(sms!.scheduled!, { zone: far.zone });
	expect(moment.toFormat('HH:mm')).toBe(hours.from);
	for (const awake of [ann, ben, chitra]) expect(smsTo(awake)[0]?.scheduled).toBeNull();
});

step('customers answer on their phones, and their scores stand in the table', async () => {
	for (const [number, score] of [
		[ann, '9'],
		[chitra, '3'],
	] as const) {
		const answers = { score, solved: 'Yes', comment: '' };
		await answerSurvey(page, stage.simulator.url, smsTo(number)[0]!.umid, answers);
	}
	const kept = await until('two scores stand in the table', async () => {
		const found = await tables.rows(SCORES);
		return found.length >= 2 && found;
	});
	expect(kept).toEqual([
		{ ticket: 'T-1', score: 9, group: 'promoter' },
		{ ticket: 'T-3', score: 3, group: 'detractor' },
	]);
});

step('who texts STOP is in the table of those who want no more', async () => {
	await page.goto(stage.simulator.url);
	await page.getByLabel('From').selectOption(e164(ben));
	await page.getByRole('button', { name: 'STOP' }).click();
	const optOuts = await until('the opt-out stands in the table', async () => {
		const found = await tables.rows('sms_opt_outs').catch(() => []);
		return found.length > 0 && found;
	});
	expect(optOuts).toEqual([{ phone: e164(ben), text: 'STOP', at: expect.any(String) }]);
});

step('every execution has ended well', async () => {
	await whenIdle(stage.api);
	const all = (await Promise.all(workflowIds.map((id) => stage.api.executions(id)))).flat();
	expect(all.map(({ status }) => status)).toEqual(Array(4).fill('success'));
});
