import { isRecord, type Fields } from '../values/record';

/** The fields that 8x8 documents of SMS events. */
export const SMS_EVENT_FIELDS = [
	...['namespace', 'eventType', 'description', 'payload', 'umid', 'batchId', 'clientMessageId'],
	...['clientBatchId', 'subAccountId', 'source', 'destination', 'status', 'state', 'detail'],
	...['timestamp', 'errorCode', 'errorMessage', 'price', 'total', 'perSms', 'currency'],
	...['smsCount', 'eventId', 'occurredAt', 'shortUrl', 'targetUrl', 'body', 'encoding'],
];
const NAME_OF_TAG = new Map(SMS_EVENT_FIELDS.map((name) => [name.toLowerCase(), name]));
const NUMBERS = new Set(['errorCode', 'total', 'perSms', 'smsCount']);
const DEEPEST_LEVEL = 3;

// n8n's XML parser keeps attributes under `$`, and then the text under `_`.
function fromXml(name: string, value: unknown, level: number): unknown {
	if (isRecord(value)) {
		if ('_' in value) return fromXml(name, value._, level);
		if (Object.keys(value).every((key) => key === '$')) return null;
		return level > DEEPEST_LEVEL ? value : restoreNames(value, level);
	}
	if (!NUMBERS.has(name) || typeof value !== 'string') return value;
	const number = Number(value);
	return value.trim() === '' || Number.isNaN(number) ? null : number;
}

function restoreNames(tags: Fields, level: number): Fields {
	return Object.fromEntries(
		Object.entries(tags)
			.filter(([tag]) => tag !== '$')
			.map(([tag, value]) => {
				const name = NAME_OF_TAG.get(tag.toLowerCase()) ?? tag;
				return [name, fromXml(name, value, level + 1)];
			}),
	);
}

/**
 * The body of an SMS event that came as XML, as 8x8 would have sent it in JSON. n8n's parser hands
 * XML over as `{ root: … }` with all tags in lower case and every value a text. Anything else
 * comes back as it is.
 */
export function unwrapXml(body: Fields): Fields {
	if (!isRecord(body.root) || Object.keys(body).length > 1) return body;
	return restoreNames(body.root, 0);
}

/** The payload of 8x8's envelope `{ namespace: "SMS", eventType, description, payload }`. */
export function payloadOf(body: Fields, eventType: string): Fields | undefined {
	const isEvent = body.namespace === 'SMS' && body.eventType === eventType;
	return isEvent && isRecord(body.payload) ? body.payload : undefined;
}
