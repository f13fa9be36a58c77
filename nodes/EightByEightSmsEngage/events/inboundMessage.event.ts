import { readableDate } from './date';
import { payloadOf } from './envelope';
import { pick } from '../values/record';
import { type EventKind } from './event';

/** The customer has texted back, for example STOP. */
export const inboundMessage: EventKind = {
	name: 'inboundMessage',

	recognise: (body) => payloadOf(body, 'inbound_message_received'),

	identity: ({ umid }) => [umid],

	filterable: ({ subAccountId }) => ({ subAccountId }),

	simplify: (fields) => ({
		...pick(fields, ['umid']),
		timestamp: readableDate(fields.timestamp),
		...pick(fields, ['source', 'destination', 'body', 'encoding', 'smsCount']),
		...pick(fields, ['subAccountId', 'price']),
	}),
};
