import type { ApiClient } from './client';
import { nothingDone, responseWithout, type ApiError } from './error';

/** What a log export asks for. Dates are ISO 8601 with an offset, countries ISO 3166-1 alpha-2. */
export interface ExportRequest {
	from?: string;
	to?: string;
	phoneNumber?: string;
	countries?: string[];
	/** The most rows; 0 is no limit. */
	limit: number;
}

/** A job at 8x8 that writes its log of messages into files. */
export interface ExportJob {
	subAccountId: string;
	jobId: string;
}

const jobPath = ({ subAccountId, jobId }: ExportJob) => [...exportsPath(subAccountId), jobId];
const exportsPath = (subAccountId: string) => ['subaccounts', subAccountId, 'messages', 'exports'];

/**
 * Starts a log export. It waits for the response even after Stop: without the ID nobody could cancel
 * the job. Source: 8x8's documentation, "Start SMS log export job".
 *
 * @throws {ApiError}
 */
export async function startExport(
	client: ApiClient,
	subAccountId: string,
	body: ExportRequest,
): Promise<ExportJob> {
	const path = exportsPath(subAccountId);
	const answer = await client({ method: 'POST', path, body, despiteStop: true });
	const { jobId } = (answer ?? {}) as { jobId?: unknown };
	if (typeof jobId !== 'string' || jobId === '') throw responseWithout('job ID');
	return { subAccountId, jobId };
}

/**
 * Asks how far a job is. Source: 8x8's documentation, "Get log export job result".
 *
 * @returns the links to its CSV files, none when nothing was found; undefined while it runs
 * @throws {ApiError} also when 8x8 has given the job up
 */
export async function exportFiles(
	client: ApiClient,
	job: ExportJob,
): Promise<string[] | undefined> {
	const answer = await client({ method: 'GET', path: jobPath(job) });
	const { status, data } = (answer ?? {}) as { status?: unknown; data?: unknown };
	if (status === 'queued' || status === 'running') return undefined;
	if (status === 'empty') return [];
	if (status === 'succeeded') {
		const links = Array.isArray(data) ? data.filter((link) => typeof link === 'string') : [];
		if (links.length > 0) return links;
		throw responseWithout('link to the log');
	}
	if (status === 'failed' || status === 'error' || status === 'cancelled') throw givenUp(status);
	throw responseWithout('status of the export');
}

/** Cancels a job that still runs; also after Stop. @throws {ApiError} */
export async function cancelExport(client: ApiClient, job: ExportJob): Promise<void> {
	await client({ method: 'DELETE', path: jobPath(job), despiteStop: true });
}

function givenUp(status: 'failed' | 'error' | 'cancelled'): ApiError {
	return status === 'cancelled'
		? nothingDone('The export of the log was cancelled at 8x8', 'Run this node again.')
		: nothingDone(
				'8x8 could not export its log',
				`8x8 gives the status "${status}". Run this node again, with a shorter time between 'From' and 'To'. If that does not help, write to cpaas-support@8x8.com.`,
			);
}
