import { readableDate } from './date';
import { payloadOf } from './envelope';
import { isRecord, pick, type Fields } from '../values/record';
import { type EventKind } from './event';

const status = (fields: Fields): Fields => (isRecord(fields.status) ? fields.status : {});

/** A delivery receipt: the SMS was sent, delivered, rejected … */
export const deliveryStatus: EventKind = {
	name: 'deliveryStatus',

	recognise: (body) => payloadOf(body, 'outbound_message_status_changed'),

	identity: (fields) => [fields.umid, status(fields).state, status(fields).timestamp],

	filterable: (fields) => ({ subAccountId: fields.subAccountId, state: status(fields).state }),

	simplify: (fields) => ({
		...pick(fields, ['umid']),
		...pick(status(fields), ['state', 'detail']),
		timestamp: readableDate(status(fields).timestamp),
		...pick(status(fields), ['errorCode', 'errorMessage']),
		...pick(fields, ['destination', 'source', 'subAccountId', 'clientMessageId']),
		...pick(fields, ['batchId', 'clientBatchId', 'smsCount', 'price']),
	}),
};
