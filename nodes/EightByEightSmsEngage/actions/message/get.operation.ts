import type { IDataObject } from 'n8n-workflow';

import { answerWithout } from '../../api/error';
import { isRecord } from '../../values/record';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { additionalFields, umid } from './fields';
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
	fields: [umid, additionalFields],

	execute: perItem(
		async (call) => {
			const message = await call.client({ method: 'GET', path: messagePath(call, umid) });
			if (isRecord(message)) return message as IDataObject;
			throw answerWithout('message');
		},
		{ pause: BETWEEN_REQUESTS_MS },
	),
};
