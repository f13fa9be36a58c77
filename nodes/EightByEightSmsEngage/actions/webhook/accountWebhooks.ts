import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { answerWithout } from '../../api/error';
import type { Webhook } from '../../api/types';
import { isRecord } from '../../values/record';
import { InvalidValueError } from '../../values/invalidValue';
import { optionalText, readSubAccountId } from '../../values/ids';

/** @throws {InvalidValueError} when the credential's account ID is no GUID */
export function webhooksPath(credentials: ICredentialDataDecryptedObject): string[] {
	const accountId = String(credentials.accountId ?? '').trim();
	if (/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(accountId)) {
		return ['accounts', accountId, 'webhooks'];
	}
	throw new InvalidValueError(
		accountId === ''
			? 'The credential holds no Account ID'
			: "The credential's Account ID is no ID of 8x8",
		'Account ID',
		'Open the credential and enter the Account ID that the 8x8 Connect portal shows. The Webhook operations need it.',
	);
}

/** A subaccount, or `*` for all that have no webhook of their own. */
export function webhookSubAccount(value: unknown): string {
	const subAccountId = optionalText(value, 'Subaccount ID');
	return subAccountId === '*' ? '*' : readSubAccountId(subAccountId, undefined);
}

export async function listWebhooks(client: ApiClient, path: string[]): Promise<Webhook[]> {
	const answer = await client({ method: 'GET', path });
	if (Array.isArray(answer)) return answer.filter(isRecord) as unknown as Webhook[];
	throw answerWithout('list of webhooks');
}
