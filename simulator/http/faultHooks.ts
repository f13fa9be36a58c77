/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../platform/faults';
import type { Platform } from '../platform/platform';
import type { RecordedRequest } from '../platform/recorder';
import { Refusal, forbidden, tooManyRequests, unauthorized } from './refusal';

declare module 'fastify' {
	interface FastifyRequest {
		record: RecordedRequest | null;
		/** The fault that hits this request. */
		fault?: Fault;
	}
}

/** Half of an answer: 8x8's, cut off on its way. */
const cutOff = (text: string) => text.slice(0, Math.max(1, Math.floor(text.length / 2)));
const UNTAKEN_ANSWER = '{"umid":"00000000-0000-0000-0000-000000000000","status":{}}';

/** Where a redirect leads: an API path, so that what follows it shows among the requests. */
const REDIRECT_PATH = '/api/v1/redirected';

/** Lets the faults that are switched on hit the API's requests, and delays every answer. */
export function faultHooks(api: FastifyInstance, platform: Platform): void {
	api.addHook('preValidation', async (request, reply) => {
		const { method, body, url } = request;
		request.fault = platform.faults.hit({ method, body, path: url.split('?', 1)[0] ?? url });
		if (request.fault) await before(request.fault, request, reply, platform);
	});
	api.addHook('onSend', async (request, reply, payload) => {
		if (platform.settings.latency > 0) await delay(platform.settings.latency);
		const { fault } = request;
		if (!fault || !isAfter(fault) || reply.statusCode >= 400) return payload;
		return await after(fault, request, reply, payload);
	});
}

const isAfter = ({ kind, when }: Fault): boolean =>
	when !== 'before' && ['serverError', 'reset', 'timeout', 'unreadable'].includes(kind);

const serverError = ({ status = 500, code = 2000 }: Fault) =>
	new Refusal(status, code, 'Internal server error');

/** What goes wrong before 8x8 takes anything. */
async function before(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	platform: Platform,
): Promise<unknown> {
	if (isAfter(fault)) return undefined;
	switch (fault.kind) {
		case 'rateLimit':
			throw tooManyRequests(fault.retryAfter === undefined ? 1 : fault.retryAfter);
		case 'unauthorized':
			throw unauthorized();
		case 'forbidden':
			throw forbidden();
		case 'badRequest':
			throw new Refusal(
				fault.status ?? 400,
				fault.code ?? 1002,
				'The request was refused by a fault that is switched on.',
			);
		case 'serverError':
			throw serverError(fault);
		case 'redirect':
			return reply.code(307).header('location', `${platform.url}${REDIRECT_PATH}`).send();
		case 'unreadable':
			return reply.type('application/json').send(cutOff(UNTAKEN_ANSWER));
		case 'reset':
			reply.hijack();
			return request.socket.destroy();
		case 'timeout':
			reply.hijack();
			return await closed(request);
		default:
			return undefined;
	}
}

/** What goes wrong after 8x8 has taken the request: only the answer is lost. */
async function after(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	switch (fault.kind) {
		case 'serverError':
			reply.code(fault.status ?? 500).type('application/json');
			return JSON.stringify(serverError(fault).body());
		case 'unreadable':
			return cutOff(typeof payload === 'string' && payload !== '' ? payload : '{}');
		case 'reset':
			request.socket.destroy();
			return payload;
		default:
			await closed(request);
			return payload;
	}
}

/** Holds the request open until the client, or the simulator's end, closes the connection. */
async function closed({ socket }: FastifyRequest): Promise<void> {
	if (!socket.destroyed) await once(socket, 'close');
}
