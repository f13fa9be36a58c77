import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf } from '../n8n/failure';
import { OutcomeMemory, type KeptAs } from './memory';
import { failureIn, notReached, type Outcome } from './outcome';
import { Requests, takenOut, type RequestPlan } from './requests';
import { sendOnce, type SendOnceSettings } from './sendOnce';
import { oneNumberEach, readForSendOnce } from './sendOnceIds';
import type { Survey } from './survey';

/** What an operation brings to send its surveys. */
export interface SendingPlan extends RequestPlan {
	/** @throws {InvalidValueError} when the item's values cannot be sent */
	read(itemIndex: number): Survey;
	/** Set when only new surveys are to be sent. */
	once?: SendOnceSettings;
}

/**
 * Sends the surveys of all input items, each at most once across this run, n8n's retries of it and the
 * Retry button. This is the only way to send. It never throws: an error that stops it as a whole, in
 * `prepare` too, becomes the outcome of every item that was not reached.
 *
 * Under "Stop" every item is read and checked before any is sent; under "Continue" the first ones
 * are on their way while later ones are read.
 *
 * @returns what became of each item, in their order
 */
export async function sendSurveys(
	context: IExecuteFunctions,
	prepare: () => Promise<SendingPlan>,
	kept: KeptAs = {},
): Promise<Outcome[]> {
	const memory = new OutcomeMemory(context, kept);
	let keptBack: Outcome | undefined;
	try {
		const plan = await prepare();
		const requests = new Requests(plan, memory);
		await readAndSend(context, plan, memory, requests);
		keptBack = requests.stoppedBy && notReached(requests.stoppedBy.message);
	} catch (error) {
		keptBack = { kind: 'failed', failure: failureOf(error) };
	}
	return await memory.finish(keptBack ?? notReached(firstWrong(memory.outcomes)));
}

async function readAndSend(
	context: IExecuteFunctions,
	{ read, once }: SendingPlan,
	memory: OutcomeMemory,
	requests: Requests,
): Promise<void> {
	const surveys = memory.toSend(once ? (itemIndex) => readForSendOnce(read(itemIndex)) : read);
	const stopsAtFirst = !context.continueOnFail();
	if (!stopsAtFirst && !once) return await requests.send(surveys);

	let checked = [...surveys];
	if (once) checked = oneNumberEach(checked, memory);
	if (stopsAtFirst && memory.outcomes.some((outcome) => outcome?.kind === 'wrong')) return;
	if (once) await sendOnce(context, once, checked, memory, requests);
	else await requests.send(takenOut(checked));
}

function firstWrong(outcomes: Array<Outcome | undefined>): string {
	const wrong = outcomes.find((outcome) => outcome?.kind === 'wrong');
	return (wrong && failureIn(wrong)?.message) ?? 'the execution was stopped';
}
