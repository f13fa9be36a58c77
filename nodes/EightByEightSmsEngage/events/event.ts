import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Fields } from '../values/record';

export type ScoreType = 'nps' | 'csat' | 'ces';

/** How an event becomes an item. */
export interface ItemOptions {
	answersKeyedBy: 'question' | 'questionId';
	/** A question's ID or text; empty when no score is wanted. */
	scoreQuestion: string;
	scoreType: ScoreType;
	/** The user's own, in addition to the built-in ones. */
	optOutKeywords: string[];
}

/** What the trigger's filters look at. A field that the event does not carry is undefined. */
export interface Filterable {
	surveyId?: unknown;
	subAccountId?: unknown;
	state?: unknown;
}

/** One kind of event that 8x8 posts. */
export interface EventKind {
	/** Its entry in the list of events; the value is the item's `event`. */
	option: INodePropertyOptions & { value: string };
	/** The event's own fields, or undefined when the body is another kind of event. */
	recognise(body: Fields): Fields | undefined;
	/** The values that identify an event. If one is missing, the whole body does. */
	identity(fields: Fields): unknown[];
	filterable(fields: Fields): Filterable;
	/** The simplified item without `event`: at most nine fields. */
	simplify(fields: Fields, options: ItemOptions): IDataObject;
	/**
	 * A body as 8x8 posts it, for a test event. Source: 8x8's documentation, "Delivery receipts", "Inbound
	 * SMS", "Short URL clicks", and of SMS Engage "Retrieve survey responses".
	 *
	 * @param time ISO 8601
	 */
	sample(umid: string, time: string): IDataObject;
	/** What a raw item holds besides the body. */
	addToRaw?(fields: Fields, options: ItemOptions): IDataObject;
}
