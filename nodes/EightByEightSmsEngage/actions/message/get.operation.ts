import type { IDataObject } from 'n8n-workflow';

import { responseWithout } from '../../api/error';
import { isRecord, pick, type Fields } from '../../values/record';
import { readBoolean } from '../../n8n/readField';
import { simplify } from '../../n8n/simplify';
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
		action: 'Get message',
		description: 'Look up the status and the price of a survey message',
	},
	fields: [umid, simplify, additionalFields],

	execute: perItem(
		async (call) => {
			const simplified = readBoolean(call.read, simplify);
			const message = await call.client({ method: 'GET', path: messagePath(call, umid) });
			if (!isRecord(message)) throw responseWithout('message');
			return simplified ? simplifiedMessage(message) : (message as IDataObject);
		},
		{ pause: BETWEEN_REQUESTS_MS },
	),
};

function simplifiedMessage(message: Fields): IDataObject {
	const status = isRecord(message.status) ? message.status : {};
	return {
		...pick(message, ['umid']),
		...pick(status, ['state', 'detail', 'timestamp', 'errorCode', 'errorMessage']),
		...pick(message, ['clientMessageId', 'country', 'smsCount', 'price']),
	};
}
