import { listWebhooks, webhooksPath } from '../../api/account';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { readAccountId, webhookSubAccount } from './accountWebhooks';
import { subAccountId as subAccountIdField, webhookNotice } from './fields';

/** Removes the webhook of a subaccount, so that 8x8 posts its events nowhere. */
export const deleteWebhook: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete webhook',
		description: 'Delete the webhook of a subaccount, so that 8x8 posts its SMS events nowhere',
	},
	fields: [webhookNotice, subAccountIdField],
	notForAgents: true,

	execute: perItem(async ({ client, credentials, read }) => {
		const accountId = readAccountId(credentials);
		const subAccountId = webhookSubAccount(read('subAccountId'));
		const standing = (await listWebhooks(client, accountId)).find(
			(webhook) => webhook.subAccountId === subAccountId,
		);
		if (standing === undefined) return { deleted: false, url: null };
		await client({ method: 'DELETE', path: webhooksPath(accountId), body: [{ subAccountId }] });
		return { deleted: true, url: standing.url };
	}),
};
