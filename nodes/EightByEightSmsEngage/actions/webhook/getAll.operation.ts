import type { IDataObject } from 'n8n-workflow';

import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { listWebhooks, webhooksPath } from './accountWebhooks';

/** The webhooks of the account. 8x8 masks their secrets. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many webhooks',
		description: 'List where 8x8 posts the SMS events of the account',
	},

	async execute(context) {
		const { client, credentials } = await connect(context);
		return await perItem(context, async () => {
			const webhooks = await listWebhooks(client, webhooksPath(credentials));
			return webhooks.map((webhook) => ({ ...webhook }) as IDataObject);
		});
	},
};
