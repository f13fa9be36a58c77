import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { ApiError, nothingDone } from '../../api/error';
import {
	cancelExport,
	exportFiles,
	startExport,
	type ExportJob,
	type ExportRequest,
} from '../../api/exports';
import { isStopped, pause } from '../../api/pause';

/** Pauses between two questions about the job: short at first, because most logs are short. */
const SHORT_PAUSE_MS = 2_000;
const LONG_PAUSE_MS = 10_000;
const SHORT_PAUSES_UNTIL_MS = 60_000;
/** How many questions in a row may go unanswered before the job is given up. */
const UNANSWERED_QUESTIONS = 3;

/**
 * Has 8x8 export its log, and waits until the files are there. If the wait ends early (the limit, Stop,
 * an answer that makes no sense), it cancels the job at 8x8.
 *
 * @param waitLimit in milliseconds
 * @returns the links to the files; none when 8x8 found no message
 * @throws {ApiError}
 */
export async function finishedExport(
	context: IExecuteFunctions,
	client: ApiClient,
	subAccountId: string,
	request: ExportRequest,
	waitLimit: number,
): Promise<string[]> {
	if (isStopped(context)) throw stopped('Nothing was asked for.');
	const start = Date.now();
	const job = await startExport(client, subAccountId, request).catch(asLookUp);
	try {
		return await filesWithin(context, client, job, start, waitLimit);
	} catch (error) {
		// The first error counts; a job that cannot be cancelled ends by itself.
		await cancelExport(client, job).catch(() => {});
		return asLookUp(error);
	}
}

async function filesWithin(
	context: IExecuteFunctions,
	client: ApiClient,
	job: ExportJob,
	start: number,
	waitLimit: number,
): Promise<string[]> {
	for (let unanswered = 0; ; ) {
		let files: string[] | undefined;
		try {
			files = await exportFiles(client, job);
			unanswered = 0;
		} catch (error) {
			assertPassing(error, ++unanswered);
		}
		if (files) return files;
		const waited = Date.now() - start;
		const longest = waited < SHORT_PAUSES_UNTIL_MS ? SHORT_PAUSE_MS : LONG_PAUSE_MS;
		await pause(context, Math.min(longest, waitLimit - waited));
		if (isStopped(context)) throw stopped('The export was cancelled at 8x8.');
		if (Date.now() - start >= waitLimit) throw tookTooLong(waitLimit);
	}
}

/** No answer, or trouble at 8x8: the job may still be running. */
function assertPassing(error: unknown, unanswered: number): void {
	const passing = error instanceof ApiError && error.details.uncertain;
	if (!passing || unanswered === UNANSWERED_QUESTIONS) throw error;
}

/** An export changes nothing, so it does not matter whether it was carried out. */
function asLookUp(error: unknown): never {
	if (!(error instanceof ApiError) || !error.details.uncertain) throw error;
	const { said } = error.details;
	const way = 'The node only asked for the log, so nothing has changed. Run this node again.';
	throw new ApiError(error.message, {
		...error.details,
		uncertain: false,
		description: said === undefined ? way : `${way} ${said}`,
	});
}

function stopped(description: string): ApiError {
	return nothingDone('The execution was stopped before the log was there', description);
}

function tookTooLong(waitLimit: number): ApiError {
	const minutes = Number((waitLimit / 60_000).toFixed(2));
	return nothingDone(
		`8x8 did not finish the export of its log within ${minutes} minutes`,
		"The export was cancelled at 8x8. Make the time between 'From' and 'To' shorter, or raise 'Wait Limit (Minutes)' under 'Options'.",
	);
}
