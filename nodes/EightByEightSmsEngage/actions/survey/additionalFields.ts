import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Encoding, SurveyRequest } from '../../api/types';
import { countryOptions, readCountry } from '../../values/country';
import { isGiven, optionalText } from '../../values/given';
import { readClientMessageId, readSenderId } from '../../values/ids';
import { readCallbackUrl } from '../../values/webAddress';
import { InvalidValueError, quoted } from '../../values/invalidValue';
import { assertTimes, isoTime, readTime } from '../../values/times';
import { additionalFieldsField, subAccountIdField } from '../options';

const WITHOUT_ZONE = "A time without a zone is in the workflow's time zone";

/** The optional fields of 8x8's request. */
export type AdditionalFields = Omit<
	SurveyRequest,
	'destination' | 'templateBody' | 'templateVariables'
>;

const ENCODINGS: Encoding[] = ['AUTO', 'GSM7', 'UCS2'];

/**
 * Each optional field of the request: its field in the editor, and how its value is read by 8x8's
 * rules. An empty value reads as undefined.
 */
const FIELDS: {
	[Name in keyof AdditionalFields]-?: {
		property: INodeProperties & { name: Name };
		read(value: unknown, timezone: string): AdditionalFields[Name] | DateTime;
	};
} = {
	clientMessageId: {
		property: {
			displayName: 'Client Message ID',
			name: 'clientMessageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. ticket-4711',
			description:
				'Your own reference for this survey, at most 350 characters. It comes back with the delivery receipts.',
		},
		read: readClientMessageId,
	},
	country: {
		property: {
			displayName: 'Country',
			name: 'country',
			type: 'options',
			options: countryOptions,
			default: '',
			description:
				'The country of phone numbers that are written without their country code, such as 0151 12345678. An expression may give a two-letter code or an English name.',
			builderHint: {
				propertyHint:
					'Needed when phone numbers have no country code. A two-letter code such as GB.',
			},
		},
		read: readCountry,
	},
	dlrCallbackUrl: {
		property: {
			displayName: 'Delivery Receipt URL',
			name: 'dlrCallbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				"Where 8x8 posts this survey's delivery receipts, instead of your account's webhook. The URL of an 8x8 SMS Engage Trigger will do.",
		},
		read: readCallbackUrl,
	},
	encoding: {
		property: {
			displayName: 'Encoding',
			name: 'encoding',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'AUTO', description: '8x8 chooses by the text' },
				{ name: 'GSM 7-Bit', value: 'GSM7', description: '160 characters fit into one SMS' },
				{ name: 'Unicode', value: 'UCS2', description: '70 characters fit into one SMS' },
			],
			default: 'AUTO',
			description: 'How the text is encoded. Automatic is right for nearly all texts.',
		},
		read: readEncoding,
	},
	expiry: {
		property: {
			displayName: 'Expiry',
			name: 'expiry',
			type: 'dateTime',
			default: '',
			description: `When the survey is no longer worth sending. ${WITHOUT_ZONE}.`,
		},
		read: timeOf('Expiry'),
	},
	scheduled: {
		property: {
			displayName: 'Scheduled',
			name: 'scheduled',
			type: 'dateTime',
			default: '',
			description: `When 8x8 sends the survey; at once if left out. ${WITHOUT_ZONE}.`,
		},
		read: timeOf('Scheduled'),
	},
	source: {
		property: {
			displayName: 'Sender ID',
			name: 'source',
			type: 'string',
			default: '',
			placeholder: 'e.g. MyCompany',
			description:
				'What the phone shows as sender, at most 16 characters. It must be registered for your subaccount.',
		},
		read: readSenderId,
	},
};

type Times = { [Name in 'scheduled' | 'expiry']?: DateTime };

const clientBatchId: INodeProperties = {
	displayName: 'Client Batch ID',
	name: 'clientBatchId',
	type: 'string',
	default: '',
	description: 'Your own reference for the batch, at most 20 characters',
	displayOptions: { show: { '/operation': ['sendBatch'] } },
};

/** All of them for the editor, in the order of their names. */
export const additionalFields = additionalFieldsField([
	clientBatchId,
	...Object.values(FIELDS).map(({ property }) => property),
	subAccountIdField("The subaccount that sends, if it is not the credential's"),
]);

/**
 * The request's optional fields, checked against 8x8's rules. An empty field counts as not given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readAdditionalFields(fields: IDataObject, timezone: string): AdditionalFields {
	const read = Object.values(FIELDS)
		.map(({ property: { name }, read: readValue }) => [name, readValue(fields[name], timezone)])
		.filter(([, value]) => value !== undefined);
	const { scheduled, expiry } = Object.fromEntries(read) as Times;
	// The current time costs as much as all the rest, so it is asked for only where it matters.
	if (scheduled ?? expiry) assertTimes(scheduled, expiry, DateTime.now());
	return Object.fromEntries(
		read.map(([name, value]) => [name, value instanceof DateTime ? isoTime(value) : value]),
	) as AdditionalFields;
}

function readEncoding(value: unknown): Encoding | undefined {
	const encoding = optionalText(value, 'Encoding');
	if (encoding === undefined || isEncoding(encoding)) return encoding;
	throw new InvalidValueError(
		`'Encoding' is ${quoted(encoding)}, which 8x8 does not know`,
		'Encoding',
		`Use ${ENCODINGS.join(', ')}, or leave 'Encoding' out.`,
	);
}

const isEncoding = (text: string): text is Encoding => ENCODINGS.includes(text as Encoding);

function timeOf(field: string) {
	return (value: unknown, timezone: string) =>
		isGiven(value) ? readTime(value, field, timezone) : undefined;
}
