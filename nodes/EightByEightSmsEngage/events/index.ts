import type { IDataObject } from 'n8n-workflow';

import { deliveryStatus } from './deliveryStatus.event';
import { limitDepth } from './depth';
import { unwrapXml } from './envelope';
import type { Fields } from '../values/record';
import type { EventKind, EventName, ItemOptions } from './event';
import { inboundMessage } from './inboundMessage.event';
import { linkClicked } from './linkClicked.event';
import { surveyResponse } from './surveyResponse.event';

const KINDS: EventKind[] = [surveyResponse, deliveryStatus, linkClicked, inboundMessage];

/** An event that 8x8 has posted. */
export interface WebhookEvent {
	kind: EventKind;
	/** The event's own fields, outside of 8x8's envelope. */
	fields: Fields;
	/** The whole body. */
	body: Fields;
}

/** The event in a webhook body, or undefined when it is none that 8x8 documents. */
export function recogniseEvent(posted: Fields): WebhookEvent | undefined {
	const body = unwrapXml(limitDepth(posted));
	for (const kind of KINDS) {
		const fields = kind.recognise(body);
		if (fields !== undefined) return { kind, fields, body };
	}
	return undefined;
}

/**
 * A text that is equal for two posts of one event and differs for two events: its identifying
 * values, or the whole body when one of them is missing.
 */
export function identityOf({ kind, fields, body }: WebhookEvent): string {
	const values = kind.identity(fields);
	const complete = values.every(
		(value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
	);
	return JSON.stringify([kind.name, complete ? values : body]);
}

/** `{ event, … }` in the simplified shape. */
export function simplifiedItem({ kind, fields }: WebhookEvent, options: ItemOptions): IDataObject {
	return { event: kind.name, ...kind.simplify(fields, options) };
}

/** `{ event, … }` with the body as 8x8 sent it. */
export function rawItem({ kind, body }: WebhookEvent): IDataObject {
	const item: { event: EventName } & Fields = { event: kind.name, ...body };
	item.event = kind.name;
	return item as unknown as IDataObject;
}
