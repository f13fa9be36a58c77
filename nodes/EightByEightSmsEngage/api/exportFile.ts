import type { IExecuteFunctions } from 'n8n-workflow';

import { CsvReader } from './csv';
import { nothingDone, type ApiError } from './error';
import { streamed, type Streamed } from './streamed';

/** The titles of a log's columns. Source: 8x8's documentation, "Get log export job result". */
const TITLES = [
	'umid',
	'subaccountid',
	'direction',
	'country',
	'operator',
	'mcc',
	'mnc',
	'status_value',
	'status_details',
	'status_errorcode',
	'status_errormessage',
	'status_timestamp',
	'msisdn',
	'source',
	'encoding',
	'createdat',
	'smscount',
	'price_currency',
	'price_persms',
	'price_total',
	'clientmessageid',
	'clientbatchid',
	'batchid',
	'body',
] as const;

export type LogTitle = (typeof TITLES)[number];

/** A row of the log: the cell under a title, and undefined where it is empty or has no column. */
export type LogRow = (title: LogTitle) => string | undefined;

/**
 * Refuses a link that is not encrypted or no web address. Only where calls to 8x8 are not encrypted
 * either (a simulator, a proxy on this machine) may its files come so.
 *
 * @param base the address of 8x8's API
 * @throws {ApiError}
 */
export function assertSafeLink(link: string, base: string): void {
	const protocol = URL.canParse(link) ? new URL(link).protocol : '';
	if (protocol === 'https:' || (protocol === 'http:' && /^http:/i.test(base))) return;
	throw unreadable(`The link to the file, at ${hostOf(link)}, does not begin with https.`);
}

/**
 * Reads one CSV file of a log export, row by row as it arrives. The request carries no API key:
 * whoever made the link, and whoever that redirects to, is not 8x8's API.
 *
 * @param needed titles without which the caller cannot judge a row
 * @param signal breaks the download off
 * @throws {ApiError} also when it is not such a file, or ends too early
 */
export async function* exportRows(
	context: IExecuteFunctions,
	link: string,
	needed: LogTitle[],
	signal: AbortSignal,
): AsyncGenerator<LogRow> {
	const reader = new CsvReader();
	let columns: Map<LogTitle, number> | undefined;
	let width = 0;
	const asLogRows = function* (rows: string[][]): Generator<LogRow> {
		for (const cells of rows) {
			if (columns === undefined) {
				columns = columnsOf(cells, needed);
				width = cells.length;
				continue;
			}
			if (cells.slice(width).some((cell) => cell !== '')) {
				throw unreadable('A row has more cells than there are titles.');
			}
			const places = columns;
			yield (title) => cells[places.get(title) ?? -1]?.trim() || undefined;
		}
	};
	for await (const piece of download(context, link, signal)) {
		yield* asLogRows(rowsIn(piece, reader));
	}
	yield* asLogRows(lastRow(reader));
	if (columns === undefined) throw unreadable('It is empty.');
}

function rowsIn(piece: string, reader: CsvReader): string[][] {
	try {
		return reader.read(piece);
	} catch {
		throw unreadable('A row in it has no end.');
	}
}

function lastRow(reader: CsvReader): string[][] {
	try {
		return reader.end();
	} catch {
		throw unreadable('It ends in the middle of a row.');
	}
}

function columnsOf(cells: string[], needed: LogTitle[]): Map<LogTitle, number> {
	const titles = cells.map((cell) => cell.trim().toLowerCase());
	const columns = new Map(
		TITLES.map((title) => [title, titles.indexOf(title)] as const).filter(([, at]) => at >= 0),
	);
	if (columns.size === 0) throw unreadable('It is not a CSV file with the titles of the log.');
	const missing = needed.filter((title) => !columns.has(title));
	if (missing.length === 0) return columns;
	throw unreadable(
		`It has no column "${missing.join('" and no column "')}", which a filter needs.`,
	);
}

async function* download(
	context: IExecuteFunctions,
	link: string,
	signal: AbortSignal,
): AsyncGenerator<string> {
	const { statusCode, body } = await ask(context, link, signal);
	if (statusCode !== 200) {
		throw unreadable(`What answers at ${hostOf(link)} gives the HTTP status ${statusCode}.`);
	}
	try {
		for await (const piece of body.setEncoding('utf8')) yield piece as string;
	} catch {
		throw notDownloaded(link);
	}
}

async function ask(
	context: IExecuteFunctions,
	link: string,
	signal: AbortSignal,
): Promise<Streamed> {
	try {
		return await streamed(context, {
			method: 'GET',
			url: link,
			headers: { Accept: 'text/csv' },
			abortSignal: signal,
		});
	} catch {
		throw notDownloaded(link);
	}
}

function unreadable(why: string): ApiError {
	return nothingDone('The log that 8x8 exported could not be read', `${why} Run this node again.`);
}

function notDownloaded(link: string): ApiError {
	return nothingDone(
		'The log that 8x8 exported could not be downloaded',
		`The connection failed. Run this node again. n8n must be allowed to reach ${hostOf(link)}.`,
	);
}

/** The rest of a link opens the file to whoever has it. */
function hostOf(link: string): string {
	return URL.canParse(link) ? new URL(link).host : 'the address of the file';
}
