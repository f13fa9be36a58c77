import type { FastifyInstance } from 'fastify';
import type { Webhook } from '../platform/accountWebhooks';
import type { Platform } from '../platform/platform';
import { badRequest, forbidden, foreignSubAccount } from './refusal';
import { accountIdPattern, webhookDeletes, webhooks } from './schemas';

/** The account's webhooks for SMS events. */
export function webhookRoutes(app: FastifyInstance, platform: Platform): void {
	const pattern = new RegExp(accountIdPattern);

	app.addHook('onRequest', async (request) => {
		const { accountId } = request.params as { accountId: string };
		if (!pattern.test(accountId)) throw badRequest(1000, 'Invalid accountId.');
		const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
		if (plain(accountId) !== plain(platform.settings.accountId)) throw forbidden();
	});

	app.get('/webhooks', async () => platform.webhooks.list());

	app.post<{ Body: Webhook[] }>(
		'/webhooks',
		{ schema: { body: webhooks } },
		async ({ body }, reply) => {
			for (const { subAccountId, url } of body) {
				const { subAccounts } = platform.settings;
				if (subAccountId !== '*' && !subAccounts.includes(subAccountId)) throw foreignSubAccount();
				if (!/^https?:\/\//i.test(url)) throw badRequest(1000, 'Invalid url.');
			}
			const { oldFormatUrl } = platform.settings;
			if (oldFormatUrl !== undefined) throw oldFormatStands(oldFormatUrl);
			for (const webhook of body) platform.webhooks.set(webhook);
			return reply.code(200).send();
		},
	);

	app.delete<{ Body: Array<{ subAccountId: string }> }>(
		'/webhooks',
		{ schema: { body: webhookDeletes } },
		async ({ body }, reply) => {
			for (const { subAccountId } of body) platform.webhooks.delete(subAccountId);
			return reply.code(200).send();
		},
	);
}

/** In 8x8's words, as its webhook migration guide has them; the guide gives no status or code. */
const oldFormatStands = (url: string) =>
	badRequest(
		1000,
		`Unable to setup the webhook of the new format, while the webhook with an old format exists for this subaccount. Existing webhook details: Type = *, SubAccountId: *, Version = V1, Url = ${url}`,
	);
