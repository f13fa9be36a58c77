import { failureOf } from '../n8n/failure';
import { InvalidValueError } from '../values/invalidValue';
import type { OutcomeMemory } from './memory';
import { nameOf } from './sentBefore';
import type { Survey } from './survey';

const FIELD = 'Client Message ID';

/** @throws {InvalidValueError} Send Once tells surveys apart by their client message ID */
export function readForSendOnce(survey: Survey): Survey {
	if (survey.request.clientMessageId !== undefined) return survey;
	throw new InvalidValueError(
		"'Send Once' needs a client message ID",
		FIELD,
		"Add 'Client Message ID' under 'Additional Fields', with a value that stands for this survey, for example the ticket number.",
	);
}

/**
 * Drops surveys whose ID belongs to several numbers in this run: such an ID is a mistake (`ticket-` for
 * all), and sending to one number would silently leave out the others.
 */
export function oneNumberEach(surveys: Survey[], memory: OutcomeMemory): Survey[] {
	const numbers = new Map<string, Set<string>>();
	for (const survey of surveys) {
		const key = nameOf(survey);
		const known = numbers.get(key);
		if (known) known.add(survey.request.destination);
		else numbers.set(key, new Set([survey.request.destination]));
	}
	return surveys.filter((survey) => {
		const count = numbers.get(nameOf(survey))!.size;
		if (count === 1) return true;
		memory.settle(survey, { kind: 'wrong', failure: failureOf(sharedId(survey, count)) });
		return false;
	});
}

function sharedId({ request }: Survey, count: number): InvalidValueError {
	return new InvalidValueError(
		`'Client Message ID' is "${request.clientMessageId}" for ${count} different phone numbers`,
		FIELD,
		"'Send Once' would send to one of them only. Give each survey an ID of its own: if it comes from an expression, check that its field exists in every item.",
	);
}
