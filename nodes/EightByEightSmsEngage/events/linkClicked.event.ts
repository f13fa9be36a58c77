import { randomUUID } from 'crypto';

import { pick } from '../values/record';
import { readableDate } from './date';
import { payloadOf } from './envelope';
import type { EventKind } from './event';
import { CUSTOMER, inEnvelope } from './sample';

/** The survey link in the SMS was opened. */
export const linkClicked = {
	option: {
		name: 'Link Clicked',
		value: 'linkClicked' as const,
		description:
			'The link to the survey was opened. Link previews and virus scanners open links too, so this is no proof of a person. It comes only after 8x8 support has switched it on for your subaccount.',
	},

	recognise: (body) => payloadOf(body, 'short_url_clicked'),

	identity: ({ eventId }) => [eventId],

	filterable: () => ({}),

	simplify: (fields) => ({
		...pick(fields, ['umid', 'eventId']),
		occurredAt: readableDate(fields.occurredAt),
		...pick(fields, ['destination', 'shortUrl', 'targetUrl']),
	}),

	sample: (umid, time) =>
		inEnvelope('short_url_clicked', 'Short URL has been clicked', {
			eventId: randomUUID(),
			occurredAt: time,
			umid,
			destination: CUSTOMER,
			shortUrl: 'https://example.com/s/test',
			targetUrl: 'https://example.com/survey',
		}),
} satisfies EventKind;
