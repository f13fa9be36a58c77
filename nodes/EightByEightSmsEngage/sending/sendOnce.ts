import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf, type Failure } from '../n8n/failure';
import { InvalidValueError } from '../values/invalidValue';
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

const FIELD = 'Client Message ID';

/** @throws {InvalidValueError} Send Once tells surveys apart by their client message ID */
export function readForSendOnce(survey: Survey): Survey {
	if (survey.request.clientMessageId !== undefined) return survey;
	throw new InvalidValueError(
		"'Send Once' needs a client message ID",
		FIELD,
		"Add 'Client Message ID' under Additional Fields, with a value that stands for this survey, for example the ticket number.",
	);
}

/**
 * Drops surveys whose ID belongs to several numbers in this run: such an ID is a mistake (`ticket-` for
 * all), and sending to one number would silently leave out the others.
 */
export function oneNumberEach(surveys: Survey[], memory: OutcomeMemory): Survey[] {
	const numbers = new Map<string, Set<string>>();
	for (const survey of surveys) {
		const key = nameOf(survey);
		const known = numbers.get(key);
		if (known) known.add(survey.request.destination);
		else numbers.set(key, new Set([survey.request.destination]));
	}
	return surveys.filter((survey) => {
		const count = numbers.get(nameOf(survey))!.size;
		if (count === 1) return true;
		memory.settle(survey, { kind: 'wrong', failure: failureOf(sharedId(survey, count)) });
		return false;
	});
}

function sharedId({ request }: Survey, count: number): InvalidValueError {
	return new InvalidValueError(
		`'Client Message ID' is "${request.clientMessageId}" for ${count} different phone numbers`,
		FIELD,
		"'Send Once' would send to one of them only. Give each survey an ID of its own: if it comes from an expression, check that its field exists in every item.",
	);
}

/**
 * Sends only what was not sent before: in an earlier execution (n8n's store of processed items) or
 * earlier in this run. A survey is recorded before it is sent and taken back when it certainly was
 * not, so that what "may have been sent" counts as sent. It works in slices, so that a crash leaves few
 * entries for surveys that never went out.
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
	const store = new SentBefore(context, secret, surveys.length);
	const size = Math.max(inSlicesOf, Math.ceil(surveys.length / MOST_SLICES));
	for (const slice of slices(surveys, size)) {
		if (requests.stoppedBy) break;
		let isNew: (survey: Survey) => boolean;
		try {
			isNew = await store.record(slice);
		} catch (error) {
			const failure = storeFailed(error);
			for (const survey of slice) {
				memory.settle(survey, { kind: 'failed', failure });
				memory.noteLeftInStore(survey, 'doubtful');
			}
			requests.stopBecauseOf(failure);
			break;
		}
		const fresh: Survey[] = [];
		for (const survey of slice) {
			const left = memory.leftInStore(survey);
			if (isNew(survey) || left === 'unsent') fresh.push(survey);
			else if (left === 'doubtful')
				memory.settle(survey, { kind: 'failed', failure: doubt(survey) });
			else skip(survey, memory);
		}

		await requests.send(fresh);

		const notSent = fresh.filter((survey) => !countsAsSent(survey, memory));
		await takeBack(notSent, store, memory, requests);
	}
	await store.cutDown();
}

/**
 * Slices without a repeated key, which n8n's store would miss. A key's second survey comes after all
 * first ones, when their outcomes are known.
 */
function* slices(surveys: Survey[], size: number): Generator<Survey[]> {
	const rounds: Survey[][] = [];
	const seen = new Map<string, number>();
	for (const survey of surveys) {
		const name = nameOf(survey);
		const round = seen.get(name) ?? 0;
		seen.set(name, round + 1);
		(rounds[round] ??= []).push(survey);
	}
	for (const round of rounds) {
		for (let start = 0; start < round.length; start += size) yield round.slice(start, start + size);
	}
}

function storeFailed(error: unknown): Failure {
	return {
		message: 'n8n could not use its memory of what Send Once has sent',
		description: `Nothing was sent for this item. Save the workflow and run it again; if that does not help, ask whoever runs your n8n, or switch 'Send Once' off. n8n says: ${failureOf(error).message}`,
	};
}

function doubt({ request }: Survey): Failure {
	return {
		message: 'Whether this survey was sent before is not known, so it was not sent',
		description: `In the try before, n8n could not use its memory of what Send Once has sent. Find out with the operation Message → Get Many: its client message ID is ${request.clientMessageId}. In a new execution it counts as sent.`,
	};
}

async function takeBack(
	notSent: Survey[],
	store: SentBefore,
	memory: OutcomeMemory,
	requests: Requests,
): Promise<void> {
	if (notSent.length === 0) return;
	try {
		await store.takeBack(notSent);
		for (const survey of notSent) memory.noteLeftInStore(survey, undefined);
	} catch (error) {
		const note = `It was not sent, but n8n could not take it out of the memory of Send Once: there it counts as sent. n8n says: ${failureOf(error).message}`;
		for (const survey of notSent) {
			noteOn(survey, note, memory, requests.stoppedBy?.message ?? '');
			memory.noteLeftInStore(survey, 'unsent');
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
