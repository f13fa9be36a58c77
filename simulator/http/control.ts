/**
 * The simulator's controls over HTTP, for people, scripts and other processes. All bodies and
 * answers are JSON; what is wrong in a body is answered 400 in 8x8's error form.
 *
 *   GET    /_simulator/state           addresses, counts, settings (no key, no Authorization)
 *   GET    /_simulator/messages        every SMS taken, oldest first
 *   GET    /_simulator/rejected        every SMS rejected
 *   GET    /_simulator/requests        every API request: method, path, body, status, times
 *   GET    /_simulator/log-downloads   every download of a file of a log export
 *   GET    /_simulator/webhook-posts   every attempt to post to a webhook, and its answer
 *   GET    /_simulator/faults          the faults that are switched on
 *   POST   /_simulator/faults          { kind, when?, times?, skip?, match?, retryAfter?, code?,
 *                                      status? }; times may be "always"; match.path is a text that
 *                                      the path holds
 *   DELETE /_simulator/faults          all off
 *   POST   /_simulator/respond         { umid, answers?: { score?, satisfaction?, solved?, liked?,
 *                                      comment? } }
 *   POST   /_simulator/resend          { umid }: posts its response once more, as a retry would
 *   POST   /_simulator/click           { umid }: opens the link
 *   POST   /_simulator/reply           { to, text }: to is a umid or a number
 *   POST   /_simulator/configure       { responseUrl?, eventsUrl?, latency?, retryFactor?, … }: any
 *                                      option of the simulator but port, host, allowedHosts, dataFile
 *   POST   /_simulator/reset           forgets messages, requests, posts, faults
 */
import type { FastifyInstance } from 'fastify';
import * as actions from '../actions';
import type { RespondAnswers } from '../actions';
import { EXPORT_FILES, EXPORT_OUTCOMES, type LiveOptions } from '../options';
import { faultKinds, type Fault } from '../platform/faults';
import type { Platform } from '../platform/platform';
import { badRequest, toRefusal } from './refusal';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const amount = { type: 'number', minimum: 0 } as const;
const flag = { type: 'boolean' } as const;

const body = (properties: Record<string, unknown>, required: string[] = []) => ({
	schema: { body: { type: 'object', additionalProperties: false, required, properties } },
});

const faultBody = body(
	{
		kind: { type: 'string', enum: faultKinds },
		when: { type: 'string', enum: ['before', 'after'] },
		times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
		skip: { type: 'integer', minimum: 0 },
		match: {
			type: 'object',
			additionalProperties: false,
			properties: { method: text, path: text, destination: text },
		},
		retryAfter: { anyOf: [amount, { type: 'null' }] },
		code: { type: 'integer' },
		status: { type: 'integer', minimum: 400, maximum: 599 },
	},
	['kind'],
);

const configureBody = body({
	apiKey: text,
	subAccounts: texts,
	forbiddenSubAccounts: texts,
	accountId: text,
	surveys: { anyOf: [texts, { const: '*' }] },
	responseUrl: text,
	eventsUrl: text,
	webhookAuthorization: text,
	retryFactor: amount,
	webhookTimeout: amount,
	deliveryDelay: amount,
	clickEvents: flag,
	echoUnusedVariables: flag,
	variableNames: { type: 'string', enum: ['asSent', 'lowerCase', 'upperCase'] },
	deliveredTwice: flag,
	retryResponses: flag,
	forwardedFor: text,
	oldFormatUrl: text,
	batchAnswer: {
		type: 'object',
		additionalProperties: false,
		properties: { shuffle: flag, leaveOut: { type: 'array', items: { type: 'integer' } } },
	},
	messageDetailsPerSecond: amount,
	logExport: {
		type: 'object',
		additionalProperties: false,
		properties: {
			duration: amount,
			outcome: { enum: ['succeeded', ...EXPORT_OUTCOMES] },
			lag: amount,
			rowsPerFile: { type: 'integer', minimum: 1 },
			file: { enum: ['csv', ...EXPORT_FILES] },
			csv: text,
		},
	},
	balance: {
		anyOf: [
			{
				type: 'object',
				additionalProperties: false,
				required: ['balance', 'currency'],
				properties: { balance: { type: 'number' }, currency: text },
			},
			{ type: 'null' },
		],
	},
	latency: amount,
});

export function controlRoutes(app: FastifyInstance, platform: Platform): void {
	const done = { ok: true };

	app.setErrorHandler((error, _request, reply) => {
		const refusal = toRefusal(error);
		return reply.code(refusal.status).send(refusal.body());
	});
	app.get('/state', async () => actions.state(platform));
	app.get('/messages', async () => platform.ledger.taken());
	app.get('/rejected', async () => platform.ledger.rejected());
	app.get('/requests', async () => platform.recorder.requests());
	app.get('/log-downloads', async () => platform.logDownloads);
	app.get('/webhook-posts', async () => platform.dispatcher.posts());
	app.get('/faults', async () => platform.faults.active().map(asJson));
	app.post<{ Body: Omit<Fault, 'times'> & { times?: number | 'always' } }>(
		'/faults',
		faultBody,
		async ({ body: { times, ...fault } }) => {
			platform.faults.add({ ...fault, times: times === 'always' ? Infinity : times });
			return done;
		},
	);
	app.delete('/faults', async () => {
		platform.faults.clear();
		return done;
	});
	app.post<{ Body: { umid: string; answers?: RespondAnswers } }>(
		'/respond',
		body({ umid: text, answers: { anyOf: [{ type: 'object' }, { type: 'array' }] } }, ['umid']),
		async ({ body: { umid, answers } }) => {
			await known(actions.respond(platform, umid, answers));
			return done;
		},
	);
	app.post<{ Body: { umid: string } }>(
		'/resend',
		body({ umid: text }, ['umid']),
		async ({ body: { umid } }) => {
			await known(actions.resendResponse(platform, umid));
			return done;
		},
	);
	app.post<{ Body: { umid: string } }>(
		'/click',
		body({ umid: text }, ['umid']),
		async ({ body: { umid } }) => {
			await known(actions.click(platform, umid));
			return done;
		},
	);
	app.post<{ Body: { to: string; text: string } }>(
		'/reply',
		body({ to: text, text }, ['to', 'text']),
		async ({ body: { to, text: reply } }) => {
			await known(actions.reply(platform, to, reply));
			return done;
		},
	);
	app.post<{ Body: LiveOptions }>('/configure', configureBody, async (request) => {
		actions.configure(platform, request.body);
		return done;
	});
	app.post('/reset', async () => {
		platform.reset();
		return done;
	});
}

/** JSON has no Infinity and no patterns. */
const asJson = (fault: Fault) => ({
	...fault,
	times: fault.times === Infinity ? 'always' : fault.times,
	...(fault.match ? { match: { ...fault.match, path: fault.match.path?.toString() } } : {}),
});

/** What an action refuses is the caller's mistake, not a fault of the simulator. */
async function known(action: Promise<void>): Promise<void> {
	try {
		await action;
	} catch (error) {
		throw error instanceof Error ? badRequest(1000, error.message) : error;
	}
}
