import { foldId } from '../values/fold';
import { pick, type Fields } from '../values/record';
import { readableDate } from './date';
import { payloadOf } from './envelope';
import type { EventKind, ItemOptions } from './event';
import { asksToOptOut } from './optOut';
import { CUSTOMER, inEnvelope, SENDER, SUB_ACCOUNT_ID } from './sample';

const optOut = ({ body }: Fields, { optOutKeywords }: ItemOptions) => ({
	optOut: asksToOptOut(body, optOutKeywords),
});

/** The customer has texted back, for example STOP. */
export const inboundMessage = {
	option: {
		name: 'Inbound Message',
		value: 'inboundMessage' as const,
		description:
			'A customer texted back. The field "optOut" is true when the text asks for no more SMS, such as STOP. Nobody can text back to a sender ID with letters.',
	},

	recognise: (body) => payloadOf(body, 'inbound_message_received'),

	identity: ({ umid }) => [foldId(umid)],

	filterable: ({ subAccountId }) => ({ subAccountId }),

	simplify: (fields, options) => ({
		...pick(fields, ['umid']),
		timestamp: readableDate(fields.timestamp),
		...pick(fields, ['source', 'destination', 'body', 'encoding', 'smsCount', 'subAccountId']),
		...optOut(fields, options),
	}),

	sample: (umid, time) =>
		inEnvelope('inbound_message_received', 'Inbound message received', {
			umid,
			subAccountId: SUB_ACCOUNT_ID,
			timestamp: time,
			source: CUSTOMER,
			destination: SENDER,
			body: 'Thank you!',
			encoding: 'GSM7',
			smsCount: 1,
			price: { total: 0, perSms: 0, currency: 'USD' },
		}),

	addToRaw: optOut,
} satisfies EventKind;
