import type { IDataObject } from 'n8n-workflow';

import { foldId } from '../values/fold';
import { isGiven } from '../values/given';
import { pick, withNames, type Fields } from '../values/record';
import { readableDate } from './date';
import type { EventKind, ItemOptions } from './event';
import { answerEntries, ENTRY_FIELDS, keyedAnswers, questionsOf } from './questions';
import { scoreOf } from './score';
import { variablesOf } from './templateVariables';

const score = (fields: Fields, options: ItemOptions): IDataObject =>
	options.scoreQuestion === ''
		? {}
		: { score: scoreOf(questionsOf(answerEntries(fields.answers)), options) };

/** The fields that 8x8 documents of a survey response. */
export const BODY_FIELDS = [
	...['umid', 'surveyId', 'surveyStartedAt', 'surveySubmittedAt', 'templateVariables', 'answers'],
];

/** The fields of a simplified survey response, in the order in which people look for them. */
export const RESPONSE_FIELDS = [
	...['event', 'score', 'answers', 'variables', 'umid', 'surveyId', 'submittedAt', 'startedAt'],
	'responses',
];

/** A customer has answered the survey. 8x8 posts it without an envelope. */
export const surveyResponse = {
	option: {
		name: 'Survey Response',
		value: 'surveyResponse' as const,
		description:
			'A customer submitted the survey. The field "startedAt" is when 8x8 created the survey, not when the customer began.',
	},

	recognise(body) {
		const hasEnvelope = isGiven(body.namespace) || isGiven(body.eventType);
		const fields = withNames(body, BODY_FIELDS);
		const isResponse =
			Object.hasOwn(fields, 'answers') || Object.hasOwn(fields, 'surveySubmittedAt');
		return isResponse && !hasEnvelope ? fields : undefined;
	},

	identity: ({ umid, surveySubmittedAt }) => [foldId(umid), surveySubmittedAt],

	filterable: ({ surveyId }) => ({ surveyId }),

	simplify(fields, options) {
		const entries = answerEntries(fields.answers);
		return {
			...score(fields, options),
			answers: keyedAnswers(questionsOf(entries), options.answersKeyedBy),
			variables: variablesOf(fields.templateVariables),
			...pick(fields, ['umid', 'surveyId']),
			submittedAt: readableDate(fields.surveySubmittedAt),
			startedAt: readableDate(fields.surveyStartedAt),
			responses: entries.map((entry) => pick(entry, ENTRY_FIELDS)),
		};
	},

	sample: (umid, time) => ({
		umid,
		surveyId: 'test-event',
		surveyStartedAt: time,
		surveySubmittedAt: time,
		templateVariables: [
			{ name: 'firstName', value: 'Ann' },
			{ name: 'ticketId', value: '4711' },
		],
		answers: [
			{
				questionId: '1',
				answerId: '9',
				question: 'How likely are you to recommend us to a friend?',
				answer: '9',
			},
			{
				questionId: '2',
				answerId: null,
				question: 'What could we do better?',
				answer: 'This is a test event.',
			},
		],
	}),

	addToRaw: score,
} satisfies EventKind;
