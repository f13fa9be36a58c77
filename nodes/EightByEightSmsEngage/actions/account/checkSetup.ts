import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME, type ApiClient } from '../../api/client';
import { isOwnAddress } from '../../n8n/ownAddress';
import { connect } from '../connect';
import { checkAccess, type Access } from './access';
import { checkAccount } from './accountData';
import { inSentences } from './sentences';
import { webhookProblems } from './webhookProblems';

/**
 * Asks 8x8 for everything that a working setup needs, and says in whole sentences what is missing. It
 * changes nothing.
 */
export async function checkSetup(context: IExecuteFunctions): Promise<IDataObject> {
	const credentials = await context.getCredentials(CREDENTIAL_NAME);
	const subAccountId = String(credentials.subAccountId ?? '').trim();
	const { client, access } = await connected(context, credentials, subAccountId);
	const account = await checkAccount(
		access.apiKey === 'valid' ? client : undefined,
		String(credentials.accountId ?? '').trim(),
	);
	const problems = [
		...access.problems,
		...account.problems,
		...webhookProblems(account.webhooks ?? undefined, {
			subAccountId,
			isOwnAddress: (url) => isOwnAddress(context, url),
			hasAuthorization: String(credentials.webhookAuthorization ?? '').trim() !== '',
		}),
	];
	return {
		ok: problems.length === 0,
		problems,
		apiKey: access.apiKey,
		subAccountId: access.subAccountId,
		accountId: account.accountId,
		region: credentials.region,
		balance: account.balance && { ...account.balance },
		smsEvents:
			account.webhooks?.map((webhook) => ({
				subAccountId: webhook.subAccountId,
				url: webhook.url,
				enabled: webhook.enabled !== false,
				authorization: Boolean(webhook.httpAuthorization || webhook.oauth),
			})) ?? null,
	};
}

async function connected(
	context: IExecuteFunctions,
	credentials: ICredentialDataDecryptedObject,
	subAccountId: string,
): Promise<{ client?: ApiClient; access: Access }> {
	const hasKey = String(credentials.apiKey ?? '').trim() !== '';
	try {
		const { client } = await connect(context);
		return { client, access: await checkAccess(client, subAccountId) };
	} catch (error) {
		const access: Access = {
			apiKey: hasKey ? 'unknown' : 'missing',
			subAccountId: subAccountId === '' ? 'missing' : 'unknown',
			problems: [inSentences(error)],
		};
		return { access };
	}
}
