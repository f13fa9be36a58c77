import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ItemParameters } from '../../parameters';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { messagePath } from './messagePath';

/** Cancels a survey that is scheduled and not yet sent. */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a scheduled message',
		description: 'Cancel a scheduled survey that is not sent yet',
	},
	execute: async (context) => await cancelScheduled(context, 'umid'),
};

/** Cancels what is scheduled and not yet sent of a batch. */
export const cancelBatch: Operation = {
	option: {
		name: 'Cancel Batch',
		value: 'cancelBatch',
		action: 'Cancel a scheduled batch',
		description: 'Cancel what is not sent yet of a scheduled batch',
	},
	execute: async (context) => await cancelScheduled(context, 'batchId'),
};

async function cancelScheduled(
	context: IExecuteFunctions,
	idField: 'umid' | 'batchId',
): Promise<INodeExecutionData[]> {
	const { client, credentials } = await connect(context);
	const parameters = new ItemParameters(context);
	return await perItem(context, async (itemIndex) => {
		const path = messagePath(parameters, credentials, idField, itemIndex);
		const answer = (await client({ method: 'DELETE', path })) as { cancelledCount?: number };
		return { cancelledCount: answer?.cancelledCount ?? 0 };
	});
}
