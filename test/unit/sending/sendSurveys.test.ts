/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { inParallel } from '../../../nodes/EightByEightSmsEngage/sending/inParallel';
import type { Outcome } from '../../../nodes/EightByEightSmsEngage/sending/outcome';
import {
	sendSurveys,
	type SendingPlan,
} from '../../../nodes/EightByEightSmsEngage/sending/sendSurveys';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';
import { executeContext } from '../../support/executeContext';

const survey = (itemIndex: number): Survey => ({
	itemIndex,
	surveyId: 'nps',
	subAccountId: 'demo',
	request: { destination: `+659000000${itemIndex}`, templateBody: '{{url}}' },
});
const sent: Outcome = { kind: 'sent', json: { umid: 'u' } };
const refusal = (reach: 'item' | 'all', uncertain: boolean, code?: number) =>
	new ApiError('x', { description: 'd', reach, uncertain, ...(code && { code }) });

/** Sends with a plan whose requests are noted, by the items in them. */
async function run(context: IExecuteFunctions, plan: Partial<SendingPlan> = {}) {
	const requests: number[][] = [];
	const outcomes = await sendSurveys(context, async () => ({
		read: survey,
		atOnce: 1,
		...plan,
		request: async (surveys) => {
			requests.push(surveys.map(({ itemIndex }) => itemIndex));
			return await (plan.request?.(surveys) ?? surveys.map(() => sent));
		},
	}));
	return { outcomes, requests, kinds: outcomes.map(({ kind }) => kind) };
}

test('what was under way when n8n stopped may have been sent: no later try sends it', async () => {
	const { context } = executeContext({ items: [{}, {}] });
	void run(context, { request: async () => await new Promise(() => {}) });
	await new Promise((done) => setImmediate(done));
	const { requests, outcomes } = await run(context);
	expect(requests).toEqual([[1]]);
	expect(outcomes[0]).toMatchObject({
		kind: 'unknown',
		failure: {
			message: 'n8n stopped before 8x8 responded. The survey may have been sent',
			description: expect.stringMatching(/Message → Get Many .* n8n-1-0-0\./),
		},
	});
});

test.each([
	['sent', sent, []],
	['skipped', { kind: 'skipped', json: {} }, []],
	['unknown', { kind: 'unknown', failure: { message: 'x' } }, []],
	['failed', { kind: 'failed', failure: { message: 'x' } }, [0]],
	['rejected', { kind: 'rejected', json: {}, failure: { message: 'x' } }, [0]],
] as Array<[string, Outcome, number[]]>)('%s, in the next try', async (_, outcome, again) => {
	const { context } = executeContext({ items: [{}, {}] });
	const other: Outcome = { kind: 'failed', failure: { message: 'so that a try follows' } };
	const request = async ([first]: Survey[]) => [first!.itemIndex === 0 ? outcome : other];
	await run(context, { request });
	const { requests } = await run(context, { request });
	expect(requests).toEqual([...again.map((item) => [item]), [1]]);
});

test.each([
	['certainly not sent', refusal('item', false), ['failed', 'sent']],
	['certainly not sent, and all would meet it', refusal('all', false), ['failed', 'notReached']],
	['maybe sent', refusal('all', true), ['unknown', 'notReached']],
	['an error that nobody foresaw', new TypeError('x is undefined'), ['unknown', 'notReached']],
])('a request that ended with %s', async (_, error, expected) => {
	const { context } = executeContext({ items: [{}, {}] });
	const { kinds } = await run(context, {
		request: async ([first]) => {
			if (first!.itemIndex === 0) throw error;
			return [sent];
		},
	});
	expect(kinds).toEqual(expected);
});

/** Each failure tells a way out, if only where to look. */
const description = expect.stringMatching(/^Open this node/) as string;

test.each([
	['Continue', true, [[0], [2]]],
	['Stop', false, []],
])('an item that cannot be read, under %s', async (_, continueOnFail, requested) => {
	const { context } = executeContext({ items: [{}, {}, {}], continueOnFail });
	const read = (index: number) => {
		if (index === 1) throw new Error('no number');
		return survey(index);
	};
	const { requests, outcomes } = await run(context, { read });
	expect(requests).toEqual(requested);
	expect(outcomes[1]).toEqual({ kind: 'wrong', failure: { message: 'no number', description } });
});

test('under Stop the items that a wrong one keeps back say why', async () => {
	const { context } = executeContext({ items: [{}, {}, {}] });
	const { outcomes } = await run(context, {
		read: (index) => {
			if (index === 1) throw new Error('no number');
			return survey(index);
		},
	});
	const keptBack = {
		kind: 'notReached',
		failure: { message: 'Not sent, because another item failed: no number' },
	};
	expect([outcomes[0], outcomes[2]]).toMatchObject([keptBack, keptBack]);
});

test('every item that was not reached says why', async () => {
	const { context } = executeContext({ items: [{}, {}] });
	const { outcomes } = await run(context, {
		request: async () => {
			throw refusal('all', false);
		},
	});
	expect(outcomes[1]).toMatchObject({
		kind: 'notReached',
		failure: {
			message: 'Not sent, because another item failed: x',
			description: expect.stringMatching(/nothing is wrong with this item: a retry sends it\.$/),
		},
	});
});

test('what cannot even be prepared fails every item, and keeps what a try before had sent', async () => {
	const { context } = executeContext({ items: [{}, {}] });
	await run(context, {
		request: async ([first]) => {
			if (first!.itemIndex === 1) throw refusal('item', false);
			return [sent];
		},
	});
	const outcomes = await sendSurveys(context, async () => {
		throw new Error('no credential');
	});
	expect(outcomes).toEqual([
		sent,
		{ kind: 'failed', failure: { message: 'no credential', description } },
	]);
});

test.each([true, false])(
	"an `error` in 8x8's response makes n8n try again, also when all were sent (Continue: %s)",
	async (continueOnFail) => {
		const { context } = executeContext({
			items: [{}, {}],
			continueOnFail,
			node: { retryOnFail: true },
		});
		const request = async () => [{ kind: 'sent', json: { umid: 'u', error: null } } as Outcome];
		await run(context, { request });
		expect((await run(context, { request })).requests).toEqual([]);
	},
);

test('with 0 tries set n8n makes three, and none of them sends again what was sent', async () => {
	const { context } = executeContext({
		items: [{}, {}],
		continueOnFail: true,
		node: { retryOnFail: true, maxTries: 0 },
	});
	const failed: Outcome = { kind: 'failed', failure: { message: 'x' } };
	const request = async ([first]: Survey[]) => [first!.itemIndex === 0 ? failed : sent];
	await run(context, { request });
	await run(context, { request });
	expect((await run(context, { request })).requests).toEqual([[0]]);
});

describe('a client message ID', () => {
	test("of the node's own names the execution, the run and the item", async () => {
		const { context } = executeContext({ items: [{}, {}] });
		const ids: unknown[] = [];
		const own = { ...survey(1), request: { ...survey(1).request, clientMessageId: 'mine' } };
		await run(context, {
			read: (index) => (index === 1 ? own : survey(index)),
			request: async ([first]) => {
				ids.push(first!.request.clientMessageId);
				return [sent];
			},
		});
		expect(ids).toEqual(['n8n-1-0-0', 'mine']);
	});

	test('is another one for each call where there is no execution, as for an MCP server', async () => {
		const ids = new Set<unknown>();
		for (let call = 0; call < 2; call++) {
			const { context } = executeContext();
			Object.assign(context, { getExecutionId: () => undefined });
			await run(context, {
				request: async ([first]) => {
					ids.add(first!.request.clientMessageId);
					return [sent];
				},
			});
		}
		expect(ids.size).toBe(2);
		expect([...ids].join()).not.toContain('undefined');
	});
});

describe('a request that 8x8 refuses for one number', () => {
	const together = (surveys: Iterable<Survey>) => [[...surveys]];
	const items = (count: number) => Array.from({ length: count }, () => ({}));
	const refusing = (wrong: (item: number) => boolean) => async (surveys: Survey[]) => {
		if (surveys.some(({ itemIndex }) => wrong(itemIndex))) throw refusal('item', false, 1002);
		return surveys.map(() => sent);
	};

	test.each([1, 2, 9])('%i of 10,000 fail, and the others go out', async (count) => {
		const { context } = executeContext({ items: items(10_000), continueOnFail: true });
		const wrong = (item: number) => item % Math.floor(10_000 / count) === 17;
		const { kinds, requests } = await run(context, { group: together, request: refusing(wrong) });
		expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(10_000 - count);
		expect(requests.length).toBeLessThanOrEqual(200);
	});

	test('when all are wrong, the looking stops after 200 requests, and says so', async () => {
		const { context } = executeContext({ items: items(10_000), continueOnFail: true });
		const request = refusing(() => true);
		const { outcomes, requests } = await run(context, { group: together, request });
		expect(requests.length).toBeLessThanOrEqual(200);
		expect(requests.length).toBeGreaterThan(150);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({
				kind: 'failed',
				failure: {
					message: expect.stringMatching(
						/^Not sent: 8x8 refused it .* of their \d+ phone numbers$/,
					),
					description: expect.stringContaining('stopped looking'),
				},
			});
		}
	});

	test('half of those that cannot all be found go out all the same', async () => {
		const { context } = executeContext({ items: items(10_000), continueOnFail: true });
		const wrong = (item: number) => item < 5_000 && item % 40 === 0;
		const { kinds } = await run(context, { group: together, request: refusing(wrong) });
		expect(kinds.filter((kind) => kind === 'sent').length).toBeGreaterThanOrEqual(5_000);
	});

	test.each([
		['uncertain', refusal('item', true, 1002)],
		['of another kind', refusal('item', false, 1007)],
	])('one that is %s is not sent again', async (_, error) => {
		const { context } = executeContext({ items: items(4), continueOnFail: true });
		const request = async () => {
			throw error;
		};
		const { requests } = await run(context, { group: together, request });
		expect(requests).toHaveLength(1);
	});
});

describe("what stays in the execution's data", () => {
	const kept = (context: IExecuteFunctions) => {
		const { surveys = {} } = context.getContext('node') as {
			surveys?: Record<string, { outcomes: object }>;
		};
		return Object.values(surveys).flatMap(({ outcomes }) => Object.values(outcomes));
	};
	const firstFails = async ([first]: Survey[]): Promise<Outcome[]> => [
		first!.itemIndex === 0 ? { kind: 'failed', failure: { message: 'x' } } : sent,
	];

	test.each([
		['Stop: the Retry button may ask', { continueOnFail: false }, [1, 1, 1, 1]],
		['Continue: nothing asks', { continueOnFail: true }, [0, 0]],
		[
			'Continue with Retry On Fail: until the last try',
			{ continueOnFail: true, node: { retryOnFail: true, maxTries: 3 } },
			[1, 1, 0],
		],
		[
			'Continue with as many tries as n8n takes when none are given',
			{ continueOnFail: true, node: { retryOnFail: true } },
			[1, 1, 0],
		],
	])('%s', async (_, options, expected) => {
		const { context } = executeContext({ items: [{}, {}], ...options });
		for (const count of expected) {
			const { requests } = await run(context, { request: firstFails });
			expect(requests.length).toBeGreaterThan(0);
			expect(kept(context)).toHaveLength(count);
		}
	});

	test('nothing, when a later item failed: n8n does not try that again', async () => {
		const { context } = executeContext({
			items: [{}, {}],
			continueOnFail: true,
			node: { retryOnFail: true },
		});
		await run(context, {
			request: async ([first]) => [
				first!.itemIndex === 1 ? { kind: 'failed', failure: { message: 'x' } } : sent,
			],
		});
		expect(kept(context)).toEqual([]);
	});

	test('the tries of the Retry button are counted anew', async () => {
		const options = { continueOnFail: true, node: { retryOnFail: true, maxTries: 2 } };
		const { context } = executeContext({ items: [{}, {}], ...options });
		await run(context, { request: firstFails });
		const other = Object.assign(Object.create(context) as IExecuteFunctions, {
			getExecutionId: () => '2',
		});
		await run(other, { request: firstFails });
		expect(kept(context)).toHaveLength(1);
	});
});

test('inParallel awaits what is under way before it throws', async () => {
	const done: number[] = [];
	const working = inParallel(
		[1, 2, 3, 4],
		2,
		async (piece) => {
			if (piece === 1) throw new Error('first');
			await new Promise((resolve) => setTimeout(resolve, 20));
			done.push(piece);
		},
		() => done.length > 0,
	);
	await expect(working).rejects.toThrow('first');
	expect(done).toEqual([2]);
});
