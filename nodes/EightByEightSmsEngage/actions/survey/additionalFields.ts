import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Encoding, SurveyRequest } from '../../api/types';
import { readCountry } from '../../values/country';
import {
	isGiven,
	optionalText,
	readCallbackUrl,
	readClientMessageId,
	readSenderId,
} from '../../values/ids';
import { InvalidValueError, quoted } from '../../values/invalidValue';
import { assertTimes, isoTime, readTime } from '../../values/times';

const ENCODINGS = ['AUTO', 'GSM7', 'UCS2'];

export type AdditionalFields = Omit<
	SurveyRequest,
	'destination' | 'templateBody' | 'templateVariables'
>;

/**
 * The request's optional fields, checked against 8x8's rules. An empty field counts as not given.
 *
 * @throws {InvalidValueError} naming the field
 */
export function readAdditionalFields(fields: IDataObject, timezone: string): AdditionalFields {
	const encoding = optionalText(fields.encoding, 'Encoding');
	if (encoding !== undefined && !ENCODINGS.includes(encoding)) {
		throw new InvalidValueError(
			`'Encoding' is ${quoted(encoding)}, which 8x8 does not know`,
			'Encoding',
			`Use ${ENCODINGS.join(', ')}, or leave 'Encoding' out.`,
		);
	}
	const [scheduled, expiry] = (['scheduled', 'expiry'] as const).map((name) =>
		isGiven(fields[name])
			? readTime(fields[name], name === 'scheduled' ? 'Scheduled' : 'Expiry', timezone)
			: undefined,
	);
	// The current time costs as much as all the rest, so it is asked for only where it matters.
	if (scheduled ?? expiry) assertTimes(scheduled, expiry, DateTime.now());

	return definedOnly({
		country: readCountry(fields.country),
		source: readSenderId(fields.source),
		clientMessageId: readClientMessageId(fields.clientMessageId),
		encoding: encoding as Encoding | undefined,
		scheduled: scheduled && isoTime(scheduled),
		expiry: expiry && isoTime(expiry),
		dlrCallbackUrl: readCallbackUrl(fields.dlrCallbackUrl),
	});
}

function definedOnly<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
