import type { IDataObject } from 'n8n-workflow';

import { listWebhooks } from '../../api/account';
import type { Webhook } from '../../api/types';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { readAccountId } from './accountWebhooks';
import { webhookNotice } from './fields';

/** The webhooks of the account, without their secrets, which 8x8 masks too. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many webhooks',
		description: 'List where 8x8 posts the SMS events of the account',
	},
	fields: [webhookNotice],

	execute: perItem(async ({ client, credentials }) => {
		const webhooks = await listWebhooks(client, readAccountId(credentials));
		return webhooks.map(masked);
	}),
};

function masked({ httpAuthorization, oauth, ...webhook }: Webhook): IDataObject {
	return {
		...webhook,
		...(httpAuthorization && { httpAuthorization: '***' }),
		...(oauth && { oauth: { ...oauth, clientSecret: '***' } }),
	};
}
