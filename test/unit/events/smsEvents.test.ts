import type { IDataObject } from 'n8n-workflow';

import {
	rawItem,
	recogniseEvent,
	simplifiedItem,
} from '../../../nodes/EightByEightSmsEngage/events';
import type { ItemOptions } from '../../../nodes/EightByEightSmsEngage/events/event';
import { limitBody } from '../../../nodes/EightByEightSmsEngage/events/limitBody';
import type { Fields } from '../../../nodes/EightByEightSmsEngage/values/record';
import { deliveryReceiptBody, smsEventBody } from '../../support/webhookContext';

const options: ItemOptions = {
	answersKeyedBy: 'question',
	scoreQuestion: '',
	scoreType: 'nps',
	optOutKeywords: ['genug'],
};
const recognised = (body: Fields) => {
	const event = recogniseEvent(limitBody(body));
	if (event === undefined) throw new Error('not recognised');
	return event;
};
const item = (body: Fields) => simplifiedItem(recognised(body), options);

const receipt = {
	event: 'deliveryStatus',
	umid: 'umid-1',
	state: 'delivered',
	detail: 'delivered_to_recipient',
	timestamp: '2026-01-02T03:04:05.67Z',
	errorCode: 0,
	errorMessage: null,
	destination: '+6591234567',
	subAccountId: 'care',
	clientMessageId: 'client-1',
};

test('simplifies a delivery receipt', () => {
	expect(item(deliveryReceiptBody())).toStrictEqual(receipt);
});

test('simplifies a click', () => {
	const click = {
		umid: 'umid-1',
		eventId: 'event-1',
		occurredAt: '2026-01-02T03:04:05Z',
		destination: '+6591234567',
		shortUrl: 'https://8x8.co/abc123456',
		targetUrl: 'https://survey.example/',
	};
	const body = smsEventBody('short_url_clicked', { ...click, other: 1 });
	expect(item(body)).toStrictEqual({ event: 'linkClicked', ...click });
});

test('simplifies an inbound message', () => {
	const message = {
		umid: 'umid-2',
		timestamp: '2026-01-02T03:04:05Z',
		source: '+6591234567',
		destination: '+6590000000',
		body: 'STOP',
		encoding: 'GSM7',
		smsCount: 1,
		subAccountId: 'care',
	};
	const body = smsEventBody('inbound_message_received', { ...message, price: null });
	expect(item(body)).toStrictEqual({ event: 'inboundMessage', ...message, optOut: true });
	expect(rawItem(recognised(body), options)).toStrictEqual({
		event: 'inboundMessage',
		...body,
		optOut: true,
	});
	const own = smsEventBody('inbound_message_received', { body: 'Genug!' });
	expect(item(own).optOut).toBe(true);
});

test.each([
	['outbound_message_status_changed', Object.keys(receipt)],
	[
		'short_url_clicked',
		['event', 'umid', 'eventId', 'occurredAt', 'destination', 'shortUrl', 'targetUrl'],
	],
])('%s with nothing in it has all its fields, as null', (eventType, names) => {
	const { event, ...fields } = item(smsEventBody(eventType, { status: 'none' }));
	expect(event).toBeTruthy();
	expect(['event', ...Object.keys(fields)].sort()).toEqual([...names].sort());
	expect(new Set(Object.values(fields))).toEqual(new Set([null]));
});

test.each(['occurredAt', 'timestamp'])('an unreadable %s is null', (name) => {
	const eventType = name === 'timestamp' ? 'inbound_message_received' : 'short_url_clicked';
	expect(item(smsEventBody(eventType, { [name]: 'soon' }))[name]).toBeNull();
	const status = { state: 'sent', timestamp: 'soon' };
	expect(item(deliveryReceiptBody({ status })).timestamp).toBeNull();
});

test('gives the raw body with the event’s name, which nothing in it replaces', () => {
	const body = { ...deliveryReceiptBody(), event: 'mine', extra: { kept: true } };
	expect(rawItem(recognised(body), options)).toStrictEqual({ ...body, event: 'deliveryStatus' });
});

describe('XML', () => {
	// What n8n's parser (xml2js: normalizeTags, no explicitArray) makes of a receipt.
	const root = {
		$: { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
		namespace: 'SMS',
		eventtype: 'outbound_message_status_changed',
		description: 'An event',
		payload: {
			umid: 'umid-1',
			batchid: 'batch-1',
			clientmessageid: 'client-1',
			clientbatchid: { $: { 'xsi:nil': 'true' } },
			subaccountid: 'care',
			source: 'ACME',
			destination: { _: '+6591234567', $: { type: 'msisdn' } },
			status: {
				state: 'delivered',
				detail: 'delivered_to_recipient',
				timestamp: '2026-01-02T03:04:05.67Z',
				errorcode: '0',
				errormessage: { $: { 'xsi:nil': 'true' } },
			},
			price: { total: '0.024', persms: '0.012', currency: 'USD' },
			smscount: '2',
		},
	};

	test('is unwrapped into what JSON would have brought', () => {
		expect(item({ root })).toStrictEqual(receipt);
		expect(rawItem(recognised({ root }), options)).toStrictEqual({
			event: 'deliveryStatus',
			...deliveryReceiptBody(),
		});
	});

	test('gives null for a number that is none', () => {
		const payload = { ...root.payload, smscount: 'two', price: { total: '', persms: ' ' } };
		expect(rawItem(recognised({ root: { ...root, payload } }), options)).toMatchObject({
			payload: { smsCount: null, price: { total: null, perSms: null } },
		});
	});

	test('of a click is unwrapped too', () => {
		const click = {
			umid: 'u',
			eventId: 'e',
			occurredAt: '2026-01-02T03:04:05Z',
			destination: '+6591234567',
			shortUrl: 'https://8x8.co/abc',
			targetUrl: 'https://survey.example/',
		};
		const payload = Object.fromEntries(
			Object.entries(click).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const posted = { root: { namespace: 'SMS', eventtype: 'short_url_clicked', payload } };
		expect(item(posted)).toStrictEqual({ event: 'linkClicked', ...click });
	});

	test.each([
		{ root: 'text' },
		{ root: null },
		{ root: [] },
		{ root, other: 1 },
		{ root: { root } },
	])('%.60j is no event', (body) => {
		expect(recogniseEvent(limitBody(body as unknown as IDataObject))).toBeUndefined();
	});
});
