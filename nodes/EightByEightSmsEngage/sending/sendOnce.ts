import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf, type Failure } from '../n8n/failure';
import { groupBy } from '../values/groupBy';
import type { OutcomeMemory } from './memory';
import { failureIn, notReached, type Outcome } from './outcome';
import type { Requests } from './requests';
import { nameOf, SentBefore } from './sentBefore';
import type { Survey } from './survey';

export interface SendOnceSettings {
	/** How many surveys, at least, are recorded together before they are sent. */
	inSlicesOf: number;
	/** Keeps what n8n's database holds from showing what was sent. */
	secret: string;
}

/** n8n rewrites its whole store for each slice, so there must not be more slices with more items. */
const MOST_SLICES = 40;

/** All surveys of the run that Send Once takes for the same, in the items' order. */
type SameSurveys = [Survey, ...Survey[]];

/**
 * Sends only what was not sent before: in an earlier execution (n8n's store of processed items) or
 * earlier in this run. A survey is recorded before it is sent and taken back when it certainly was
 * not, so that what "may have been sent" counts as sent. It works in slices, so that a crash leaves few
 * entries for surveys that never went out.
 *
 * Surveys that are the same share one entry, so the store is asked about them once, and they have their
 * turn one after the other until one counts as sent. With that the store is written at most twice for
 * each slice, to record and to take back, and once at the end, however many surveys repeat or fail.
 *
 * The store drops its oldest entries to make room. During this run it has extra room for the run's own,
 * so that it drops nothing that a later slice asks for, and nothing for a survey that is taken back.
 */
export async function sendOnce(
	context: IExecuteFunctions,
	{ inSlicesOf, secret }: SendOnceSettings,
	surveys: Survey[],
	memory: OutcomeMemory,
	requests: Requests,
): Promise<void> {
	const all = [...groupBy(surveys, nameOf).values()] as SameSurveys[];
	const store = new SentBefore(context, secret, all.length);
	const size = Math.max(inSlicesOf, Math.ceil(all.length / MOST_SLICES));
	for (let start = 0; start < all.length && !requests.stoppedBy; start += size) {
		const fresh = await recordNew(all.slice(start, start + size), store, memory, requests);
		const notSent = await sendInTurn(fresh, memory, requests);
		await takeBack(notSent, store, memory, requests);
	}
	await store.cutDown();
}

/** Records a slice and gives what may be sent; everything else in it is settled. */
async function recordNew(
	slice: SameSurveys[],
	store: SentBefore,
	memory: OutcomeMemory,
	requests: Requests,
): Promise<SameSurveys[]> {
	let isNew: (survey: Survey) => boolean;
	try {
		isNew = await store.record(slice.map(([first]) => first));
	} catch (error) {
		const failure = storeFailed(error);
		for (const same of slice) {
			for (const survey of same) memory.settle(survey, { kind: 'failed', failure });
			memory.noteLeftInStore(same[0], memory.leftInStore(same[0]) ?? 'doubtful');
		}
		requests.stopBecauseOf(failure);
		return [];
	}
	return slice.filter((same) => {
		const [first] = same;
		const left = memory.leftInStore(first);
		if (isNew(first) || left === 'unsent') {
			// From here on the entry is this try's.
			memory.noteLeftInStore(first, undefined);
			return true;
		}
		for (const survey of same) {
			if (left === 'doubtful') memory.settle(survey, { kind: 'failed', failure: doubt(survey) });
			else skip(survey, memory);
		}
		return false;
	});
}

/**
 * Of the same surveys the next one has its turn when the one before certainly was not sent, and is
 * skipped when that one counts as sent.
 *
 * @returns those of which none counts as sent
 */
async function sendInTurn(
	fresh: SameSurveys[],
	memory: OutcomeMemory,
	requests: Requests,
): Promise<SameSurveys[]> {
	const notSent: SameSurveys[] = [];
	let open = fresh;
	for (let turn = 0; open.length > 0; turn++) {
		await requests.send(open.map((same) => same[turn]!));
		open = open.filter((same) => {
			if (countsAsSent(same[turn]!, memory)) {
				for (const later of same.slice(turn + 1)) skip(later, memory);
				return false;
			}
			if (turn + 1 < same.length) return true;
			notSent.push(same);
			return false;
		});
	}
	return notSent;
}

function storeFailed(error: unknown): Failure {
	return {
		message: "n8n could not use its memory of what 'Send Once' has sent",
		description: `Nothing was sent for this item. Save the workflow and run it again; if that does not help, ask whoever runs your n8n, or switch 'Send Once' off. n8n says: ${failureOf(error).message}`,
	};
}

function doubt({ request }: Survey): Failure {
	return {
		message: 'Whether this survey was sent before is not known, so it was not sent',
		description: `In the try before, n8n could not use its memory of what 'Send Once' has sent. Find out with the operation Message → Get Many: its client message ID is ${request.clientMessageId}. In a new execution it counts as sent.`,
	};
}

async function takeBack(
	notSent: SameSurveys[],
	store: SentBefore,
	memory: OutcomeMemory,
	requests: Requests,
): Promise<void> {
	if (notSent.length === 0) return;
	try {
		await store.takeBack(notSent.map(([first]) => first));
	} catch (error) {
		const note = `It was not sent, but n8n could not take it out of the memory of 'Send Once': there it counts as sent. n8n says: ${failureOf(error).message}`;
		for (const same of notSent) {
			for (const survey of same) noteOn(survey, note, memory, requests.stoppedBy?.message ?? '');
			memory.noteLeftInStore(same[0], 'unsent');
		}
	}
}

function noteOn(survey: Survey, note: string, memory: OutcomeMemory, stoppedBy: string): void {
	const outcome = memory.outcomeOf(survey) ?? notReached(stoppedBy);
	const failure = failureIn(outcome);
	if (failure === undefined) return;
	const description = [failure.description, note].filter(Boolean).join(' ');
	memory.settle(survey, { ...outcome, failure: { ...failure, description } } as Outcome);
}

function skip(survey: Survey, memory: OutcomeMemory): void {
	const { surveyId, request } = survey;
	const { clientMessageId, destination } = request;
	memory.settle(survey, {
		kind: 'skipped',
		json: { clientMessageId, destination, surveyId, skipped: true },
	});
}

function countsAsSent(survey: Survey, memory: OutcomeMemory): boolean {
	const kind = memory.outcomeOf(survey)?.kind;
	return kind === 'sent' || kind === 'unknown';
}
