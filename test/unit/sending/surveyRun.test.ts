/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { inParallel } from '../../../nodes/EightByEightSmsEngage/sending/inParallel';
import type { Outcome } from '../../../nodes/EightByEightSmsEngage/sending/outcome';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';
import { SurveyRun } from '../../../nodes/EightByEightSmsEngage/sending/surveyRun';
import { executeContext } from '../../support/executeContext';

const survey = (itemIndex: number): Survey => ({
	itemIndex,
	surveyId: 'nps',
	subAccountId: 'demo',
	request: { destination: `+659000000${itemIndex}`, templateBody: '{{url}}' },
});
const kinds = (run: SurveyRun) => run.outcomes.map((outcome) => outcome?.kind);

/** The items that a new try of the same run would send. */
const toSend = (context: IExecuteFunctions) =>
	[...new SurveyRun(context).toSend(survey)].map(({ itemIndex }) => itemIndex);

test('what was begun and never settled may have been sent: no later try sends it', () => {
	const { context } = executeContext({ items: [{}, {}] });
	new SurveyRun(context).begin(survey(0));
	const run = new SurveyRun(context);
	expect([...run.toSend(survey)].map(({ itemIndex }) => itemIndex)).toEqual([1]);
	expect(kinds(run)).toEqual(['unknown', undefined]);
});

test.each([
	['sent', { kind: 'sent', json: { umid: 'u' } }, []],
	['skipped', { kind: 'skipped', json: {} }, []],
	['unknown', { kind: 'unknown', failure: { message: 'x' } }, []],
	['failed', { kind: 'failed', failure: { message: 'x' } }, [0]],
	['rejected', { kind: 'rejected', json: {}, failure: { message: 'x' } }, [0]],
] as Array<[string, Outcome, number[]]>)('%s, in the next try', (_, outcome, again) => {
	const { context } = executeContext();
	new SurveyRun(context).settle(survey(0), outcome);
	expect(toSend(context)).toEqual(again);
});

test.each([
	[
		'certainly not sent',
		new ApiError('x', { description: 'd', reach: 'item', uncertain: false }),
		'failed',
		false,
	],
	[
		'certainly not sent, and all would meet it',
		new ApiError('x', { description: 'd', reach: 'all', uncertain: false }),
		'failed',
		true,
	],
	[
		'maybe sent',
		new ApiError('x', { description: 'd', reach: 'all', uncertain: true }),
		'unknown',
		true,
	],
	['an error that nobody foresaw', new TypeError('x is undefined'), 'unknown', true],
])('a request that ended with %s', (_, error, kind, halted) => {
	const { context } = executeContext();
	const run = new SurveyRun(context);
	run.settleError([survey(0)], error);
	expect(kinds(run)).toEqual([kind]);
	expect(run.halted).toBe(halted);
});

test('an item that cannot be read fails, and keeps no other back', () => {
	const { context } = executeContext({ items: [{}, {}, {}] });
	const run = new SurveyRun(context);
	const read = (index: number) => {
		if (index === 1) throw new Error('no number');
		return survey(index);
	};
	expect([...run.toSend(read)].map(({ itemIndex }) => itemIndex)).toEqual([0, 2]);
	expect(run.outcomes[1]).toEqual({ kind: 'failed', failure: { message: 'no number' } });
});

test('every item that was not reached says why', async () => {
	const { context } = executeContext({ items: [{}, {}] });
	const run = new SurveyRun(context);
	await run.conduct(async () => run.halt({ message: 'the line is dead' }));
	expect(run.outcomes).toEqual(
		[0, 1].map(() => ({
			kind: 'notReached',
			failure: { message: 'Not sent, because another item failed: the line is dead' },
		})),
	);
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
