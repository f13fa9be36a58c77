import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { EventName } from '../../events';

/** Numbers that belong to nobody. */
const CUSTOMER = '+6590000000';
const SENDER = '+6580000000';
const SUB_ACCOUNT_ID = 'test_event';

const event = (eventType: string, description: string, payload: IDataObject): IDataObject => ({
	namespace: 'SMS',
	eventType,
	description,
	payload,
});

/**
 * A body of each event as 8x8 posts it, with a message ID and a time given. Source: 8x8's documentation,
 * "Delivery receipts", "Inbound SMS", "Short URL clicks", and of SMS Engage "Retrieve survey responses".
 */
export const TEST_EVENTS: Record<EventName, (umid: string, time: string) => IDataObject> = {
	surveyResponse: (umid, time) => ({
		umid,
		surveyId: 'test-event',
		surveyStartedAt: time,
		surveySubmittedAt: time,
		templateVariables: [
			{ name: 'firstName', value: 'Ann' },
			{ name: 'ticketId', value: '4711' },
		],
		answers: [
			{
				questionId: '1',
				answerId: '9',
				question: 'How likely are you to recommend us?',
				answer: '9',
			},
			{
				questionId: '2',
				answerId: null,
				question: 'What could we do better?',
				answer: 'This is a test event.',
			},
		],
	}),

	deliveryStatus: (umid, time) =>
		event('outbound_message_status_changed', 'Delivery receipt', {
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

	linkClicked: (umid, time) =>
		event('short_url_clicked', 'Short URL has been clicked', {
			eventId: randomUUID(),
			occurredAt: time,
			umid,
			destination: CUSTOMER,
			shortUrl: 'https://example.com/s/test',
			targetUrl: 'https://example.com/survey',
		}),

	inboundMessage: (umid, time) =>
		event('inbound_message_received', 'Inbound message received', {
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
};
