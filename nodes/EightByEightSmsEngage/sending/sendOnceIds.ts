import { failureOf } from '../n8n/failure';
import { groupBy } from '../values/groupBy';
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
	const wrong = new Set<Survey>();
	for (const same of groupBy(surveys, nameOf).values()) {
		const { size } = new Set(same.map(({ request }) => request.destination));
		if (size === 1) continue;
		for (const survey of same) {
			wrong.add(survey);
			memory.settle(survey, { kind: 'wrong', failure: failureOf(sharedId(survey, size)) });
		}
	}
	return surveys.filter((survey) => !wrong.has(survey));
}

function sharedId({ request }: Survey, count: number): InvalidValueError {
	return new InvalidValueError(
		`'Client Message ID' is "${request.clientMessageId}" for ${count} different phone numbers`,
		FIELD,
		"'Send Once' would send to one of them only. Give each survey an ID of its own: if it comes from an expression, check that its field exists in every item.",
	);
}
