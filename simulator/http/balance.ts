import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal';
import type { Platform } from '../platform/platform';

/** What is left of the account's money. The account ID is checked with the account's other routes. */
export function balanceRoutes(app: FastifyInstance, { settings }: Platform): void {
	app.get('/balance', async () => {
		if (settings.balance === null) throw new Refusal(403, 1201, 'Account not in prepaid mode');
		return settings.balance;
	});
}
