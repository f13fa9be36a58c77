import { DateTime } from 'luxon';

import type { LedgerMessage } from '../../simulator';
import { exampleFiles, readExample } from '../support/examples';
import { DataTables } from './support/dataTables';
import { ExampleRun } from './support/exampleRun';
import { connectMcp } from './support/mcpClient';
import { ACCOUNT, Stage } from '../../harness/stage';

// On a machine under load n8n alone takes a minute to start.
jest.setTimeout(300_000);

let stage: Stage;
let tables: DataTables;
beforeAll(async () => {
	stage = await Stage.open({ name: 'examples', simulator: { deliveryDelay: 0 } });
	tables = new DataTables(stage.api);
}, 600_000);
afterAll(async () => await stage?.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.configure({ responseUrl: '', eventsUrl: '', echoUnusedVariables: true });
});

const tested: string[] = [];
const example = (file: string, title: string, run: (example: ExampleRun) => Promise<void>) => {
	tested.push(file);
	test(`${file}: ${title}`, async () =>
		await run(await ExampleRun.import(stage, readExample(file))));
};

/** The SMS that 8x8 took for this number. */
function smsTo(destination: string): LedgerMessage {
	const found = stage.simulator.messages().filter((sms) => sms.destination === destination);
	expect(found).toHaveLength(1);
	return found[0]!;
}

const destinations = () => stage.simulator.messages().map(({ destination }) => destination);

/** An SMS of the same account that no workflow sent. */
async function sendFromElsewhere(): Promise<void> {
	const path = `/api/v1/subaccounts/${ACCOUNT.subAccountId}/surveys/elsewhere/messages`;
	const response = await fetch(stage.simulator.url + path, {
		method: 'POST',
		headers: { authorization: `Bearer ${ACCOUNT.apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ destination: '+447700900345', templateBody: 'Hello {{url}}' }),
	});
	expect(response.status).toBe(200);
}

example('helpdesk-csat', 'a low score opens a task for its ticket', async (run) => {
	const ann = { ticketId: 'T-1042', firstName: 'Ann', phone: '+447700900123' };
	const ben = { ticketId: 'T-1043', firstName: 'Ben', phone: '+447700900234' };
	await run.post('ticket-solved', ann);
	await run.post('ticket-solved', ben);
	await run.ran('Send the survey', 2);
	expect(smsTo(ann.phone).text).toContain('Hi Ann, how did we do with ticket T-1042?');

	const unhappy = { score: 9, satisfaction: 2, solved: 'No', comment: 'Nobody called back' };
	await stage.simulator.respond(smsTo(ann.phone).umid, unhappy);
	const [tasks] = await run.ran('Open a task (replace this node)');
	expect(tasks).toEqual([
		{
			title: 'Call the customer of ticket T-1042',
			ticketId: 'T-1042',
			score: 2,
			comment: 'Nobody called back',
		},
	]);

	await stage.simulator.respond(smsTo(ben.phone).umid, { score: 0, satisfaction: 5 });
	const notes = await run.ran('Note the score on the ticket (replace this node)');
	expect(notes).toEqual([[{ ticketId: 'T-1043', score: 5 }]]);
});

example('crm-nps', 'the score reaches the contact', async (run) => {
	await run.execute('A deal is won');
	const [[sent]] = (await run.ran('Send the survey')) as [[{ umid: string }]];
	expect(smsTo('+447700900234')).toMatchObject({ umid: sent.umid, clientMessageId: 'deal-D-77' });

	await stage.simulator.respond(sent.umid, { score: 9, comment: 'Fair price' });
	const written = await run.ran('Write the score to the CRM (replace this node)');
	expect(written).toEqual([
		[
			{
				contactId: 'C-5001',
				npsScore: 9,
				npsGroup: 'promoter',
				npsComment: 'Fair price',
				answeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			},
		],
	]);
});

example('spreadsheet-batch', 'each row gets its own result', async (run) => {
	await run.execute();
	const [rows] = await run.ran('Write the results to the sheet (replace this node)');
	expect(rows).toEqual([
		{ row_number: 2, result: 'QUEUED', umid: smsTo('+447700900123').umid },
		{ row_number: 3, result: 'REJECTED', umid: stage.simulator.rejected()[0]?.umid },
		{ row_number: 4, result: expect.stringContaining('has no country code: "12"'), umid: '' },
	]);
	expect(smsTo('+447700900123').text).toContain('Hi Ann, how was your visit?');
	expect(destinations()).toEqual(['+447700900123']);
});

example('sending-hours', 'each SMS goes out by the clock of its number', async (run) => {
	await run.execute();
	const [rows] = await run.ran('Write the results to the sheet (replace this node)');
	const people = [
		{ row: 2, phone: '+447700900123', zone: 'Europe/London', text: 'Hi Ann, how was your visit?' },
		{
			row: 3,
			phone: '+33639980123',
			zone: 'Europe/Paris',
			text: 'Hi there, how was your visit?',
		},
		{
			row: 4,
			phone: '+491713920012',
			zone: 'Europe/Berlin',
			text: 'Hi Chitra, how was your visit?',
		},
	];
	people.forEach(({ row, phone, zone, text }, index) => {
		const sms = smsTo(phone);
		expect(sms.text).toContain(text);
		const goesOut = sms.scheduled ?? 'at once';
		expect(rows?.[index]).toEqual({ row_number: row, result: 'QUEUED', goesOut });
		const moment = DateTime.fromISO(sms.scheduled ?? sms.acceptedAt, { zone });
		expect(moment.weekday).toBeLessThanOrEqual(5);
		expect(moment.hour).toBeGreaterThanOrEqual(9);
		expect(moment.hour).toBeLessThan(20);
		if (sms.scheduled) expect(moment.toFormat('HH:mm')).toBe('09:00');
	});
});

example('funnel-report', 'each survey counts once in each step', async (run) => {
	await run.execute();
	await run.ran('Note that it was sent');
	const { umid } = smsTo('+447700900123');
	await stage.simulator.click(umid);
	await stage.simulator.click(umid);
	await stage.simulator.respond(umid);
	await sendFromElsewhere();
	// Three deliveries, two clicks, one response.
	await run.ran('Note what happened', 6);

	const report = [
		{ step: '1 sent', surveys: 2 },
		{ step: '2 delivered', surveys: 2 },
		{ step: '3 opened', surveys: 1 },
		{ step: '4 answered', surveys: 1 },
	];
	for (const mornings of [1, 2]) {
		await run.execute('Every morning');
		await run.ran('Update the report', mornings);
		const rows = (await tables.rows('sms_survey_funnel')) as typeof report;
		// In the order of their first events: a quick click comes before the receipt.
		expect(rows.sort((a, b) => (a.step < b.step ? -1 : 1))).toEqual(report);
	}
});

example('opt-out-on-stop', 'who texts STOP gets no more surveys', async (run) => {
	await run.execute();
	await run.ran('Send the survey');
	expect(destinations()).toEqual(['+447700900123', '+447700900234']);

	await stage.simulator.reply('+447700900234', 'Stop by? No, thanks!');
	await run.ran('Do they opt out?', 1);
	await stage.simulator.reply('+447700900123', ' Stop. ');
	await run.ran('Record the opt-out');
	const optOuts = [{ phone: '+447700900123', text: 'Stop.', at: expect.any(String) }];
	expect(await tables.rows('sms_opt_outs')).toEqual(optOuts);

	await run.execute();
	await run.ran('Send the survey', 2);
	expect(destinations()).toEqual(['+447700900123', '+447700900234', '+447700900234']);
});

example('once-a-month', 'a second run sends nothing', async (run) => {
	await run.execute();
	const [sent] = await run.ran('Sent');
	expect(sent).toHaveLength(2);
	await run.execute();
	const leftOut = await run.ran('Had one this month', 2);
	expect(leftOut.map((items) => items.length)).toEqual([1, 3]);
	expect(destinations()).toEqual(['+447700900123', '+447700900234']);
	const month = new Date().toISOString().slice(0, 7);
	expect(smsTo('+447700900123').clientMessageId).toBe(`+447700900123 ${month}`);
});

example(
	'settle-unknown',
	'everybody gets one SMS, whether the first one went out or not',
	async (run) => {
		stage.simulator.addFault({ kind: 'serverError', match: { path: '/surveys/' } });
		stage.simulator.addFault({ kind: 'reset', when: 'before', match: { path: '/surveys/' } });
		await run.execute();
		await run.ran('Is it in the log?');
		expect(destinations().sort()).toEqual(['+447700900123', '+447700900234', '+447700900345']);
	},
);

// No model runs here: the tool is called as the editor calls a single tool, with a model's values.
example('ai-agent', 'the tool sends with the values that a model gives', async (run) => {
	const name = 'Send_a_survey_by_SMS';
	const chat = { data: { main: [[{ json: { chatInput: 'Send Ann a survey' } }]] } };
	const chatRun = { startTime: 0, executionTime: 0, executionIndex: 0, source: [], ...chat };
	await run.run({
		runData: { 'A person writes in the chat': [{ ...chatRun, executionStatus: 'success' }] },
		destinationNode: { nodeName: 'Send a survey by SMS', mode: 'inclusive' },
		agentRequest: {
			query: { [name]: { destination: '+44 7700 900123', firstName: 'Ann' } },
			tool: { name },
		},
	});
	await run.ran('Send a survey by SMS');
	expect(smsTo('+447700900123').text).toContain('Hi Ann, how was our support?');
	expect(destinations()).toHaveLength(1);
});

example('mcp-server', 'a client with the token sends a survey, and only one a day', async (run) => {
	const token = 'token of the MCP server';
	const id = await stage.api.createCredential('MCP', 'httpBearerAuth', { token });
	await stage.publish(await run.choose('MCP server', { httpBearerAuth: { id, name: 'MCP' } }));
	const url = `${stage.n8n.url}/mcp/sms-survey`;
	const { folder } = stage.installed;
	await expect(connectMcp(folder, url, 'another token')).rejects.toThrow();

	const client = await connectMcp(folder, url, token);
	const { tools } = await client.listTools();
	expect(tools).toMatchObject([{ name: 'Send_a_survey_by_SMS' }]);
	const callTool = async (destination: string) =>
		JSON.stringify(
			await client.callTool({
				name: tools[0]!.name,
				arguments: { destination, firstName: 'Ann' },
			}),
		);
	const answer = await callTool('+44 7700 900123');
	const sms = smsTo('+447700900123');
	expect(sms.text).toContain('Hi Ann, how was our support?');
	expect(answer).toContain(sms.umid);
	expect(await callTool('+447700900123')).toContain('skipped');
	expect(await callTool('0044 7700 900123')).toContain('skipped');
	expect(await callTool('12')).toContain('has no country code');
	expect(destinations()).toHaveLength(1);
	await client.close();
});

example('send-and-wait', 'the same run goes on with the answer', async (run) => {
	const ticket = { ticketId: 'T-2001', firstName: 'Ann', phone: '+447700900123' };
	await run.post('ticket-solved-ask-and-wait', ticket);
	await run.waiting();
	await stage.simulator.respond(smsTo(ticket.phone).umid, { score: 3, comment: 'Too slow' });
	const [tasks] = await run.ran('Open a task (replace this node)');
	expect(tasks).toEqual([
		{ title: 'Call Ann about ticket T-2001', ticketId: 'T-2001', score: 3, comment: 'Too slow' },
	]);

	await run.post('ticket-solved-ask-and-wait', { ...ticket, phone: '+447700900234' });
	await run.waiting();
	await stage.simulator.respond(smsTo('+447700900234').umid, { score: 7 });
	await run.ran('All is well (replace this node)');
	await run.ran('Did nobody wait for it any more?', 2);

	await run.execute('A ticket is solved');
	const [id] = await run.waiting();
	await stage.api.call('POST', `/rest/executions/${id}/stop`);
	const [, , third] = stage.simulator.messages();
	await stage.simulator.respond(third!.umid);
	// Only this one: the two before were taken by a run that waited.
	expect(await run.ran('Late answer (replace this node)')).toEqual([
		[expect.objectContaining({ umid: third!.umid, resumed: false })],
	]);
});

example('reminder', 'the answer comes first, and no reminder goes out', async (run) => {
	await run.post('order-arrived', { orderId: 'B-78', firstName: 'Ann', phone: '+447700900123' });
	await run.waiting();
	const [survey, reminder] = stage.simulator.messages();
	expect(survey?.text).toContain('Hi Ann, is all well with order B-78?');
	expect(reminder?.text).toContain('One minute for order B-78?');
	const hours = (Date.parse(reminder!.scheduled!) - Date.parse(survey!.acceptedAt)) / 3_600_000;
	expect(hours).toBeCloseTo(24, 1);

	await stage.simulator.respond(survey!.umid, { score: 10, comment: 'All fine' });
	expect(await run.ran('Thank the customer (replace this node)')).toEqual([
		[{ orderId: 'B-78', comment: 'All fine', reminderCancelled: true }],
	]);
	const left = stage.simulator.messages().find(({ umid }) => umid === reminder!.umid);
	expect(left?.state).toBe('cancelled');
	await run.waiting(0);
});

example('send-and-wait-for-many', 'only the run of the one who answers goes on', async (run) => {
	await run.execute();
	const both = await run.waiting(2);
	await stage.simulator.respond(smsTo('+447700900234').umid, { score: 0, comment: 'Never again' });
	const [tasks] = await run.ran('Open a task (replace this node)');
	expect(tasks).toEqual([
		{ title: 'Call Ben', customerId: 'K-2', score: 0, comment: 'Never again' },
	]);
	const [left] = await run.waiting(1);
	expect(both).toContain(left);
	await stage.simulator.respond(smsTo('+447700900123').umid, { score: 10 });
	await run.ran('All is well (replace this node)');
	await run.waiting(0);
});

example('find-by-umid', 'the ticket is found although no variable comes back', async (run) => {
	stage.simulator.configure({ echoUnusedVariables: false });
	await run.execute();
	await run.ran('Keep the umid with the ticket');
	const sms = smsTo('+447700900123');
	expect(sms.templateVariables).toEqual({});
	await stage.simulator.respond(sms.umid, { score: 4, comment: 'It broke again' });
	expect(await run.ran('Ticket and answer (replace this node)')).toEqual([
		[{ ticketId: 'T-3001', firstName: 'Ann', score: 4, comment: 'It broke again' }],
	]);
});

test('n8n knows every node in the version that the examples use', async () => {
	const nodes = exampleFiles().flatMap((file) => readExample(file).nodes);
	// This address of n8n's leaves out tools; the agent's is run above.
	const used = nodes.filter(({ type }) => !type.endsWith('Tool'));
	const wanted = used.map(({ type, typeVersion }) => ({ name: type, version: typeVersion }));
	// Refuses a type that it does not know; gives their descriptions in the same order.
	const known = await stage.api.call<Array<{ version: number | number[] }>>(
		'POST',
		'/rest/node-types',
		{ nodeInfos: wanted },
	);
	const missing = wanted.filter(
		({ version }, index) => ![known[index]!.version].flat().includes(version),
	);
	expect(missing).toEqual([]);
});

test('every example is tested here', () => {
	// `npm start -- --once` runs the demo.
	const examples = exampleFiles().filter((file) => !file.startsWith('demo-'));
	expect(tested.sort()).toEqual(examples.sort());
});
