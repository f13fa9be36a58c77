import type { Resource } from '../operation';
import { deleteWebhook } from './delete.operation';
import { getAll } from './getAll.operation';
import { sendTestEvent } from './sendTestEvent.operation';
import { set } from './set.operation';

export const webhook: Resource = {
	option: { name: 'Webhook', value: 'webhook' },
	operations: [getAll, set, deleteWebhook, sendTestEvent],
};
