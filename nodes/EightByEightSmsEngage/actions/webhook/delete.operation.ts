import { ItemParameters } from '../../parameters';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { webhooksPath, webhookSubAccount } from './accountWebhooks';

/** Removes the webhook of a subaccount, so that 8x8 posts its events nowhere. */
export const deleteWebhook: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a webhook',
		description: 'Stop 8x8 posting the SMS events of a subaccount',
	},

	async execute(context) {
		const { client, credentials } = await connect(context);
		const parameters = new ItemParameters(context);
		return await perItem(context, async (itemIndex) => {
			const path = webhooksPath(credentials);
			const subAccountId = webhookSubAccount(parameters.get('subAccountId', itemIndex));
			await client({ method: 'DELETE', path, body: [{ subAccountId }] });
			return { deleted: true };
		});
	},
};
