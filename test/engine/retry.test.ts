/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { Fault } from '../../simulator';
import { stringify } from 'flatted';

import { runWorkflow, SURVEY_NODE, surveyWorkflow, type EngineRun } from './support/engine';
import { FAULTS, people, quick } from './support/faults';
import { retryData, stored } from './support/retryButton';
import { useSimulator } from './support/useSimulator';
import { judge, whatWasSaid } from './support/verdict';

const simulator = useSimulator();

/** Faults after which the SMS certainly did not go out, so that a retry must send it. */
const isCertain = ({ kind }: Fault) =>
	!['serverError', 'reset', 'timeout', 'unreadable'].includes(kind);

const parametersFor = (fault: Fault, operation = 'send', options = {}) => ({
	operation,
	surveyId: 'nps',
	destination: '={{ $json.phone }}',
	message: 'How did we do? {url}',
	options: { ...quick(fault), maxConcurrency: 2, batchSize: 4, onRejected: 'error', ...options },
});
const items = (destinations: string[]) => destinations.map((phone) => ({ phone }));
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** All that the survey node gave out in its runs of a loop. */
function lastTriesOfLoop({ run }: EngineRun) {
	const runs = run.data.resultData.runData[SURVEY_NODE] ?? [];
	return runs.flatMap(({ data, error }) => (error ? [] : (data?.main?.[0] ?? [])));
}

describe.each(FAULTS)('one %s', (_, fault) => {
	const destinations = () => people(12);

	test.each([
		['send', 'stopWorkflow', 4],
		['send', 'continueRegularOutput', 0],
		['sendBatch', 'stopWorkflow', 1],
		['sendBatch', 'continueErrorOutput', 0],
	] as const)(
		'Retry On Fail, %s, %s: the last try gives the umids of the first',
		async (operation, onError, skip) => {
			const to = destinations();
			simulator.addFault({ ...fault, skip });
			const run = await runWorkflow(
				surveyWorkflow({
					items: items(to),
					parameters: parametersFor(fault, operation),
					node: { ...RETRY_ON_FAIL, onError },
				}),
				{ baseUrl: simulator.url },
			);
			judge(simulator, to, run);
			const failed = [...whatWasSaid(run).values()].filter(({ failure }) => failure);
			const hit = operation === 'send' ? 1 : 4;
			expect(failed).toHaveLength(isCertain(fault) ? 0 : hit);
			expect(simulator.messages().length).toBeGreaterThanOrEqual(to.length - failed.length);
		},
	);

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'Retry On Fail in a loop, %s',
		async (onError) => {
			const to = people(5);
			simulator.addFault({ ...fault, skip: 2 });
			const run = await runWorkflow(
				surveyWorkflow({
					items: items(to),
					parameters: parametersFor(fault),
					node: { ...RETRY_ON_FAIL, onError },
					loop: true,
				}),
				{ baseUrl: simulator.url },
			);
			const sent = simulator.messages();
			expect(new Set(sent.map(({ destination }) => destination)).size).toBe(sent.length);
			const stops = !isCertain(fault) && onError === 'stopWorkflow';
			expect(run.error !== undefined).toBe(stops);
			const umids = lastTriesOfLoop(run).flatMap(({ json }) => (json.umid as string) ?? []);
			expect(umids).toHaveLength(stops ? 2 : isCertain(fault) ? 5 : 4);
			expect(sent.map(({ umid }) => umid)).toEqual(expect.arrayContaining(umids));
		},
	);

	test.each(['send', 'sendBatch'])('the Retry button, %s', async (operation) => {
		const to = destinations();
		const workflow = () =>
			surveyWorkflow({ items: items(to), parameters: parametersFor(fault, operation) });
		simulator.addFault({ ...fault, skip: 1 });
		const first = await runWorkflow(workflow(), { baseUrl: simulator.url });
		expect(first.error).toBeDefined();
		const before = simulator.messages().map(({ umid }) => umid);

		const second = await runWorkflow(workflow(), {
			baseUrl: simulator.url,
			executionId: '2',
			data: retryData(first),
		});
		judge(simulator, to, second);
		expect(second.error === undefined).toBe(isCertain(fault));
		const umids = [...whatWasSaid(second).values()].map(({ umid }) => umid);
		const known = [...whatWasSaid(first).values()].flatMap(({ umid }) => umid ?? []);
		expect(umids).toEqual(expect.arrayContaining(known));
		expect(before).toEqual(expect.arrayContaining(known));

		if (!second.error) return;

		const third = await runWorkflow(workflow(), {
			baseUrl: simulator.url,
			executionId: '3',
			data: retryData(second),
		});
		judge(simulator, to, third);
		expect(third.error).toBeDefined();
	});

	test('the Retry button in a loop', async () => {
		const to = people(4);
		const workflow = () =>
			surveyWorkflow({ items: items(to), parameters: parametersFor(fault), loop: true });
		simulator.addFault({ ...fault, skip: 2 });
		const first = await runWorkflow(workflow(), { baseUrl: simulator.url });
		expect(first.error).toBeDefined();
		const second = await runWorkflow(workflow(), {
			baseUrl: simulator.url,
			executionId: '2',
			data: retryData(first),
		});
		const sent = simulator.messages().map(({ destination }) => destination);
		expect(new Set(sent).size).toBe(sent.length);
		expect(second.error === undefined).toBe(isCertain(fault));
		if (isCertain(fault)) expect(sent).toEqual(to);
	});
});

// n8n writes the execution down while it runs, and goes on from there after a crash.
test.each(['send', 'sendBatch'])(
	'an execution that n8n takes up again after a crash, while %s was under way: nobody gets two',
	async (operation) => {
		const to = people(12);
		const parameters = parametersFor({ kind: 'timeout' }, operation, { timeout: 300 });
		const workflow = () => surveyWorkflow({ items: items(to), parameters });
		simulator.addFault({ kind: 'timeout', when: 'after', skip: 1, times: 2 });
		let saved = '';
		await runWorkflow(workflow(), { baseUrl: simulator.url }, async (_, data) => {
			while (simulator.requests().length < 2) await new Promise((done) => setTimeout(done, 5));
			saved = stringify(data);
		});
		const crashed = stored({ saved });
		const sentBefore = simulator.requests().length;
		const node = workflow().getNode(SURVEY_NODE)!;
		crashed.executionData!.nodeExecutionStack = [
			{
				node,
				data: { main: [items(to).map((json) => ({ json }))] },
				source: { main: [{ previousNode: 'Items' }] },
			},
		];
		const again = await runWorkflow(workflow(), {
			baseUrl: simulator.url,
			executionId: '1',
			data: crashed,
		});
		const sent = simulator.messages().map(({ destination }) => destination);
		expect(simulator.requests().length).toBeGreaterThan(sentBefore);
		expect(new Set(sent).size).toBe(sent.length);
		expect(again.error?.message).toContain('may have been sent');
		expect(again.error?.message).toContain('n8n stopped before 8x8 responded');
	},
);

test('after success nothing of the memory stays in the execution', async () => {
	const to = people(3);
	const run = await runWorkflow(
		surveyWorkflow({ items: items(to), parameters: parametersFor({ kind: 'rejected' }) }),
		{ baseUrl: simulator.url },
	);
	const data = stored(run);
	expect(simulator.messages()).toHaveLength(3);
	expect(JSON.stringify(data.executionData?.contextData ?? {})).not.toContain('umid');
});

test('Continue and Retry On Fail: what an earlier try sent is not called unsent when the next one stops', async () => {
	const to = people(3);
	simulator.addFault({ kind: 'badRequest', code: 1007, match: { destination: to[0] } });
	simulator.addFault({ kind: 'unauthorized', match: { destination: to[0] }, times: 9 });
	const run = await runWorkflow(
		surveyWorkflow({
			items: items(to),
			parameters: {
				...parametersFor({ kind: 'badRequest' }),
				options: { maxConcurrency: 1, rateLimitWait: 0 },
			},
			node: { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' },
		}),
		{ baseUrl: simulator.url },
	);
	judge(simulator, to, run);
	const umids = simulator.messages().map(({ umid }) => umid);
	expect(umids).toHaveLength(2);
	expect(run.output.slice(1).map(({ json }) => json.umid)).toEqual(umids);
});

test('a retry that cannot connect at all still tells what had gone out', async () => {
	const to = people(3);
	simulator.addFault({ kind: 'unauthorized', match: { destination: to[2] } });
	const workflow = surveyWorkflow({
		items: items(to),
		parameters: {
			...parametersFor({ kind: 'unauthorized' }),
			options: { maxConcurrency: 1, rateLimitWait: 0 },
		},
	});
	const first = await runWorkflow(workflow, { baseUrl: simulator.url });
	expect(first.error).toBeDefined();
	const again = await runWorkflow(workflow, {
		baseUrl: simulator.url,
		credential: { apiKey: ' ' },
		data: retryData(first),
	});
	const sent = simulator.messages().map(({ umid }, itemIndex) => ({ itemIndex, umid }));
	expect(sent).toHaveLength(2);
	expect((again.error as { context?: object }).context).toMatchObject({ sent });
});
