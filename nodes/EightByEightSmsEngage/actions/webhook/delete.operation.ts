import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { readAccountId, webhooksPath, webhookSubAccount } from './accountWebhooks';
import { subAccountId, webhookNotice } from './fields';

/** Removes the webhook of a subaccount, so that 8x8 posts its events nowhere. */
export const deleteWebhook: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a webhook',
		description: 'Stop 8x8 posting the SMS events of a subaccount',
	},
	fields: [webhookNotice, subAccountId],

	execute: perItem(async ({ client, credentials, read }) => {
		const path = webhooksPath(readAccountId(credentials));
		const body = [{ subAccountId: webhookSubAccount(read('subAccountId')) }];
		await client({ method: 'DELETE', path, body });
		return { deleted: true };
	}),
};
