import type { IDataObject } from 'n8n-workflow';

import { isRecord, withNames, type Fields } from '../values/record';
import type { ItemOptions } from './event';
import { cleanQuestion } from './question';

/** The fields that 8x8 documents of an answer. */
export const ENTRY_FIELDS = ['questionId', 'question', 'answerId', 'answer'];

/** One question of a response, with its answers: several when several were chosen. */
export interface Question {
	/** Empty when 8x8 gave none. */
	id: string;
	/** Cleaned; empty when there is none. */
	text: string;
	answers: unknown[];
}

/** The entries of a response's answers, without empty ones. One that came without its list is one too. */
export function answerEntries(answers: unknown): Fields[] {
	return [answers]
		.flat()
		.filter(isRecord)
		.map((entry) => withNames(entry, ENTRY_FIELDS))
		.filter((entry) => ENTRY_FIELDS.some((name) => Object.hasOwn(entry, name)));
}

/** The questions in the order of their first entry. */
export function questionsOf(entries: Fields[]): Question[] {
	const questions = new Map<string, Question>();
	for (const { questionId, question, answer = null } of entries) {
		const isId = typeof questionId === 'string' || typeof questionId === 'number';
		const id = isId ? String(questionId).trim() : '';
		const text = cleanQuestion(question);
		// Nothing says that two entries without ID and text belong to one question.
		const isNamed = id !== '' || text !== '';
		const key = JSON.stringify(isNamed ? [id, text] : questions.size);
		const known = questions.get(key);
		if (known === undefined) questions.set(key, { id, text, answers: [answer] });
		else known.answers.push(answer);
	}
	return [...questions.values()];
}

/** Gives each name that was taken before a ` (2)`, ` (3)` … so that none overwrites another. */
function uniqueNames(): (name: string) => string {
	const lastNumber = new Map<string, number>();
	return (name) => {
		let unique = name;
		while (lastNumber.has(unique)) {
			const number = (lastNumber.get(name) ?? 1) + 1;
			lastNumber.set(name, number);
			unique = `${name} (${number})`;
		}
		lastNumber.set(unique, 1);
		return unique;
	};
}

/** The answers by question: one answer as it is, several as a list. */
export function keyedAnswers(
	questions: Question[],
	keyedBy: ItemOptions['answersKeyedBy'],
): IDataObject {
	const unique = uniqueNames();
	// fromEntries makes own properties, also of a question that is called __proto__.
	return Object.fromEntries(
		questions.map(({ id, text, answers }) => {
			const name = keyedBy === 'questionId' ? id || text : text || id;
			return [unique(name || 'Question'), answers.length === 1 ? answers[0] : answers];
		}),
	) as IDataObject;
}
