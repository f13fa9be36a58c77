import type { INodeProperties } from 'n8n-workflow';

import { perItem } from '../perItem';
import { messagePath } from './messagePath';

/** Cancels the scheduled message or batch that a field names, as far as it is not sent yet. */
export const cancelScheduled = (field: INodeProperties) =>
	perItem(async (call) => {
		const path = messagePath(call, field);
		const response = (await call.client({ method: 'DELETE', path })) as { cancelledCount?: number };
		return { cancelledCount: response?.cancelledCount ?? 0 };
	});
