import type { ICheckProcessedOptions } from 'n8n-workflow';

import { InvalidValueError } from '../message/error';
import { failureOf, type Failure, type Outcome } from './outcome';
import type { Survey } from './survey';
import type { SurveyRun } from './surveyRun';

const STORE: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

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
 */
export async function sendOnce(
	run: SurveyRun,
	surveys: Survey[],
	sliceSize: number,
	send: (surveys: Survey[]) => Promise<void>,
): Promise<void> {
	// The store forgets its oldest entries, which may be this run's own.
	const sentInRun = new Set<string>();
	for (const slice of slices(surveys, sliceSize)) {
		if (run.halted) return;
		const candidates = slice.filter((survey) => !sentInRun.has(keyOf(survey)));
		const fresh = await record(run, candidates);
		if (fresh === undefined) return;
		for (const survey of slice) if (!fresh.has(survey)) skip(run, survey);

		await send([...fresh]);

		const notSent: Survey[] = [];
		for (const survey of fresh) {
			if (countsAsSent(run, survey)) sentInRun.add(keyOf(survey));
			else notSent.push(survey);
		}
		await takeBack(run, notSent);
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
async function record(run: SurveyRun, surveys: Survey[]): Promise<Set<Survey> | undefined> {
	if (surveys.length === 0) return new Set();
	const store = run.context.helpers;
	try {
		const { new: fresh } = await store.checkProcessedAndRecord(surveys.map(keyOf), 'node', STORE);
		const freshKeys = new Set(fresh.map(String));
		return new Set(surveys.filter((survey) => freshKeys.has(keyOf(survey))));
	} catch (error) {
		const failure: Failure = {
			message: 'n8n could not use its memory of what Send Once has sent',
			description: `Nothing was sent for this item. Save the workflow and run it again; if that does not help, ask whoever runs your n8n, or switch Send Once off. n8n says: ${failureOf(error).message}`,
		};
		for (const survey of surveys) run.settle(survey, { kind: 'failed', failure });
		run.halt(failure);
		return undefined;
	}
}

async function takeBack(run: SurveyRun, notSent: Survey[]): Promise<void> {
	if (notSent.length === 0) return;
	try {
		await run.context.helpers.removeProcessed(notSent.map(keyOf), 'node', STORE);
	} catch (error) {
		const note = `It was not sent, but n8n could not take it out of the memory of Send Once: there it counts as sent. n8n says: ${failureOf(error).message}`;
		for (const survey of notSent) {
			const failure = failureIn(run.outcomes[survey.itemIndex]);
			const description = [failure.description, note].filter(Boolean).join(' ');
			run.settle(survey, { kind: 'failed', failure: { ...failure, description } });
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
