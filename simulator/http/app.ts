import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { pageRoutes } from '../pages/routes';
import type { Platform } from '../platform/platform';
import { masked } from '../platform/recorder';
import { browserRules, refuseForeignCallers } from './callers';
import { controlRoutes } from './control';
import { faultHooks } from './faultHooks';
import { messageRoutes } from './messages';
import {
	Refusal,
	forbidden,
	foreignSubAccount,
	notFound,
	toRefusal,
	unauthorized,
} from './refusal';
import { balanceRoutes } from './balance';
import { exportFileRoutes, exportRoutes } from './exports';
import { surveyRoutes } from './surveys';
import { webhookRoutes } from './webhooks';

const BODY_LIMIT = 64 * 1024 * 1024;

/** The HTTP side: 8x8's API, the control endpoints, the pages. */
export function buildApp(platform: Platform): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 2_000 },
		// Fastify would otherwise convert types and drop unknown fields instead of refusing them.
		ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
	});
	app.removeAllContentTypeParsers();
	// JSON.parse, unlike Fastify's own parser, takes names such as __proto__ as plain data; and a
	// DELETE may say that it is JSON and have no body.
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? undefined : JSON.parse(body.toString()));
		} catch {
			done(new Refusal(400, 1000, 'The request body is no readable JSON.'));
		}
	});
	app.setErrorHandler((error, _request, reply) => {
		const refusal = toRefusal(error);
		return reply.code(refusal.status).headers(refusal.headers).send(refusal.body());
	});
	app.setNotFoundHandler(() => {
		throw notFound('Resource');
	});
	app.addHook('onRequest', refuseForeignCallers(platform));
	app.addHook('onSend', async (_request, reply, payload) => {
		reply.headers(browserRules);
		return payload;
	});
	app.register(async (api) => apiRoutes(api, platform), { prefix: '/api/v1' });
	exportFileRoutes(app, platform);
	app.register(async (control) => controlRoutes(control, platform), { prefix: '/_simulator' });
	app.register(async (pages) => pageRoutes(pages, platform));
	return app;
}

function apiRoutes(api: FastifyInstance, platform: Platform): void {
	const { recorder } = platform;

	api.decorateRequest('record', null);
	api.addHook('onRequest', async (request, reply) => {
		const authorized = isAuthorized(request, platform.settings.apiKey);
		const record = recorder.start(request.method, pathOf(request), authorized);
		request.record = record;
		reply.raw.once('close', () => recorder.end(record));
		if (!authorized) throw unauthorized();
	});
	api.addHook('preValidation', async ({ record, body, routeOptions }) => {
		if (record) record.body = routeOptions.url?.endsWith('/webhooks') ? masked(body) : body;
	});
	faultHooks(api, platform);
	api.addHook('onSend', async ({ record, socket }, reply, payload) => {
		// Before the answer leaves, so that a caller who has it never sees the request as open.
		if (record && !socket.destroyed) recorder.end(record, reply.statusCode);
		return payload;
	});
	api.setNotFoundHandler(() => {
		throw notFound('Resource');
	});

	api.register(
		async (subAccount) => {
			subAccount.addHook('onRequest', async (request) => {
				const { subAccountId } = request.params as { subAccountId: string };
				const { subAccounts, forbiddenSubAccounts } = platform.settings;
				if (forbiddenSubAccounts.includes(subAccountId)) throw forbidden();
				if (!subAccounts.includes(subAccountId)) throw foreignSubAccount();
			});
			surveyRoutes(subAccount, platform);
			messageRoutes(subAccount, platform);
			exportRoutes(subAccount, platform);
		},
		{ prefix: '/subaccounts/:subAccountId' },
	);
	api.register(
		async (account) => {
			webhookRoutes(account, platform);
			balanceRoutes(account, platform);
		},
		{ prefix: '/accounts/:accountId' },
	);
}

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] ?? url;

function isAuthorized({ headers }: FastifyRequest, apiKey: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${apiKey}`));
}
