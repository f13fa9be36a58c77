import { readableDate } from './date';
import { payloadOf } from './envelope';
import { pick } from '../values/record';
import { type EventKind } from './event';

/** The survey link in the SMS was opened. */
export const linkClicked: EventKind = {
	name: 'linkClicked',

	recognise: (body) => payloadOf(body, 'short_url_clicked'),

	identity: ({ eventId }) => [eventId],

	filterable: () => ({}),

	simplify: (fields) => ({
		...pick(fields, ['umid', 'eventId']),
		occurredAt: readableDate(fields.occurredAt),
		...pick(fields, ['destination', 'shortUrl', 'targetUrl']),
	}),
};
