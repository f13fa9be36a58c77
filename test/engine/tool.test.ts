import type { IDataObject } from 'n8n-workflow';

import { agentWorkflow, runWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const parameters = {
	operation: 'send',
	surveyId: 'nps',
	destination: "={{ $fromAI('to', 'the number') }}",
	message: 'How did we do? {url}',
	options: { timeout: 300 },
};

async function callTool(to: string[], changed: IDataObject = {}, node = {}): Promise<string[]> {
	return await callToolWith(
		to.map((number) => ({ to: number })),
		changed,
		node,
	);
}

async function callToolWith(
	calls: Array<IDataObject | IDataObject[]>,
	changed: IDataObject,
	node = {},
) {
	const workflow = agentWorkflow(calls, { ...parameters, ...changed }, node);
	const { run } = await runWorkflow(workflow, { baseUrl: simulator.url });
	expect(run.data.resultData.error).toBeUndefined();
	const answers = run.data.resultData.runData.Agent?.[0]?.data?.main?.[0] ?? [];
	return answers.map(({ json }) => String(json.answer));
}

test('each call sends, and answers with the umid', async () => {
	const answers = await callTool(people(3));
	const sent = simulator.messages();
	expect(sent).toHaveLength(3);
	expect(answers).toEqual(sent.map(({ umid }) => expect.stringContaining(umid)));
});

test('two surveys to the same number are two calls', async () => {
	const [to] = people(1) as [string];
	const answers = await callToolWith(
		[
			{ to, survey: 'csat' },
			{ to, survey: 'nps' },
		],
		{ surveyId: "={{ $fromAI('survey', 'the survey') }}" },
	);
	const sent = simulator.messages();
	expect(sent.map(({ surveyId }) => surveyId)).toEqual(['csat', 'nps']);
	expect(answers).toEqual(sent.map(({ umid }) => expect.stringContaining(umid)));
});

// n8n counts each try of a tool as a run of its own.
test.each(['before', 'after'] as const)(
	'Retry On Fail sends no second SMS when the connection broke %s 8x8 had taken it',
	async (when) => {
		const [to] = people(1) as [string];
		simulator.addFault({ kind: 'reset', when });
		const [answer] = await callTool([to], {}, { retryOnFail: true, waitBetweenTries: 1 });
		expect(answer).toContain('may have been sent');
		expect(simulator.requests()).toHaveLength(1);
	},
);

test('an agent that repeats a call whose outcome is unknown sends no second SMS', async () => {
	const [to] = people(1) as [string];
	simulator.addFault({ kind: 'timeout', when: 'after' });
	const answers = await callTool([to, to]);
	expect(answers[1]).toContain('may have been sent');
	expect(simulator.messages()).toHaveLength(1);
});

test.each([
	['goes well', undefined, 1],
	['may have been sent', { kind: 'timeout', when: 'after' }, 1],
	['is refused', { kind: 'badRequest' }, 0],
] as const)(
	'of two equal calls at once one sends, and both tell the same: it %s',
	async (_, fault, sms) => {
		const [to] = people(1) as [string];
		simulator.setLatency(50);
		if (fault) simulator.addFault({ ...fault, times: 1 });
		const answers = await callToolWith([[{ to }, { to }]], {});
		simulator.setLatency(0);
		expect(simulator.requests()).toHaveLength(1);
		expect(simulator.messages()).toHaveLength(sms);
		expect(answers[1]).toBe(answers[0]);
		if (!fault) expect(answers[1]).toContain(simulator.messages()[0]!.umid);
	},
);

test('what may have been sent is not sent again after another call went well', async () => {
	const [to, other] = people(2) as [string, string];
	simulator.addFault({ kind: 'timeout', when: 'after' });
	const answers = await callTool([to, other, to]);
	expect(answers[2]).toContain('may have been sent');
	const numbers = simulator.messages().map(({ destination }) => destination);
	expect(numbers.sort()).toEqual([to, other].sort());
});

test('a survey of an agent can be found by a client message ID too', async () => {
	await callTool(people(2));
	const ids = simulator.messages().map(({ clientMessageId }) => clientMessageId);
	expect(new Set(ids).size).toBe(2);
	for (const id of ids) expect(id).toMatch(/^n8n-1-\d+-0$/);
});

test('an agent that repeats a call that certainly failed sends', async () => {
	const [to] = people(1) as [string];
	simulator.addFault({ kind: 'badRequest' });
	const answers = await callTool([to, to]);
	expect(answers[0]).toContain('8x8 does not accept the phone number');
	expect(answers[1]).toContain(simulator.messages()[0]!.umid);
});

test.each([
	['sendBatch', 'Send Batch'],
	['sendAndWaitForResponse', 'Send and Wait for Response'],
])('%s is refused', async (operation, name) => {
	const [answer] = await callTool(people(1), { operation });
	expect(answer).toContain(`An AI agent cannot use the operation ${name}`);
	expect(simulator.requests()).toEqual([]);
});
