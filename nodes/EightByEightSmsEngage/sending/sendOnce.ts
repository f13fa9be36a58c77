import type { ICheckProcessedOptions } from 'n8n-workflow';

import { InvalidValueError } from '../values/invalidValue';
import { failureOf, type Failure } from '../n8n/failure';
import { type Outcome } from './outcome';
import type { Survey } from './survey';
import type { SurveyRun } from './surveyRun';

const REMEMBERED = 10_000;

const storeOf = (maxEntries: number): ICheckProcessedOptions => ({ mode: 'entries', maxEntries });

/** @throws {InvalidValueError} Send Once tells surveys apart by their client message ID */
export function assertSendOnce(survey: Survey): Survey {
	if (survey.request.clientMessageId !== undefined) return survey;
	throw new InvalidValueError(
		'Send Once needs a client message ID',
		'Client Message ID',
		'Add Client Message ID under Additional Fields, with a value that stands for this survey, for example the ticket number.',
	);
}

/**
 * Sends only what was not sent before: in an earlier execution (n8n's store of processed items) or
 * earlier in this run. A survey is recorded before it is sent and taken back when it certainly was
 * not, so that what "may have been sent" counts as sent. In slices, so that a crash leaves few
 * recorded that never went out.
 *
 * The store forgets its oldest entries to make room. While this run goes on it may hold this run's
 * besides, so that it forgets nothing that a later slice asks for, nor anything for a survey that is
 * taken back.
 */
export async function sendOnce(
	run: SurveyRun,
	surveys: Survey[],
	sliceSize: number,
	send: (surveys: Survey[]) => Promise<void>,
): Promise<void> {
	const store = storeOf(REMEMBERED + surveys.length);
	for (const slice of slices(surveys, sliceSize)) {
		if (run.halted) break;
		const fresh = await record(run, slice, store);
		if (fresh === undefined) break;
		for (const survey of slice) if (!fresh.has(survey)) skip(run, survey);

		await send([...fresh]);

		const notSent = [...fresh].filter((survey) => !countsAsSent(run, survey));
		await takeBack(run, notSent, store);
	}
	await forgetOldest(run);
}

/** A store that could not be cut down stays larger until the next run. */
async function forgetOldest(run: SurveyRun): Promise<void> {
	try {
		await run.context.helpers.checkProcessedAndRecord([], 'node', storeOf(REMEMBERED));
	} catch {
		return;
	}
}

/**
 * Slices that hold no key twice, which n8n's store would not notice. The second survey of a key
 * comes after all first ones, when it is known what became of them.
 */
function* slices(surveys: Survey[], size: number): Generator<Survey[]> {
	const rounds: Survey[][] = [];
	const seen = new Map<string, number>();
	for (const survey of surveys) {
		const key = keyOf(survey);
		const round = seen.get(key) ?? 0;
		seen.set(key, round + 1);
		(rounds[round] ??= []).push(survey);
	}
	for (const round of rounds) {
		for (let start = 0; start < round.length; start += size) yield round.slice(start, start + size);
	}
}

/** The surveys that were new to the store; undefined, and the run is over, when it failed. */
async function record(
	run: SurveyRun,
	surveys: Survey[],
	store: ICheckProcessedOptions,
): Promise<Set<Survey> | undefined> {
	try {
		const keys = surveys.map(keyOf);
		const { helpers } = run.context;
		const { new: fresh } = await helpers.checkProcessedAndRecord(keys, 'node', store);
		const freshKeys = new Set(fresh.map(String));
		return new Set(
			surveys.filter((survey) => freshKeys.has(keyOf(survey)) || run.leftRecorded(survey)),
		);
	} catch (error) {
		const failure: Failure = {
			message: 'n8n could not use its memory of what Send Once has sent',
			description: `Nothing was sent for this item. Save the workflow and run it again; if that does not help, ask whoever runs your n8n, or switch Send Once off. n8n says: ${failureOf(error).message}`,
			leftRecorded: true,
		};
		for (const survey of surveys) run.settle(survey, { kind: 'failed', failure });
		run.halt(failure);
		return undefined;
	}
}

async function takeBack(
	run: SurveyRun,
	notSent: Survey[],
	store: ICheckProcessedOptions,
): Promise<void> {
	if (notSent.length === 0) return;
	try {
		await run.context.helpers.removeProcessed(notSent.map(keyOf), 'node', store);
	} catch (error) {
		const note = `It was not sent, but n8n could not take it out of the memory of Send Once: there it counts as sent. n8n says: ${failureOf(error).message}`;
		for (const survey of notSent) {
			const outcome = run.outcomes[survey.itemIndex];
			const failure = failureIn(outcome);
			const description = [failure.description, note].filter(Boolean).join(' ');
			const noted: Failure = { ...failure, description, leftRecorded: true };
			const rejected = outcome?.kind === 'rejected';
			run.settle(
				survey,
				rejected ? { ...outcome, failure: noted } : { kind: 'failed', failure: noted },
			);
		}
	}
}

function failureIn(outcome: Outcome | undefined): Failure {
	if (outcome && 'failure' in outcome) return outcome.failure;
	return { message: 'Not sent, because another item failed' };
}

function skip(run: SurveyRun, survey: Survey): void {
	const { clientMessageId, destination } = survey.request;
	run.settle(survey, {
		kind: 'skipped',
		json: { clientMessageId, destination, surveyId: survey.surveyId, skipped: true },
	});
}

function countsAsSent(run: SurveyRun, survey: Survey): boolean {
	const kind = run.outcomes[survey.itemIndex]?.kind;
	return kind === 'sent' || kind === 'unknown';
}

function keyOf({ surveyId, request }: Survey): string {
	return JSON.stringify([surveyId, request.clientMessageId]);
}
