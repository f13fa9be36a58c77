import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { readNumber } from '../../n8n/readField';
import { failureIn, type Outcome } from '../../sending/outcome';
import type { Survey } from '../../sending/survey';
import { readTextField } from '../../text/text';
import { isGiven } from '../../values/given';
import { LONGEST_MESSAGE_ID } from '../../values/ids';
import { InvalidValueError } from '../../values/invalidValue';
import { hoursAfter, isoTime } from '../../values/times';
import type { SurveyReader } from './surveyReader';

const FIELD = 'Reminder';
/** A reminder's client message ID is its survey's with this behind it. */
const SUFFIX = '-reminder';
/** 8x8 takes a schedule of up to seven days (8x8's documentation, "Scheduling messages"). */
const LONGEST_SCHEDULE = { days: 7 };

const after: INodeProperties = {
	displayName: 'After (Hours)',
	name: 'after',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	description:
		"How many hours after the survey the reminder goes out. Less than 'Wait Limit (Hours)', and within 7 days from now.",
};

export const reminder: INodeProperties = {
	displayName: 'Reminder',
	name: 'reminder',
	type: 'fixedCollection',
	placeholder: 'Add reminder',
	default: {},
	description:
		'A second SMS with a link to the same survey, for customers who have not responded by then. A response to either SMS continues the workflow and cancels the reminder if 8x8 has not sent it yet. It goes out even if the execution is stopped, unless you cancel it with Message → Cancel.',
	options: [
		{
			displayName: 'Reminder',
			name: 'reminder',
			values: [
				after,
				{
					displayName: 'Message',
					name: 'message',
					type: 'string',
					typeOptions: { rows: 4 },
					default: 'We would still like to hear from you: {url}',
					description:
						"The text of the reminder. It takes the same placeholders as the survey's 'Message'.",
				},
			],
		},
	],
};

/**
 * Looks at the reminder's text before n8n evaluates the options: of `{{url:name}}` n8n would say
 * "invalid syntax" and nothing more.
 *
 * @param rawOptions the operation's, as n8n stores them
 * @throws {InvalidValueError} naming the reminder
 */
export function assertReadable(rawOptions: IDataObject): void {
	readAsReminder(() => readTextField(entryOf(rawOptions)?.message));
}

/**
 * Reads the reminder's text, which follows the rules of the field Message.
 *
 * @throws {InvalidValueError} naming the reminder, whatever is wrong with its text
 */
export function readAsReminder<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		return namingTheReminder(error);
	}
}

function namingTheReminder(error: unknown): never {
	if (!(error instanceof InvalidValueError) || error.field !== 'Message') throw error;
	throw new InvalidValueError(`${FIELD}: ${error.message}`, FIELD, error.description);
}

/** A reminder as its option holds it. */
export interface Reminder {
	afterHours: number;
	/** How long the execution waits for a response. */
	waitHours: number;
	/** The text as n8n stores it: an expression starts with `=`. */
	rawMessage: unknown;
}

/**
 * @param options the operation's, evaluated
 * @param rawOptions the same, as n8n stores them
 * @throws {InvalidValueError} when the reminder would come after the wait
 */
export function readReminder(
	options: IDataObject,
	rawOptions: IDataObject,
	waitHours: number,
): Reminder | undefined {
	const value = entryOf(options);
	if (value === undefined) return undefined;
	const afterHours = readNumber(value, after);
	if (afterHours <= 0) {
		throw new InvalidValueError(
			"'After (Hours)' is 0, so the reminder would go out together with the survey",
			FIELD,
			'Give a number of hours, for example 24.',
		);
	}
	if (afterHours >= waitHours) throw afterTheWait(afterHours, waitHours);
	return { afterHours, waitHours, rawMessage: entryOf(rawOptions)?.message };
}

function entryOf(options: IDataObject): IDataObject | undefined {
	const entry = (options.reminder as IDataObject | undefined)?.reminder;
	return isGiven(entry) ? (entry as IDataObject) : undefined;
}

function afterTheWait(afterHours: number, waitHours: number): InvalidValueError {
	return new InvalidValueError(
		`The reminder would go out ${afterHours} hours after the survey, but the wait ends after ${waitHours}`,
		FIELD,
		"Make 'After (Hours)' smaller than 'Wait Limit (Hours)'.",
	);
}

/**
 * The reminder of a survey, scheduled at 8x8. It drops an expiry that ends before it goes out.
 *
 * @param survey the reminder's text and variables, read like a survey
 * @param start when the survey itself goes out
 * @param sendingHours what moves the reminder into the sending hours
 * @throws {InvalidValueError} when 8x8 would not take the schedule or the ID
 */
export function asReminder(
	survey: Survey,
	{ afterHours, waitHours }: Reminder,
	start: DateTime,
	sendingHours: Pick<SurveyReader, 'moment'>,
): Survey {
	const moment = sendingHours.moment(
		survey.itemIndex,
		survey.request.destination,
		hoursAfter(start, afterHours),
	);
	const end = hoursAfter(start, waitHours);
	if (moment >= end) {
		throw new InvalidValueError(
			`By the sending hours the reminder would go out at ${isoTime(moment)}, but the wait ends at ${isoTime(end)}`,
			FIELD,
			"Make 'Wait Limit (Hours)' greater or 'After (Hours)' smaller, or allow more hours or days in 'Sending Hours'.",
		);
	}
	if (moment > DateTime.now().plus(LONGEST_SCHEDULE)) {
		throw new InvalidValueError(
			`The reminder would go out at ${isoTime(moment)}, and 8x8 schedules up to 7 days ahead`,
			FIELD,
			"Make 'After (Hours)' smaller, or send the survey sooner.",
		);
	}
	const { expiry, clientMessageId, ...request } = survey.request;
	const longest = LONGEST_MESSAGE_ID - SUFFIX.length;
	if (clientMessageId !== undefined && clientMessageId.length > longest) {
		throw new InvalidValueError(
			`'Client Message ID' has ${clientMessageId.length} characters, and with a reminder at most ${longest} are left for it`,
			'Client Message ID',
			'Shorten it.',
		);
	}
	const outlivesIt = expiry !== undefined && DateTime.fromISO(expiry) > moment;
	return {
		...survey,
		request: { ...request, scheduled: isoTime(moment), ...(outlivesIt && { expiry }) },
	};
}

/** The client message ID of a survey's reminder. */
export function reminderId(clientMessageId: unknown): string {
	return `${String(clientMessageId)}${SUFFIX}`;
}

/**
 * The reminder that the execution keeps while it waits: what 8x8 took, or why it took nothing. The
 * subaccount is kept for cancelling where it is not the credential's.
 */
export function reminderToPark(outcome: Outcome, ownSubAccountId: string | undefined): IDataObject {
	const failure = failureIn(outcome);
	if (failure) return { error: failure.message };
	const { umid, scheduled } = (outcome as { json: IDataObject }).json;
	return {
		umid,
		scheduled,
		cancelled: false,
		...(ownSubAccountId !== undefined && { subAccountId: ownSubAccountId }),
	};
}
