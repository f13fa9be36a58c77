import type { Fault } from '../../simulator';
import { readExample } from '../support/examples';
import { exampleWorkflow, runWorkflow } from './support/engine';
import { FAULTS } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();
beforeEach(() => simulator.configure({ logExport: { duration: 0 } }));

const example = readExample('settle-unknown');
/** The example with a time-out that a test can wait for. */
const quick = {
	...example,
	nodes: example.nodes.map((node) =>
		node.name === 'Send the survey'
			? {
					...node,
					parameters: { ...node.parameters, options: { timeout: 1_000, rateLimitWait: 0 } },
				}
			: node,
	),
};

/** Runs the example; gives what came to each of its last nodes, by order. */
async function settle(workflow: typeof example = quick) {
	const { run } = await runWorkflow(exampleWorkflow(workflow), {
		baseUrl: simulator.url,
		start: 'Start by hand',
	});
	expect(run.data.resultData.error).toBeUndefined();
	const { runData } = run.data.resultData;
	const reached = (node: string) =>
		(runData[node] ?? []).flatMap(({ data }) => data?.main?.[0] ?? []).map(({ json }) => json);
	return {
		sent: reached('Was sent (replace this node)').map(({ umid }) => umid),
		given: reached('Ask a person (replace this node)').map(({ orderId }) => orderId),
		looked: runData['Look in the log']?.length ?? 0,
	};
}

const ORDERS = ['order-5001', 'order-5002', 'order-5003'];
const taken = () => simulator.messages().map(({ clientMessageId }) => clientMessageId);

test('nothing goes wrong: the log is not asked', async () => {
	expect(await settle(example)).toMatchObject({ given: [], looked: 0 });
	expect(taken().sort()).toEqual(ORDERS);
});

/** The example for other orders than its own. */
const forOrders = (orderIds: unknown[]) => ({
	...quick,
	nodes: quick.nodes.map((node) =>
		node.name === 'Sample orders (replace this node)'
			? {
					...node,
					parameters: {
						...node.parameters,
						jsonOutput: JSON.stringify({
							orders: orderIds.map((orderId, n) => ({ orderId, phone: `+659123456${n}` })),
						}),
					},
				}
			: node,
	),
});

test.each([
	['a number', 5001, '5001'],
	['with blanks around it', ' order-5001 ', 'order-5001'],
])('an ID that is %s is found in the log: nobody gets a second SMS', async (_, id, sentAs) => {
	simulator.addFault({ kind: 'reset', when: 'after', match: { path: '/surveys/' } });
	const { given, looked } = await settle(forOrders([id]));
	expect(looked).toBe(1);
	expect(given).toEqual([]);
	expect(taken()).toEqual([sentAs]);
});

test('an order without an ID cannot be found in the log, so it goes to a person', async () => {
	simulator.addFault({ kind: 'reset', when: 'after', times: 2, match: { path: '/surveys/' } });
	const { given } = await settle(forOrders(['order-5001', '']));
	expect(given).toEqual(['']);
	expect(taken()).toHaveLength(2);
});

const once = FAULTS.map(([name, fault]) => [name, fault] as [string, Fault]);

test.each(once)('once: %s', async (_, fault) => {
	simulator.addFault({ ...fault, match: { path: '/surveys/' } });
	const { sent, given, looked } = await settle();
	expect(looked).toBeGreaterThan(0);
	expect(taken().sort()).toEqual(ORDERS);
	expect(sent.sort()).toEqual(
		simulator
			.messages()
			.map(({ umid }) => umid)
			.sort(),
	);
	expect(given).toEqual([]);
});

test.each([
	['taken', 'after'],
	['not taken', 'before'],
] as const)('three times in a row, each %s', async (_, when) => {
	simulator.addFault({ kind: 'reset', when, times: 3, match: { path: '/surveys/' } });
	const { given } = await settle();
	expect(taken().sort()).toEqual(ORDERS);
	expect(given).toEqual([]);
});

test('what never succeeds goes to a person, and the others get one SMS', async () => {
	const destination = '+447700900234';
	simulator.addFault({ kind: 'badRequest', times: Infinity, match: { destination } });
	const { given, looked } = await settle();
	expect(given).toEqual(['order-5002']);
	expect(looked).toBe(4);
	expect(taken().sort()).toEqual(['order-5001', 'order-5003']);
});

test('when the log cannot be read, nobody is sent a second SMS', async () => {
	simulator.addFault({ kind: 'reset', match: { path: '/surveys/' } });
	simulator.configure({ logExport: { duration: 0, outcome: 'failed' } });
	await expect(settle()).rejects.toThrow();
	expect(new Set(taken()).size).toBe(taken().length);
});
