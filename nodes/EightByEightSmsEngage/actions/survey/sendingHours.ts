import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { DailyHours } from '../../values/dailyHours';
import { InvalidValueError, shown } from '../../values/invalidValue';
import { isRecord } from '../../values/record';
import { SendingHours, type WhoseClock } from '../../values/sendingHours';
import { isTimeZone } from '../../values/timeZones';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY_VALUES = DAYS.map((day) => day.toLowerCase());

const from: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'string',
	default: '09:00',
	placeholder: 'e.g. 09:00',
	description: 'When sending may begin',
};

const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	default: '20:00',
	placeholder: 'e.g. 20:00',
	description: 'The end: from this minute on nothing goes out. 24:00 is midnight.',
};

const days: INodeProperties = {
	displayName: 'Days',
	name: 'days',
	type: 'multiOptions',
	options: DAYS.map((name, index) => ({ name, value: DAY_VALUES[index]! })),
	default: [...DAY_VALUES],
	description: 'The days of the week on which surveys may go out',
};

const timeZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'options',
	options: [
		{
			name: "Recipient's",
			value: 'recipient',
			description:
				"The time zone of the phone number's country; of a country with several, all of them",
		},
		{
			name: "Workflow's",
			value: 'workflow',
			description: "The time zone of the workflow's settings",
		},
		{ name: 'Custom', value: 'custom', description: 'One that you name' },
	],
	default: 'recipient',
	description: 'Which time zone the hours are in',
};

const customTimeZone: INodeProperties = {
	displayName: 'Custom Time Zone',
	name: 'customTimeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Singapore',
	description: 'The name of the time zone, as continent and city',
	displayOptions: { show: { timeZone: ['custom'] } },
};

const FIELDS = [from, to, days, timeZone, customTimeZone];

/** What is given, and the defaults of the fields that are not. */
const filledIn = (given: INodeParameters): INodeParameters =>
	Object.fromEntries(FIELDS.map((field) => [field.name, given[field.name] ?? field.default]));

export const sendingHours: INodeProperties = {
	displayName: 'Sending Hours',
	name: 'sendingHours',
	type: 'fixedCollection',
	placeholder: 'Add hours',
	default: { hours: filledIn({}) },
	description:
		'When surveys may go out. A survey outside these hours is scheduled at 8x8 for the next moment inside, at most 7 days ahead.',
	options: [{ displayName: 'Hours', name: 'hours', values: FIELDS }],
};

/**
 * The option as the user set it; undefined when it is not set.
 *
 * @throws {InvalidValueError} for an invalid time, day or time zone, and for hours that last no minute
 */
export function readSendingHours(value: unknown, workflowZone: string): SendingHours | undefined {
	if (!isRecord(value) || !isRecord(value.hours)) return undefined;
	const given = filledIn(value.hours as INodeParameters);
	const [begin, end] = [readMinutes(given, from), readMinutes(given, to)];
	if (begin >= end) {
		throw refused(
			`'From' (${String(given.from)}) is not before 'To' (${String(given.to)})`,
			"Choose a 'To' later than 'From' on the same day. 24:00 is midnight.",
		);
	}
	const hours: DailyHours = { from: begin, to: end, weekdays: readWeekdays(given.days) };
	return new SendingHours(hours, readClock(given, workflowZone), workflowZone);
}

function readMinutes(given: INodeParameters, field: INodeProperties): number {
	const value = given[field.name];
	const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(textOf(value)) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	if (total < 24 * 60 || (field === to && total === 24 * 60)) return total;
	throw refused(
		`'${field.displayName}' is ${shown(value)}, which is not a time of day`,
		'Write hours and minutes, such as 09:00 or 17:30.',
	);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function readWeekdays(value: unknown): Set<number> {
	const days = [value].flat();
	const numberOf = (day: unknown) => DAY_VALUES.indexOf(textOf(day).toLowerCase());
	const unknown = days.findIndex((day) => numberOf(day) < 0);
	if (unknown >= 0 || days.length === 0) {
		throw refused(
			unknown < 0
				? "'Days' holds no day"
				: `'Days' holds ${shown(days[unknown])}, which is not a day of the week`,
			'Choose at least one day, such as monday.',
		);
	}
	return new Set(days.map((day) => (numberOf(day) + 1) % 7));
}

function readClock(given: INodeParameters, workflowZone: string): WhoseClock {
	switch (given.timeZone) {
		case 'recipient':
			return { recipient: true };
		case 'workflow':
			return { zone: workflowZone };
		case 'custom': {
			const zone = textOf(given.customTimeZone).replace(/\s+/g, '_');
			if (isTimeZone(zone)) return { zone };
			throw refused(
				`'Custom Time Zone' is ${shown(given.customTimeZone)}, which is not the name of a time zone`,
				'Write it as continent and city, such as Europe/London or America/New_York. Abbreviations such as BST and EST stand for several time zones.',
			);
		}
		default:
			throw refused(
				`'Time Zone' is ${shown(given.timeZone)}, which is not one of its choices`,
				'Use recipient, workflow or custom.',
			);
	}
}

function refused(message: string, description: string): InvalidValueError {
	return new InvalidValueError(`Sending Hours: ${message}`, 'Sending Hours', description);
}
