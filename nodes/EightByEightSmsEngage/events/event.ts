import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../values/record';

export type EventName = 'surveyResponse' | 'deliveryStatus' | 'linkClicked' | 'inboundMessage';

export type ScoreType = 'nps' | 'csat' | 'ces';

/** How a survey response becomes an item. */
export interface ItemOptions {
	answersKeyedBy: 'question' | 'questionId';
	/** Question id or text; empty means that no score is wanted. */
	scoreQuestion: string;
	scoreType: ScoreType;
}

/** What the trigger's filters look at. A field that the event does not carry is undefined. */
export interface Filterable {
	surveyId?: unknown;
	subAccountId?: unknown;
	state?: unknown;
}

/** One kind of event that 8x8 posts. */
export interface EventKind {
	name: EventName;
	/** The event's own fields, or undefined when the body is no event of this kind. */
	recognise(body: Fields): Fields | undefined;
	/** The values that make two events the same one. */
	identity(fields: Fields): unknown[];
	filterable(fields: Fields): Filterable;
	/** The item of the interface, without `event`. */
	simplify(fields: Fields, options: ItemOptions): IDataObject;
}
