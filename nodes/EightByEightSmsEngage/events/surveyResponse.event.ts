import type { IDataObject } from 'n8n-workflow';

import { readableDate, secondsBetween } from './date';
import { isRecord, pick, type Fields } from '../values/record';
import { type EventKind, type ItemOptions } from './event';
import { cleanQuestion, uniqueNames } from './question';
import { scoreOf } from './score';

function records(value: unknown): Fields[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

// fromEntries makes own properties, also of a variable or question that is called __proto__.
function variables(fields: Fields): IDataObject {
	return Object.fromEntries(
		records(fields.templateVariables)
			.filter(({ name }) => typeof name === 'string' || typeof name === 'number')
			.map(({ name, value }) => [name, value ?? null]),
	) as IDataObject;
}

function keyedAnswers(answers: Fields[], keyedBy: ItemOptions['answersKeyedBy']): IDataObject {
	const unique = uniqueNames();
	return Object.fromEntries(
		answers.map(({ questionId, question, answer }) => {
			const id = ['string', 'number'].includes(typeof questionId) ? String(questionId) : '';
			const text = cleanQuestion(question);
			const name = keyedBy === 'questionId' ? id || text : text || id;
			return [unique(name || 'Question'), answer ?? null];
		}),
	) as IDataObject;
}

/** A customer has answered the survey. 8x8 posts it without an envelope. */
export const surveyResponse: EventKind = {
	name: 'surveyResponse',

	recognise(body) {
		const hasEnvelope = 'namespace' in body || 'eventType' in body;
		const isResponse = Object.hasOwn(body, 'answers') || Object.hasOwn(body, 'surveySubmittedAt');
		return isResponse && !hasEnvelope ? body : undefined;
	},

	identity: ({ umid, surveySubmittedAt }) => [umid, surveySubmittedAt],

	filterable: ({ surveyId }) => ({ surveyId }),

	simplify(fields, options) {
		const answers = records(fields.answers);
		return {
			umid: (fields.umid ?? null) as string | null,
			surveyId: (fields.surveyId ?? null) as string | null,
			startedAt: readableDate(fields.surveyStartedAt),
			submittedAt: readableDate(fields.surveySubmittedAt),
			durationSeconds: secondsBetween(fields.surveyStartedAt, fields.surveySubmittedAt),
			variables: variables(fields),
			answers: keyedAnswers(answers, options.answersKeyedBy),
			responses: answers.map((entry) =>
				pick(entry, ['questionId', 'question', 'answerId', 'answer']),
			),
			...(options.scoreQuestion === '' ? {} : { score: scoreOf(answers, options) }),
		};
	},
};
