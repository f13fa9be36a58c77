import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Fields } from '../values/record';
import { deliveryStatus } from './deliveryStatus.event';
import { unwrapXml } from './envelope';
import type { EventKind, ItemOptions } from './event';
import { inboundMessage } from './inboundMessage.event';
import type { LimitedBody } from './limitBody';
import { linkClicked } from './linkClicked.event';
import { surveyResponse } from './surveyResponse.event';

const KINDS = [deliveryStatus, inboundMessage, linkClicked, surveyResponse];

/** The value of an event in the list, which is the `event` of its items. */
export type EventName = (typeof KINDS)[number]['option']['value'];

/** The list of events, as the editor shows it. */
export const eventOptions: INodePropertyOptions[] = KINDS.map(({ option }) => option);

/** A body of this event as 8x8 posts it; `time` is ISO 8601. */
export function sampleBody(name: EventName, umid: string, time: string): IDataObject {
	return KINDS.find(({ option }) => option.value === name)!.sample(umid, time);
}

/** An event that 8x8 has posted. */
export interface WebhookEvent {
	kind: EventKind;
	/** The event's own fields, outside of 8x8's envelope. */
	fields: Fields;
	/** The whole body. */
	body: Fields;
	/** Whether the body was too large and has been cut. */
	truncated: boolean;
}

/** The event in a webhook body, or undefined when 8x8 documents no such event. */
export function recogniseEvent(posted: LimitedBody): WebhookEvent | undefined {
	const body = unwrapXml(posted.body);
	const { truncated } = posted;
	for (const kind of KINDS as EventKind[]) {
		const fields = kind.recognise(body);
		if (fields !== undefined) return { kind, fields, body, truncated };
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
	return JSON.stringify([kind.option.value, complete ? values : body]);
}

/** `{ event, … }` in the simplified shape. */
export function simplifiedItem({ kind, fields }: WebhookEvent, options: ItemOptions): IDataObject {
	return { event: kind.option.value, ...kind.simplify(fields, options) };
}

/** `{ event, … }` with the body as 8x8 sent it, cut when it was too large. */
export function rawItem(
	{ kind, fields, body, truncated }: WebhookEvent,
	options: ItemOptions,
): IDataObject {
	const event = kind.option.value;
	return {
		// Named twice: it comes first, and nothing in the body replaces it.
		...{ event },
		...body,
		event,
		...kind.addToRaw?.(fields, options),
		...(truncated && { truncated }),
	} as IDataObject;
}
