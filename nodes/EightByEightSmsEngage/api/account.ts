import type { ApiClient } from './client';
import { responseWithout } from './error';
import type { Webhook } from './types';

/** A prepaid account's remaining money. */
export interface Balance {
	amount: number;
	currency: string;
}

/** A subaccount's ID; `..` would change the address that it is a part of. Source: 8x8's documentation. */
export const SUB_ACCOUNT_ID = /^(?!\.+$)[\w.&-]{3,50}$/;

/** No message has this ID, and 8x8 says so only when it accepts the key and the subaccount. */
export const NOBODYS_UMID = '00000000-0000-4000-8000-000000000000';

/** 8x8's account IDs are GUIDs. Source: its OpenAPI document, the parameter `accountId`. */
export const isAccountId = (text: string): boolean =>
	/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text);

/** Where the account's webhooks for SMS events are listed, set and deleted. */
export const webhooksPath = (accountId: string) => ['accounts', accountId, 'webhooks'];

/** The account's webhooks for SMS events; 8x8 masks their secrets. @throws {ApiError} */
export async function listWebhooks(client: ApiClient, accountId: string): Promise<Webhook[]> {
	const webhooks = await client({ method: 'GET', path: webhooksPath(accountId) });
	if (!Array.isArray(webhooks)) throw responseWithout('list of webhooks');
	return webhooks.filter((entry) => typeof entry === 'object' && entry !== null) as Webhook[];
}

/** @throws {ApiError} with the code 1201 when the account is not prepaid */
export async function accountBalance(client: ApiClient, accountId: string): Promise<Balance> {
	const path = ['accounts', accountId, 'balance'];
	const { balance, currency } = ((await client({ method: 'GET', path })) ?? {}) as {
		balance?: unknown;
		currency?: unknown;
	};
	if (typeof balance !== 'number') throw responseWithout('balance');
	return { amount: balance, currency: typeof currency === 'string' ? currency : '' };
}
