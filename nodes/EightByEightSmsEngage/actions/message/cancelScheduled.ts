import type { INodeProperties } from 'n8n-workflow';

import { perItem } from '../perItem';
import { messagePath } from './messagePath';

/** Cancels what the ID in a field names, as far as it is scheduled and not yet sent. */
export const cancelScheduled = (field: INodeProperties) =>
	perItem(async (call) => {
		const path = messagePath(call, field);
		const response = (await call.client({ method: 'DELETE', path })) as { cancelledCount?: number };
		return { cancelledCount: response?.cancelledCount ?? 0 };
	});
