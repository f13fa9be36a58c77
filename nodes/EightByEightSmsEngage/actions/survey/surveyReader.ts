import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { InvalidValueError } from '../../values/invalidValue';
import type { SendingHours } from '../../values/sendingHours';
import { dueAt, isoTime } from '../../values/times';
import { hasCountryCodeOf, phoneNumber } from '../../values/phoneNumber';
import { assertSegments } from '../../text/segments';
import type { Variables } from '../../text/variables';
import { readNumber } from '../../n8n/readField';
import { ItemParameters } from '../../n8n/itemParameters';
import type { Survey } from '../../sending/survey';
import { readClientBatchId, readSubAccountId, readSurveyId } from '../../values/ids';
import { SurveysSeen } from './hints';
import { MessageReader } from './messageReader';
import { maxSegments } from './options';
import { readSendingHours } from './sendingHours';
import { readAdditionalFields, type AdditionalFields } from './additionalFields';

/** Reads the items' parameters. Its functions throw an `InvalidValueError` that names the field. */
export class SurveyReader {
	readonly parameters: ItemParameters;

	readonly messages: MessageReader;
	private readonly seen = new SurveysSeen();
	private readonly hours = new Map<string, SendingHours | undefined>();
	private lastAdditional?: { fields: IDataObject; additional: AdditionalFields };

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly subAccountOfCredential: unknown,
	) {
		this.parameters = new ItemParameters(context);
		this.messages = new MessageReader(context, this.parameters);
	}

	/**
	 * @param own variables that the node adds by itself
	 * @param rawMessage a text in place of the field Message, as n8n stores it; the variables are the same
	 */
	survey(itemIndex: number, own?: Variables, rawMessage?: unknown): Survey {
		const surveyId = readSurveyId(this.parameters.get('surveyId', itemIndex));
		const fields = this.parameters.collection('additionalFields', itemIndex);
		const { country, ...additional } = this.additional(fields);
		const destination = phoneNumber(this.parameters.get('destination', itemIndex), country);
		const { outgoing } =
			rawMessage === undefined
				? this.messages.read(itemIndex)
				: this.messages.readSecond(itemIndex, rawMessage);
		const options = this.parameters.collection('options', itemIndex);
		const mostSegments = readNumber(options, maxSegments);
		assertSegments(outgoing.text, mostSegments, additional.encoding);
		const { templateBody, templateVariables: variables } = outgoing;
		const postponed = this.postponed(this.sendingHours(options), destination, additional);
		const templateVariables = own ? { ...variables, ...own } : variables;
		const survey: Survey = {
			itemIndex,
			surveyId,
			subAccountId: readSubAccountId(fields.subAccountId, this.subAccountOfCredential),
			request: {
				destination,
				templateBody,
				...(Object.keys(templateVariables).length > 0 && { templateVariables }),
				...additional,
				// 8x8 would read another country's number by this country's rules.
				...(country && hasCountryCodeOf(destination, country) && { country }),
				...(postponed && { scheduled: isoTime(postponed) }),
			},
			...(postponed && { postponed: true }),
		};
		this.seen.note(additional, outgoing.text);
		return survey;
	}

	/** What a person should know of the surveys that were read. */
	hints(): string[] {
		return [...this.messages.hints(), ...this.seen.hints()];
	}

	/**
	 * When a survey that is due at `moment` goes out by the sending hours.
	 *
	 * @throws {InvalidValueError} when there is none in the next 7 days
	 */
	moment(itemIndex: number, destination: string, moment: DateTime): DateTime {
		const options = this.parameters.collection('options', itemIndex);
		return this.sendingHours(options)?.postponed(destination, moment) ?? moment;
	}

	/** Items with the same hours share what was found out for one of them. */
	private sendingHours({ sendingHours }: IDataObject): SendingHours | undefined {
		if (sendingHours === undefined) return undefined;
		const key = JSON.stringify(sendingHours);
		let hours = this.hours.get(key);
		if (!this.hours.has(key)) {
			hours = readSendingHours(sendingHours, this.context.getTimezone());
			this.hours.set(key, hours);
		}
		return hours;
	}

	/** When the sending hours let the survey go out; undefined for its own moment. */
	private postponed(
		hours: SendingHours | undefined,
		destination: string,
		{ scheduled, expiry }: AdditionalFields,
	): DateTime | undefined {
		if (!hours) return undefined;
		const next = hours.postponed(destination, dueAt(scheduled));
		if (next && expiry !== undefined && DateTime.fromISO(expiry) <= next) {
			throw new InvalidValueError(
				`'Expiry' (${expiry}) is before the next sending hours, which begin at ${isoTime(next)}`,
				'Expiry',
				"Choose a later 'Expiry', or allow more hours or days in 'Sending Hours'.",
			);
		}
		return next;
	}

	/** Without expressions all items share one object, which is read once. */
	private additional(fields: IDataObject): AdditionalFields {
		if (this.lastAdditional?.fields !== fields) {
			const additional = readAdditionalFields(fields, this.context.getTimezone());
			this.lastAdditional = { fields, additional };
		}
		return this.lastAdditional.additional;
	}

	/** A survey of a batch. Only there does the client batch ID count. */
	surveyOfBatch(itemIndex: number): Survey {
		const { clientBatchId } = this.parameters.collection('additionalFields', itemIndex);
		const survey = this.survey(itemIndex);
		survey.clientBatchId = readClientBatchId(clientBatchId);
		return survey;
	}
}
