import { randomUUID } from 'node:crypto';
import type { LedgerMessage } from './message';

/** The envelope of everything that 8x8 posts about an SMS. */
export interface SmsEvent {
	namespace: 'SMS';
	eventType: string;
	description: string;
	payload: Record<string, unknown>;
}

const envelope = (
	eventType: string,
	description: string,
	payload: Record<string, unknown>,
): SmsEvent => ({ namespace: 'SMS', eventType, description, payload });

const PRICE_PER_SMS = 0.0375;

/** A made-up price, in the form 8x8 gives. */
export const priceOf = (smsCount: number) => ({
	total: Number((PRICE_PER_SMS * smsCount).toFixed(4)),
	perSms: PRICE_PER_SMS,
	currency: 'USD',
});

/**
 * What 8x8 says about a state in receipts and in the message's details. `sent` has no detail; the
 * code is one of 8x8's list of receipt error codes (0 to 61), and comes with what went wrong only.
 */
export const stateDetails: Partial<Record<string, { detail: string; error?: [number, string] }>> = {
	delivered: { detail: 'delivered_to_recipient' },
	undelivered: { detail: 'undelivered_to_recipient', error: [46, 'Subscriber not reachable'] },
};

/** The delivery receipt of the message's present state; `detail` instead of the state's own. */
export function receipt(message: LedgerMessage, detail?: string): SmsEvent {
	const told = stateDetails[message.state];
	return envelope('outbound_message_status_changed', 'The state of an SMS has changed', {
		umid: message.umid,
		batchId: message.batchId,
		clientMessageId: message.clientMessageId,
		clientBatchId: message.clientBatchId,
		subAccountId: message.subAccountId,
		source: message.source,
		destination: message.destination,
		status: {
			state: message.state,
			...(told ? { detail: detail ?? told.detail } : {}),
			timestamp: message.stateAt,
			...(told?.error ? { errorCode: told.error[0], errorMessage: told.error[1] } : {}),
		},
		price: priceOf(message.smsCount),
		smsCount: message.smsCount,
	});
}

/** 8x8's old webhook format knows receipts and inbound messages, without their envelope. */
export const hasOldFormat = ({ eventType }: SmsEvent): boolean => eventType !== 'short_url_clicked';

/** The survey link was opened. */
export const linkClicked = (message: LedgerMessage, targetUrl: string, at: string): SmsEvent =>
	envelope('short_url_clicked', 'A short link was opened', {
		eventId: randomUUID(),
		occurredAt: at,
		umid: message.umid,
		destination: message.destination,
		shortUrl: message.shortUrl,
		targetUrl,
	});

/** The customer texted back: source and destination change places. */
export const inbound = (
	message: LedgerMessage,
	text: { body: string; encoding: string; smsCount: number },
	at: string,
): SmsEvent =>
	envelope('inbound_message_received', 'An SMS has come in', {
		umid: randomUUID(),
		subAccountId: message.subAccountId,
		timestamp: at,
		source: message.destination,
		destination: message.source,
		body: text.body,
		encoding: text.encoding,
		smsCount: text.smsCount,
		price: priceOf(0),
	});
