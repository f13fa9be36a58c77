import { randomUUID } from 'crypto';

import { foldId } from '../values/fold';
import { isRecord, pick, type Fields } from '../values/record';
import { readableDate } from './date';
import { payloadOf } from './envelope';
import type { EventKind } from './event';
import { CUSTOMER, inEnvelope, SENDER, SUB_ACCOUNT_ID } from './sample';

const status = (fields: Fields): Fields => (isRecord(fields.status) ? fields.status : {});

/** A delivery receipt: the SMS was sent, delivered, rejected … */
export const deliveryStatus = {
	option: {
		name: 'Delivery Status',
		value: 'deliveryStatus' as const,
		description:
			'An SMS was sent, delivered, rejected or could not be delivered. One SMS can be "delivered" twice: to the operator, then to the phone (field "detail").',
	},

	recognise: (body) => payloadOf(body, 'outbound_message_status_changed'),

	identity(fields) {
		const { state, detail, timestamp } = status(fields);
		// 8x8 sends no detail with "sent".
		return [foldId(fields.umid), state, detail ?? 'no detail', timestamp];
	},

	filterable: (fields) => ({ subAccountId: fields.subAccountId, state: status(fields).state }),

	simplify: (fields) => ({
		...pick(fields, ['umid']),
		...pick(status(fields), ['state', 'detail']),
		timestamp: readableDate(status(fields).timestamp),
		...pick(status(fields), ['errorCode', 'errorMessage']),
		...pick(fields, ['destination', 'subAccountId', 'clientMessageId']),
	}),

	sample: (umid, time) =>
		inEnvelope('outbound_message_status_changed', 'Delivery receipt', {
			umid,
			batchId: randomUUID(),
			clientMessageId: 'ticket-4711',
			clientBatchId: 'june',
			subAccountId: SUB_ACCOUNT_ID,
			source: SENDER,
			destination: CUSTOMER,
			status: { state: 'delivered', detail: 'delivered_to_recipient', timestamp: time },
			price: { total: 0.0375, perSms: 0.0375, currency: 'USD' },
			smsCount: 1,
		}),
} satisfies EventKind;
