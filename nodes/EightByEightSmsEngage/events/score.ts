import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../values/record';
import type { ItemOptions, ScoreType } from './event';
import { cleanQuestion } from './question';

type Scale = Array<{ from: number; to: number; category: string }>;

const SCALES: Record<ScoreType, Scale> = {
	nps: [
		{ from: 9, to: 10, category: 'promoter' },
		{ from: 7, to: 9, category: 'passive' },
		{ from: 0, to: 7, category: 'detractor' },
	],
	csat: [
		{ from: 4, to: 5, category: 'satisfied' },
		{ from: 3, to: 4, category: 'neutral' },
		{ from: 1, to: 3, category: 'dissatisfied' },
	],
	ces: [
		{ from: 5, to: 7, category: 'easy' },
		{ from: 4, to: 5, category: 'neutral' },
		{ from: 1, to: 4, category: 'difficult' },
	],
};

function startingNumber(answer: unknown): number | undefined {
	if (typeof answer !== 'string' && typeof answer !== 'number') return undefined;
	const start = /^\s*-?\d{1,15}(?:\.\d{1,15})?/.exec(String(answer));
	return start === null ? undefined : Number(start[0]);
}

function isQuestion(entry: Fields, wanted: string): boolean {
	const { questionId } = entry;
	if (typeof questionId === 'string' || typeof questionId === 'number') {
		if (String(questionId).trim() === wanted.trim()) return true;
	}
	const question = cleanQuestion(entry.question).toLowerCase();
	return question !== '' && question === cleanQuestion(wanted).toLowerCase();
}

/**
 * The score that the answer to `scoreQuestion` starts with, and its category on the scale
 * `scoreType`. Null when the question was not answered or the answer starts with no number. A
 * number outside the scale keeps its value and has the category null.
 */
export function scoreOf(answers: Fields[], options: ItemOptions): IDataObject | null {
	for (const entry of answers) {
		if (!isQuestion(entry, options.scoreQuestion)) continue;
		const value = startingNumber(entry.answer);
		if (value === undefined) continue;
		const step = SCALES[options.scoreType].find(({ from, to }) => value >= from && value <= to);
		return {
			question: cleanQuestion(entry.question),
			value,
			type: options.scoreType,
			category: step?.category ?? null,
		};
	}
	return null;
}
