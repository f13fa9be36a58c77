/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import assert from 'node:assert/strict';

import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import type { Outcome } from '../../../nodes/EightByEightSmsEngage/sending/outcome';
import { SentBefore } from '../../../nodes/EightByEightSmsEngage/sending/sentBefore';
import { sendSurveys } from '../../../nodes/EightByEightSmsEngage/sending/sendSurveys';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';
import { executeContext } from '../../support/executeContext';
import { WrittenStore } from './writtenStore';

/** How 8x8 takes a survey; the two that halt the run are those that every request would meet. */
type Ending = 'sent' | 'rejected' | 'refused' | 'unknown' | 'halts' | 'haltsUnknown';

const THROWN: Partial<Record<Ending, ApiError>> = {
	refused: new ApiError('refused', { description: '', reach: 'item', uncertain: false }),
	unknown: new ApiError('no answer', { description: '', reach: 'item', uncertain: true }),
	halts: new ApiError('wrong key', { description: '', reach: 'all', uncertain: false }),
	haltsUnknown: new ApiError('broke off', { description: '', reach: 'all', uncertain: true }),
};
const SENT: Outcome = { kind: 'sent', json: {} };
const REJECTED: Outcome = { kind: 'rejected', json: {}, failure: { message: 'rejected' } };

const surveyOf = (id: string, itemIndex: number): Survey => ({
	itemIndex,
	surveyId: 'nps',
	subAccountId: 'care',
	request: { destination: '+6590000001', templateBody: '', clientMessageId: id },
});

/** An execution of the node for a list of IDs, whose tries share what the node remembers. */
class Execution {
	/** By ID, how often a survey of it went out, or may have. */
	readonly goneOut = new Map<string, number>();
	readonly requested: number[] = [];
	/** IDs that were under way without an entry, or twice at the same moment. */
	readonly broken: string[] = [];
	private readonly context: IExecuteFunctions;
	private readonly underWay = new Set<string>();

	constructor(
		private readonly ids: string[],
		private readonly store: WrittenStore,
		private readonly endingOf: (itemIndex: number) => Ending,
		private readonly how = { inSlicesOf: 50, atOnce: 50, together: 1 },
	) {
		const items = ids.map(() => ({}));
		const { checkProcessedAndRecord, removeProcessed } = store;
		const helpers = { checkProcessedAndRecord, removeProcessed };
		this.context = executeContext({ items, helpers }).context;
	}

	async try(): Promise<Outcome[]> {
		const { inSlicesOf, atOnce, together } = this.how;
		return await sendSurveys(this.context, async () => ({
			read: (itemIndex) => surveyOf(this.ids[itemIndex]!, itemIndex),
			request: async (surveys) => await this.request(surveys),
			...(together > 1 && { group: (surveys: Iterable<Survey>) => chunks([...surveys], together) }),
			atOnce,
			once: { inSlicesOf, secret: 'key' },
		}));
	}

	/** The ID's entry in n8n's store. */
	async has(id: string): Promise<boolean> {
		const probe = new WrittenStore();
		const context = { helpers: probe } as unknown as IExecuteFunctions;
		await new SentBefore(context, 'key', 1).record([surveyOf(id, 0)]);
		const [entry] = probe.entries;
		return this.store.entries.has(entry!);
	}

	private async request(surveys: Survey[]): Promise<Outcome[]> {
		const ids = surveys.map(({ request }) => request.clientMessageId!);
		for (const id of ids) {
			if (this.underWay.has(id) || !(await this.has(id))) this.broken.push(id);
			this.underWay.add(id);
		}
		await new Promise((done) => setImmediate(done));
		for (const id of ids) this.underWay.delete(id);

		const endings = surveys.map(({ itemIndex }) => this.endingOf(itemIndex));
		this.requested.push(...surveys.map(({ itemIndex }) => itemIndex));
		const error = endings.map((ending) => THROWN[ending]).find(Boolean);
		ids.forEach((id, index) => {
			const goes = error ? error.details.uncertain : endings[index] === 'sent';
			if (goes) this.goneOut.set(id, (this.goneOut.get(id) ?? 0) + 1);
		});
		if (error) throw error;
		return endings.map((ending) => (ending === 'sent' ? SENT : REJECTED));
	}
}

function chunks<T>(all: T[], size: number): T[][] {
	const count = Math.ceil(all.length / size);
	return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

const each = (count: number, idOf: (index: number) => string = String) =>
	Array.from({ length: count }, (_, index) => idOf(index));

/** Outcomes in short: how many of each kind. */
const counted = (outcomes: Outcome[]) => {
	const counts: Partial<Record<Outcome['kind'], number>> = {};
	for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
};

describe('how often the store is written', () => {
	const sent = () => 'sent' as const;
	test.each<[string, string[], (index: number) => Ending, number, object]>([
		['10,000 IDs', each(10_000), sent, 41, { sent: 10_000 }],
		[
			'10,000 IDs, one in each slice refused',
			each(10_000),
			(index) => (index % 250 === 0 ? 'refused' : 'sent'),
			81,
			{ sent: 9_960, failed: 40 },
		],
		[
			'2,000 rows, one customer 51 times',
			each(2_000, (index) => (index < 51 ? 'one' : String(index))),
			sent,
			40,
			{ sent: 1_950, skipped: 50 },
		],
		['one customer 1,000 times', each(1_000, () => 'one'), sent, 2, { sent: 1, skipped: 999 }],
		[
			'one customer 1,000 times, the first refused',
			each(1_000, () => 'one'),
			(index) => (index === 0 ? 'refused' : 'sent'),
			2,
			{ failed: 1, sent: 1, skipped: 998 },
		],
		[
			'one customer 1,000 times, all refused',
			each(1_000, () => 'one'),
			() => 'refused',
			3,
			{ failed: 1_000 },
		],
		[
			'one customer 1,000 times, the first perhaps sent',
			each(1_000, () => 'one'),
			(index) => (index === 0 ? 'unknown' : 'sent'),
			2,
			{ unknown: 1, skipped: 999 },
		],
		[
			'two customers in turn, one refused',
			each(1_000, (index) => (index % 2 ? 'odd' : 'even')),
			(index) => (index % 2 ? 'refused' : 'sent'),
			3,
			{ sent: 1, skipped: 499, failed: 500 },
		],
		[
			'a thousand customers twice, all refused',
			each(2_000, (index) => String(index % 1_000)),
			() => 'rejected',
			41,
			{ rejected: 2_000 },
		],
		[
			'one customer 1,000 times, halted at the third',
			each(1_000, () => 'one'),
			(index) => (index === 2 ? 'halts' : 'refused'),
			3,
			{ failed: 3, notReached: 997 },
		],
	])('%s', async (_, ids, endingOf, calls, expected) => {
		const store = new WrittenStore();
		const execution = new Execution(ids, store, endingOf);
		expect(counted(await execution.try())).toEqual(expected);
		expect(store.calls).toBe(calls);
		expect(execution.broken).toEqual([]);
	});

	test('one customer 1,000 times, sent by an earlier execution', async () => {
		const store = new WrittenStore();
		await new Execution(['one'], store, sent).try();
		store.calls = 0;
		const later = new Execution(
			each(1_000, () => 'one'),
			store,
			sent,
		);
		expect(counted(await later.try())).toEqual({ skipped: 1_000 });
		expect([store.calls, later.requested]).toEqual([2, []]);
	});
});

test('what is left over of an ID when the store fails stays true for all its items', async () => {
	// Taking back fails: the ID is not sent, but has its entry.
	const store = new WrittenStore((call) => (call === 1 ? 'before' : undefined));
	let ending: Ending = 'refused';
	const execution = new Execution(['one', 'one'], store, () => ending);
	const outcomes = await execution.try();
	expect(counted(outcomes)).toEqual({ failed: 2 });
	for (const outcome of outcomes) {
		assert(outcome.kind === 'failed');
		expect(outcome.failure.description).toContain('there it counts as sent');
	}
	ending = 'sent';
	expect(counted(await execution.try())).toEqual({ sent: 1, skipped: 1 });
});

test('what is left over of an ID says nothing about another one that its item has in a retry', async () => {
	const store = new WrittenStore((call) => (call === 1 ? 'before' : undefined));
	const ids = ['one'];
	let ending: Ending = 'refused';
	const execution = new Execution(ids, store, () => ending);
	await execution.try();
	ending = 'sent';
	await new Execution(['other'], store, () => 'sent').try();
	ids[0] = 'other';
	expect(counted(await execution.try())).toEqual({ skipped: 1 });
});

test('what is certainly left over stays certain when the store fails in the retry too', async () => {
	const store = new WrittenStore((call) => (call === 1 || call === 3 ? 'before' : undefined));
	let ending: Ending = 'refused';
	const execution = new Execution(['one'], store, () => ending);
	await execution.try();
	ending = 'sent';
	expect(counted(await execution.try())).toEqual({ failed: 1 });
	expect(counted(await execution.try())).toEqual({ sent: 1 });
});

test('the most entries that a crash can leave are a 40th of the IDs, not of the items', async () => {
	const store = new WrittenStore();
	const ids = each(10_000, (index) => (index % 5 ? 'one' : String(index)));
	let recorded = 0;
	const execution = new Execution(ids, store, () => {
		recorded ||= store.entries.size;
		return 'sent';
	});
	await execution.try();
	expect(recorded).toBe(Math.ceil(2_001 / 40));
});

test('an ID whose record was lost is doubtful for all its items', async () => {
	const store = new WrittenStore((call) => (call === 0 ? 'after' : undefined));
	const execution = new Execution(['one', 'one'], store, () => 'sent');
	for (const words of [/could not use its memory/, /Whether this survey was sent before/]) {
		const outcomes = await execution.try();
		expect(counted(outcomes)).toEqual({ failed: 2 });
		for (const outcome of outcomes) {
			assert(outcome.kind === 'failed');
			expect(outcome.failure.message).toMatch(words);
		}
	}
	expect(execution.requested).toEqual([]);
});

describe('for any list of IDs, however 8x8 and the store behave', () => {
	const ending = fc.constantFrom<Ending>(
		...([
			'sent',
			'sent',
			'rejected',
			'refused',
			'refused',
			'unknown',
			'halts',
			'haltsUnknown',
		] as const),
	);
	const trouble = fc.constantFrom('before' as const, 'after' as const, undefined, undefined);
	const scenario = {
		ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 }),
		before: fc.subarray(['a', 'b']),
		/** Of each try, how its items end. */
		tries: fc.array(fc.array(ending, { minLength: 12, maxLength: 12 }), {
			minLength: 1,
			maxLength: 4,
		}),
		how: fc.record({
			inSlicesOf: fc.integer({ min: 1, max: 4 }),
			atOnce: fc.integer({ min: 1, max: 3 }),
			together: fc.integer({ min: 1, max: 3 }),
		}),
	};

	/** Runs all tries, and checks after each what must always be true. */
	async function runTries(
		{
			ids,
			before,
			tries,
			how,
		}: { ids: string[]; before: string[]; tries: Ending[][]; how: Execution['how'] },
		store: WrittenStore,
		troubles: Array<'before' | 'after' | undefined> = [],
	) {
		if (before.length > 0) await new Execution(before, store, () => 'sent').try();
		store.calls = 0;
		store.failing = (call) => troubles[call];
		let endings: Ending[] = [];
		const execution = new Execution(ids, store, (itemIndex) => endings[itemIndex]!, how);
		for (endings of tries) {
			const earlier = store.calls;
			const outcomes = await execution.try();
			expect(outcomes).toHaveLength(ids.length);
			expect(execution.broken).toEqual([]);
			const slices = Math.ceil(new Set(ids).size / how.inSlicesOf);
			expect(store.calls - earlier).toBeLessThanOrEqual(2 * slices + 1);
			ids.forEach((id, itemIndex) => {
				const { kind } = outcomes[itemIndex] ?? {};
				const gone = execution.goneOut.get(id) ?? 0;
				expect(gone).toBeLessThanOrEqual(before.includes(id) ? 0 : 1);
				expect(kind).toBeDefined();
				if (kind === 'skipped') expect(gone + Number(before.includes(id))).toBe(1);
			});
		}
		return execution;
	}

	test('each item has a true outcome, no ID goes out twice, and the store keeps what went out', async () => {
		await fc.assert(
			fc.asyncProperty(fc.record(scenario), async (given) => {
				const execution = await runTries(given, new WrittenStore());
				for (const id of given.ids) {
					const counts = given.before.includes(id) || execution.goneOut.has(id);
					expect(await execution.has(id)).toBe(counts);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('nor when the store fails now and then', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record(scenario),
				fc.array(trouble, { maxLength: 12 }),
				async (given, troubles) => {
					await runTries(given, new WrittenStore(), troubles);
				},
			),
			{ numRuns: 300 },
		);
	});
});
