import type { IDataObject, INode } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow, type EngineRun } from './support/engine';
import { FAULTS, people, quick } from './support/faults';
import { respond } from './support/respond';
import { retryData, stored } from './support/retryButton';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator({ subAccounts: ['demo_subaccount', 'demo_second'] });

const HOUR = 3_600_000;
const REMINDER = { after: 24, message: 'Still a minute, {name}? {url}' };

function waitingWorkflow(
	phone: string,
	options: IDataObject = {},
	changed: IDataObject = {},
	node = {},
	item: IDataObject = {},
) {
	return surveyWorkflow({
		items: [{ phone, name: 'Ann', ...item }],
		parameters: {
			operation: 'sendAndWaitForResponse',
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: 'Hi {name}, how did we do? {url}',
			variablesMode: 'inputFields',
			options: { reminder: { reminder: REMINDER }, ...options },
			...changed,
		},
		node: node as Partial<INode>,
	});
}

async function start(options: IDataObject = {}, changed: IDataObject = {}, node = {}, item = {}) {
	const [phone] = people(1) as [string];
	const workflow = waitingWorkflow(phone, options, changed, node, item);
	const engine = { baseUrl: simulator.url, executionId: '42' };
	const run = await runWorkflow(workflow, engine);
	const answer = async (umid: string) => await respond(workflow, run, { umid }, engine);
	return { run, workflow, engine, phone, answer };
}

/** The item that the execution waits with. */
function parked(run: EngineRun): IDataObject {
	const [next] = stored(run).executionData!.nodeExecutionStack;
	return next!.data.main![0]![0]!.json;
}
const stateOf = (umid: unknown) =>
	simulator.messages().find((message) => message.umid === umid)?.state;
const both = () => simulator.messages() as [Sent, Sent];
type Sent = ReturnType<typeof simulator.messages>[number];
const resumedWith = ({ workflowData }: Awaited<ReturnType<typeof respond>>) =>
	workflowData?.[0]?.[0]?.json;

test('two SMS at 8x8, the second scheduled, with the same variables', async () => {
	const before = Date.now();
	const { run, phone } = await start();
	const [survey, reminder] = both();
	expect(simulator.messages()).toHaveLength(2);
	expect([survey.destination, reminder.destination]).toEqual([phone, phone]);
	expect(reminder.surveyId).toBe('nps');
	expect(reminder.templateBody).toBe('Still a minute, {{name}}? {{url}}');
	expect(reminder.templateVariables).toEqual(survey.templateVariables);
	expect(reminder.templateVariables).toHaveProperty('n8nResume');
	expect(survey.clientMessageId).toBe('n8n-42-0-0');
	expect(reminder.clientMessageId).toBe('n8n-42-0-0-reminder');
	expect(survey.scheduled).toBeNull();
	const moment = Date.parse(reminder.scheduled!) - before;
	expect(moment / HOUR).toBeCloseTo(24, 1);
	expect(parked(run).reminder).toEqual({
		umid: reminder.umid,
		scheduled: expect.any(String),
		cancelled: false,
	});
	expect(run.run.data.waitTill).toBeDefined();
});

test.each<[string, IDataObject, IDataObject]>([
	[
		'of the item',
		{ message: 'Hi {name|there}{last|} {url:ticket}', variablesMode: 'inputFields' },
		{ name: 'there', last: '', ticket: 7 },
	],
	[
		'of the item, one with its own fallback',
		{
			message: 'Hi {name|there} {url:ticket}',
			variablesMode: 'inputFields',
			own: '{name|you} {url}',
		},
		{ name: 'you', ticket: 7 },
	],
	[
		'defined',
		{
			message: 'Hi {name|there} {url}',
			variablesMode: 'fields',
			variables: { variable: [{ name: 'name' }, { name: 'ticket', value: '7' }] },
		},
		{ name: 'there', ticket: '7' },
	],
	[
		'in JSON',
		{ message: 'Hi {name|there} {url}', variablesMode: 'json', variablesJson: '{"id":[1]}' },
		{ name: 'there', id: '[1]' },
	],
])(
	'the reminder has the variables %s that its own text does not take',
	async (_, { own = 'Still? {url}', ...parameters }, expected) => {
		const [phone] = people(1) as [string];
		const workflow = surveyWorkflow({
			items: [{ phone, name: ' ', ticket: 7, other: 1 }],
			parameters: {
				operation: 'sendAndWaitForResponse',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				options: { reminder: { reminder: { after: 24, message: own } } },
				...parameters,
			},
		});
		const { error } = await runWorkflow(workflow, { baseUrl: simulator.url });
		expect(error).toBeUndefined();
		const { n8nResume, ...variables } = both()[1].templateVariables;
		expect(n8nResume).toBe(both()[0].templateVariables.n8nResume);
		expect(variables).toEqual(expected);
	},
);

test.each([
	['of the item', 'inputFields', {}],
	[
		'defined',
		'fields',
		{ variables: { variable: ['名前', '店舗'].map((name) => ({ name, value: `${name}の値` })) } },
	],
	['in JSON', 'json', { variablesJson: '{"名前":"名前の値","店舗":"店舗の値"}' }],
])(
	'a variable %s has the same name at 8x8 in both, whichever the texts take',
	async (_, variablesMode, variables) => {
		await start(
			{ reminder: { reminder: { after: 24, message: '{店舗} {url}' } } },
			{ message: '{名前} {url}', variablesMode, ...variables },
			{},
			{ 名前: '名前の値', 店舗: '店舗の値' },
		);
		const [survey, reminder] = both();
		expect(survey.templateBody).toBe('{{v}} {{url}}');
		expect(survey.templateVariables).toMatchObject({ v: '名前の値' });
		expect(reminder.templateBody).toBe('{{v_2}} {{url}}');
		expect(reminder.templateVariables).toMatchObject({ v: '名前の値', v_2: '店舗の値' });
	},
);

test('a response to the survey goes on, and the reminder is cancelled at 8x8', async () => {
	const { answer } = await start();
	const [survey, reminder] = both();
	expect(resumedWith(await answer(survey.umid))).toMatchObject({
		responded: true,
		umid: survey.umid,
		reminder: { umid: reminder.umid, cancelled: true },
	});
	expect(stateOf(reminder.umid)).toBe('cancelled');
});

test('a response to the reminder goes on too, and nothing is cancelled', async () => {
	const { answer } = await start();
	const [, reminder] = both();
	const requests = simulator.requests().length;
	expect(resumedWith(await answer(reminder.umid.toUpperCase()))).toMatchObject({
		responded: true,
		reminder: { umid: reminder.umid, cancelled: false },
	});
	expect(simulator.requests()).toHaveLength(requests);
});

test('a response to another message leaves the execution waiting, and the reminder alone', async () => {
	const { answer } = await start();
	expect(await answer('00000000-0000-4000-8000-000000000000')).toEqual({
		webhookResponse: { resumed: false },
	});
	expect(stateOf(both()[1].umid)).toBe('scheduled');
});

test('it is cancelled in the subaccount that the survey was sent with', async () => {
	const { answer } = await start({}, { additionalFields: { subAccountId: 'demo_second' } });
	await answer(both()[0].umid);
	const [request] = simulator.requests().slice(-1);
	expect(request).toMatchObject({ method: 'DELETE' });
	expect(request!.path).toContain('/subaccounts/demo_second/messages/');
});

test('it is cancelled also when the credential has blanks around its subaccount', async () => {
	const [phone] = people(1) as [string];
	const workflow = waitingWorkflow(phone);
	const credential = { subAccountId: ' demo_subaccount ' };
	const engine = { baseUrl: simulator.url, executionId: '42', credential };
	const run = await runWorkflow(workflow, engine);
	const [survey, reminder] = both();
	const resumed = resumedWith(await respond(workflow, run, { umid: survey.umid }, engine));
	expect(resumed).toMatchObject({ responded: true, reminder: { cancelled: true } });
	expect(stateOf(reminder.umid)).toBe('cancelled');
});

describe.each(FAULTS)('%s', (_, fault) => {
	test('of the survey: no reminder goes out', async () => {
		simulator.addFault({ ...fault, times: Infinity });
		const { run } = await start(quick(fault) as never);
		expect(run.error).toBeDefined();
		expect(run.run.data.waitTill).toBeUndefined();
		expect(simulator.requests().length).toBe(1);
	});

	test('of the reminder: the wait goes on, and a response wakes it', async () => {
		simulator.addFault({ ...fault, skip: 1 });
		const { run, answer } = await start({ ...quick(fault), reminder: { reminder: REMINDER } });
		expect(run.error).toBeUndefined();
		expect(run.run.data.waitTill).toBeDefined();
		expect(parked(run).reminder).toEqual({ error: expect.any(String) });
		const resumed = resumedWith(await answer(both()[0].umid));
		expect(resumed).toMatchObject({ responded: true, reminder: { error: expect.any(String) } });
	});
});

// Only a message can be rejected, no cancelling.
test.each(FAULTS.filter(([, { kind }]) => kind !== 'rejected'))(
	'%s of the cancelling: the response is not lost',
	async (_, fault) => {
		const { answer } = await start();
		const [survey] = both();
		simulator.addFault({ ...fault, times: Infinity });
		const resumed = resumedWith(await answer(survey.umid));
		expect(resumed).toMatchObject({ responded: true, umid: survey.umid });
		expect((resumed!.reminder as IDataObject).cancelled).toBe(false);
	},
);

describe('a retry, when n8n could not put the execution to sleep', () => {
	/** n8n fails once after both were sent. */
	function failToSleep() {
		const { prototype } = jest.requireActual<{ ExecuteContext: { prototype: object } }>('n8n-core')
			.ExecuteContext as unknown as { prototype: { putExecutionToWait(): Promise<void> } };
		jest
			.spyOn(prototype, 'putExecutionToWait')
			.mockRejectedValueOnce(new Error('database is locked'));
	}
	afterEach(() => jest.restoreAllMocks());

	test('Retry On Fail sends neither twice', async () => {
		failToSleep();
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { run } = await start({}, {}, node);
		expect(run.run.data.waitTill).toBeDefined();
		expect(simulator.messages()).toHaveLength(2);
		expect(parked(run).reminder).toMatchObject({ umid: both()[1].umid });
	});

	test('the Retry button sends neither twice', async () => {
		failToSleep();
		const { run, workflow } = await start();
		expect(run.error).toBeDefined();
		const again = await runWorkflow(workflow, {
			baseUrl: simulator.url,
			executionId: '43',
			data: retryData(run),
		});
		expect(again.run.data.waitTill).toBeDefined();
		expect(simulator.messages()).toHaveLength(2);
		expect(parked(again).umid).toBe(both()[0].umid);
	});
});

/** Sending hours that are one day only, five days from now. */
function inFiveDays(): IDataObject {
	const day = new Date(Date.now() + 5 * 24 * HOUR);
	return {
		from: '00:00',
		to: '24:00',
		days: [day.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toLowerCase()],
		timeZone: 'workflow',
	};
}

test.each([
	['not below the wait limit', { after: 48 }, {}, 'the wait ends after 48'],
	['at once', { after: 0 }, {}, "'After (Hours)' is 0"],
	['more than 7 days ahead', { after: 170 }, { waitLimit: 200 }, '7 days'],
	[
		'without a link',
		{ after: 1, message: 'Please!' },
		{},
		'Reminder: The message has no link to the survey',
	],
	[
		'with a placeholder that has no value',
		{ after: 1, message: '{nope} {url}' },
		{},
		'Reminder: The message has no value for {nope}',
	],
	[
		'whose expression n8n cannot read',
		{ after: 1, message: '=Please! {{url:name}}' },
		{},
		'write {url:name} instead',
	],
	[
		'with more SMS than allowed',
		{ after: 1, message: `{url}${'x'.repeat(160)}` },
		{ maxSegments: 1 },
		'Reminder: The message takes 2 SMS',
	],
	[
		'that the sending hours move behind the wait',
		{ after: 47 },
		{ sendingHours: { hours: inFiveDays() } },
		'but the wait ends at',
	],
])('a reminder %s is refused before anything is sent', async (_, changed, options, said) => {
	const reminder = { reminder: { ...REMINDER, ...changed } };
	const { run } = await start({ reminder, ...options });
	expect(`${run.error?.message} ${run.error?.description}`).toContain(said);
	expect(simulator.requests()).toEqual([]);
});

test('with a schedule both the reminder and the limit count from then', async () => {
	const scheduled = new Date(Date.now() + 10 * HOUR).toISOString();
	const { run } = await start({}, { additionalFields: { scheduled } });
	const hours = (Date.parse(both()[1].scheduled!) - Date.now()) / HOUR;
	expect(hours).toBeCloseTo(34, 1);
	expect((Date.parse(String(run.run.data.waitTill)) - Date.now()) / HOUR).toBeCloseTo(58, 1);
});

test('an expiry before the reminder is the survey’s alone', async () => {
	const expiry = new Date(Date.now() + 2 * HOUR).toISOString();
	await start({}, { additionalFields: { expiry } });
	const bodies = simulator.requests().map(({ body }) => body as IDataObject);
	expect(bodies.map((body) => body.expiry !== undefined)).toEqual([true, false]);
});

test('Execute Once with several items is refused before anything is sent', async () => {
	const phones = people(2);
	const workflow = surveyWorkflow({
		items: phones.map((phone) => ({ phone })),
		parameters: {
			operation: 'sendAndWaitForResponse',
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: '{url}',
		},
		node: { executeOnce: true },
	});
	const { error, run } = await runWorkflow(workflow, { baseUrl: simulator.url });
	expect(error?.message).toContain(
		'Nothing was sent: Send and Wait for Response takes one item, and 2 came',
	);
	expect(run.data.waitTill).toBeUndefined();
	expect(simulator.requests()).toEqual([]);
});
