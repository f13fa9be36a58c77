/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { IDataObject, INode } from 'n8n-workflow';

import type { Fault } from '../../simulator';
import { runWorkflow, surveyWorkflow } from './support/engine';
import { FAULTS, people, quick } from './support/faults';
import { useSimulator } from './support/useSimulator';
import { judge, whatWasSaid } from './support/verdict';

const simulator = useSimulator();
beforeEach(() => {
	simulator.setLatency(0);
});

const COUNT = 40;
const workflowFor = (
	phones: string[],
	options: IDataObject,
	node: Partial<INode> = {},
	operation = 'send',
) =>
	surveyWorkflow({
		items: phones.map((phone) => ({ phone })),
		parameters: {
			operation,
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: '{url}',
			options,
		},
		node,
	});

/** 400, 404 and REJECTED are about one survey; all else would hit every further one. */
const isOnes = ({ kind }: Fault) => ['rejected', 'badRequest'].includes(kind);
const named = (wanted: (fault: Fault) => boolean) => FAULTS.filter(([, fault]) => wanted(fault));
const SETTINGS = ['stopWorkflow', 'continueRegularOutput'] as const;

describe.each(named(isOnes))('%s of one recipient', (_, fault) => {
	test.each(SETTINGS)('does not stop the others: %s', async (onError) => {
		const phones = people(COUNT);
		simulator.addFault({ ...fault, match: { destination: phones[3] } });
		const run = await runWorkflow(workflowFor(phones, { maxConcurrency: 2 }, { onError }), {
			baseUrl: simulator.url,
		});
		judge(simulator, phones, run);
		expect(simulator.requests()).toHaveLength(COUNT);
		expect(simulator.messages()).toHaveLength(COUNT - 1);
		if (onError === 'stopWorkflow') {
			expect(run.error?.message).toMatch(/^1 of 40 surveys failed\. Item 3 \(the 4th\): /);
			expect(run.error?.description).toContain('39 of 40 surveys had gone out');
		}
	});
});

describe.each(named((fault) => !isOnes(fault)))('%s', (_, fault) => {
	test.each(SETTINGS)('stops new requests, those under way are awaited: %s', async (onError) => {
		const phones = people(COUNT);
		simulator.setLatency(30);
		simulator.addFault({ ...fault, skip: 4, times: Infinity });
		const options = { ...quick(fault), maxConcurrency: 4 };
		const run = await runWorkflow(workflowFor(phones, options, { onError }), {
			baseUrl: simulator.url,
		});
		judge(simulator, phones, run);
		// The first four go well; of the next four one fails first, while three are under way.
		expect(simulator.requests().length).toBeGreaterThanOrEqual(5);
		expect(simulator.requests().length).toBeLessThanOrEqual(8);
		expect([...whatWasSaid(run).values()].filter(({ umid }) => umid)).toHaveLength(4);
	});
});

test.each([
	[7, { maxConcurrency: 7 }],
	[50, {}],
])('%i requests are under way at once, and never more: %j', async (most, options) => {
	simulator.setLatency(20);
	await runWorkflow(workflowFor(people(80), options), { baseUrl: simulator.url });
	expect(simulator.messages()).toHaveLength(80);
	expect(simulator.maxInFlight()).toBeLessThanOrEqual(most);
	simulator.reset();
	// Nothing is answered: as many come as come at once.
	simulator.addFault({ kind: 'timeout', times: Infinity });
	const workflow = workflowFor(people(80), { ...options, ...quick({ kind: 'timeout' }) });
	await runWorkflow(workflow, { baseUrl: simulator.url });
	expect(simulator.maxInFlight()).toBe(most);
	expect(simulator.requests()).toHaveLength(most);
});

test('under Stop every item is checked before any is sent', async () => {
	const phones = [...people(5), 'no number'];
	const { error } = await runWorkflow(workflowFor(phones, {}), { baseUrl: simulator.url });
	expect(simulator.requests()).toEqual([]);
	expect(error?.message).toMatch(/^Nothing was sent: 1 of 6 items is wrong\. Item 5 \(the 6th\): /);
	expect(error?.message).toContain('"no number"');
	expect(error?.message).toContain('The other 5 were not sent because of this');
	expect(error?.description).toContain('No survey was accepted by 8x8');
	expect(error?.context?.itemIndex).toBe(5);
});

test('under Continue a wrong item keeps none of the others back', async () => {
	const phones = [...people(2), 'no number', ...people(2)];
	const { output, errors } = await runWorkflow(
		workflowFor(phones, {}, { onError: 'continueErrorOutput' }),
		{ baseUrl: simulator.url },
	);
	expect(simulator.messages()).toHaveLength(4);
	expect(output).toHaveLength(4);
	expect(errors.map(({ json }) => json)).toEqual([
		{
			error: expect.stringContaining('"no number"'),
			details: expect.stringContaining('only the number is left'),
			phone: 'no number',
		},
	]);
});

describe('Stop in the editor', () => {
	const pressStopAt = (requests: number) => async (stop: () => void) => {
		while (simulator.requests().length < requests) await pause(5);
		stop();
	};
	const pause = async (ms: number) => await new Promise((done) => setTimeout(done, ms));

	test.each(['send', 'sendBatch'])('%s makes no request after it', async (operation) => {
		simulator.setLatency(50);
		const options = { maxConcurrency: 2, batchSize: 2 };
		const workflow = workflowFor(people(30), options, {}, operation);
		await runWorkflow(workflow, { baseUrl: simulator.url }, pressStopAt(4));
		// In this time all the others would be sent.
		await pause(1_000);
		// Two were under way, and two more may have begun before Stop was pressed.
		expect(simulator.requests().length).toBeGreaterThanOrEqual(4);
		expect(simulator.requests().length).toBeLessThanOrEqual(6);
	});

	test('while a 429 is waited out', async () => {
		simulator.addFault({ kind: 'rateLimit', retryAfter: 2, times: Infinity });
		const workflow = workflowFor(people(3), { maxConcurrency: 1, rateLimitWait: 60 });
		await runWorkflow(workflow, { baseUrl: simulator.url }, pressStopAt(1));
		await pause(2_500);
		expect(simulator.requests()).toHaveLength(1);
	});

	test('while the look-up of many messages is slowed down', async () => {
		const workflow = surveyWorkflow({
			items: people(4).map(() => ({})),
			parameters: {
				resource: 'message',
				operation: 'get',
				umid: '00000000-0000-4000-8000-000000000000',
			},
			node: { onError: 'continueRegularOutput' },
		});
		await runWorkflow(workflow, { baseUrl: simulator.url }, pressStopAt(1));
		await pause(1_300);
		expect(simulator.requests()).toHaveLength(1);
	});
});
