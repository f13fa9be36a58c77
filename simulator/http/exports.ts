/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Refusal, badRequest, notFound } from './refusal';
import type { Platform } from '../platform/platform';
import { exportRequest, type ExportRequest } from './schemas';

const FILES = '/log-files';
/** Files stay for a month. */
const FILE_LIFE_MS = 30 * 86_400_000;
const PAGE = '<!doctype html>\n<html><head><title>Sign in</title></head>\n<body>, </body></html>\n';

interface JobPath {
	subAccountId: string;
	jobId: string;
}

/** The export of the log of messages: start a job, ask for it, cancel it. */
export function exportRoutes(app: FastifyInstance, platform: Platform): void {
	const { logExports } = platform;
	const find = ({ subAccountId, jobId }: JobPath) => {
		const job = logExports.get(jobId);
		if (job?.subAccountId === subAccountId) return job;
		throw new Refusal(404, 4018, 'Invalid jobId');
	};

	app.post<{ Params: { subAccountId: string }; Body: ExportRequest }>(
		'/messages/exports',
		{ schema: { body: exportRequest } },
		async ({ params, body }, reply) => {
			const { from, to } = body;
			if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
				throw badRequest(1000, 'Invalid time: from is not before to');
			}
			return reply.code(202).send({ jobId: logExports.start(params.subAccountId, body).id });
		},
	);

	app.get<{ Params: JobPath }>('/messages/exports/:jobId', async ({ params }) => {
		const job = find(params);
		const status = logExports.status(job);
		if (status !== 'succeeded') return { status };
		const folder = `${otherOrigin(platform.url)}${FILES}/${job.id}`;
		return {
			status,
			data: logExports.files(job).map((_, file) => `${folder}/${file}.csv`),
			expires: new Date(job.startedAt + FILE_LIFE_MS).toISOString(),
		};
	});

	app.delete<{ Params: JobPath }>('/messages/exports/:jobId', async ({ params }, reply) => {
		find(params).isCancelled = true;
		return reply.code(204).send();
	});
}

/**
 * The files, for whoever has the link: no key is asked for. Their links name this machine
 * differently from the API's address, so that for a client they lie at another origin.
 */
export function exportFileRoutes(app: FastifyInstance, platform: Platform): void {
	const { logExports, logDownloads, settings } = platform;

	app.get<{ Params: { jobId: string; file: string }; Querystring: { moved?: string } }>(
		`${FILES}/:jobId/:file.csv`,
		async ({ params, query, headers, url, socket }, reply) => {
			const authorization = headers.authorization !== undefined;
			const download = { host: headers.host ?? '', path: url, authorization, isOpen: true };
			logDownloads.push(download);
			reply.raw.once('close', () => (download.isOpen = false));
			const job = logExports.get(params.jobId);
			const csv = job && logExports.files(job)[Number(params.file)];
			if (csv === undefined) throw notFound('File');
			reply.type('text/csv; charset=utf-8');
			switch (settings.logExport.file) {
				case 'redirect':
					if (query.moved !== undefined) return csv;
					return reply.redirect(`${platform.url}${FILES}/${job!.id}/${params.file}.csv?moved=1`);
				case 'html':
					return reply.type('text/html').send(PAGE);
				case 'nothing':
					return '';
				case 'gone':
					return reply.code(403).type('application/xml').send('<Error>AccessDenied</Error>');
				case 'cutOff':
				case 'reset':
				case 'hang':
					reply.hijack();
					return await breakOff(reply.raw, socket, csv, settings.logExport.file);
				default:
					return csv;
			}
		},
	);
}

/** Half of the file, and then its end (`cutOff`), a broken connection, or nothing any more. */
async function breakOff(
	response: ServerResponse,
	socket: Socket,
	csv: string,
	how: 'cutOff' | 'reset' | 'hang',
): Promise<void> {
	const half = csv.slice(0, Math.floor(csv.length / 2));
	response.writeHead(200, { 'content-type': 'text/csv' });
	if (how === 'cutOff') {
		response.end(`${half},"`);
		return;
	}
	await new Promise((resolve) => response.write(half, resolve));
	if (how === 'reset') socket.destroy();
	else if (!socket.destroyed) await once(socket, 'close');
}

function otherOrigin(address: string): string {
	const url = new URL(address);
	if (url.hostname === '127.0.0.1') url.hostname = 'localhost';
	else if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
	return url.origin;
}
