import type { ICheckProcessedOptions } from 'n8n-workflow';

import { InvalidValueError } from '../message/error';
import { failureOf } from './outcome';
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
	const sentInRun = new Set<string>();
	let pending = surveys;
	while (pending.length > 0 && !run.halted) {
		const { slice, rest } = nextSlice(pending, sliceSize);
		pending = rest;

		let fresh: Set<Survey>;
		try {
			fresh = await record(
				run,
				slice.filter((survey) => !sentInRun.has(keyOf(survey))),
			);
		} catch (error) {
			run.settleError(slice, storeError(error));
			return;
		}
		for (const survey of slice) if (!fresh.has(survey)) skip(run, survey);
		if (fresh.size === 0) continue;

		await send([...fresh]);

		const notSent = [...fresh].filter((survey) => !countsAsSent(run, survey));
		for (const survey of fresh) if (!notSent.includes(survey)) sentInRun.add(keyOf(survey));
		await takeBack(run, notSent);
	}
}

/** The next surveys, no key twice: a later one of the same key waits for what becomes of the first. */
function nextSlice(pending: Survey[], size: number): { slice: Survey[]; rest: Survey[] } {
	const keys = new Set<string>();
	const slice: Survey[] = [];
	const rest: Survey[] = [];
	for (const survey of pending) {
		const key = keyOf(survey);
		if (slice.length < size && !keys.has(key)) {
			keys.add(key);
			slice.push(survey);
		} else {
			rest.push(survey);
		}
	}
	return { slice, rest };
}

async function record(run: SurveyRun, surveys: Survey[]): Promise<Set<Survey>> {
	if (surveys.length === 0) return new Set();
	const store = run.context.helpers;
	const { new: fresh } = await store.checkProcessedAndRecord(surveys.map(keyOf), 'node', STORE);
	const freshKeys = new Set(fresh.map(String));
	return new Set(surveys.filter((survey) => freshKeys.has(keyOf(survey))));
}

async function takeBack(run: SurveyRun, notSent: Survey[]): Promise<void> {
	if (notSent.length === 0) return;
	try {
		await run.context.helpers.removeProcessed(notSent.map(keyOf), 'node', STORE);
	} catch (error) {
		run.settleError(notSent, storeError(error));
	}
}

function storeError(error: unknown): Error {
	return Object.assign(new Error('n8n could not read or write the memory of Send Once'), {
		description: `Nothing was sent for this item, but Send Once may count it as sent. Save the workflow and try again, or switch Send Once off. n8n says: ${failureOf(error).message}`,
	});
}

function skip(run: SurveyRun, { itemIndex, surveyId, request }: Survey): void {
	const { clientMessageId, destination } = request;
	if (run.outcomes[itemIndex] !== undefined) return;
	run.outcomes[itemIndex] = {
		kind: 'skipped',
		json: { clientMessageId, destination, surveyId, skipped: true },
	};
}

function countsAsSent(run: SurveyRun, survey: Survey): boolean {
	const kind = run.outcomes[survey.itemIndex]?.kind;
	return kind === 'sent' || kind === 'unknown';
}

function keyOf({ surveyId, request }: Survey): string {
	return JSON.stringify([surveyId, request.clientMessageId]);
}
