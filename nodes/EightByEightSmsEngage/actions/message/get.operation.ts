import type { IDataObject } from 'n8n-workflow';

import { answerWithout } from '../../api/error';
import { isRecord } from '../../events/event';
import { ItemParameters } from '../../parameters';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { messagePath } from './messagePath';

/** 8x8 allows one look-up a second. Source: its documentation, "Retrieve SMS details". */
const BETWEEN_REQUESTS_MS = 1000;

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a message',
		description: 'Look up the status and the price of a survey message',
	},

	async execute(context) {
		const { client, credentials } = await connect(context, {}, BETWEEN_REQUESTS_MS);
		const parameters = new ItemParameters(context);
		return await perItem(context, async (itemIndex) => {
			const path = messagePath(parameters, credentials, 'umid', itemIndex);
			const message = await client({ method: 'GET', path });
			if (isRecord(message)) return message as IDataObject;
			throw answerWithout('message');
		});
	},
};
