import type { Operation } from '../operation';
import { cancelScheduled } from './cancelScheduled';
import { additionalFields, batchId } from './fields';

/** Cancels the part of a scheduled batch that is not sent yet. */
export const cancelBatch: Operation = {
	option: {
		name: 'Cancel Batch',
		value: 'cancelBatch',
		action: 'Cancel scheduled batch',
		description: 'Cancel what is not sent yet of a scheduled batch',
	},
	fields: [batchId, additionalFields],
	execute: cancelScheduled(batchId),
};
