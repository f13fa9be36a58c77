import type { IDataObject } from 'n8n-workflow';

import { asciiDigits } from '../values/digits';
import { withoutEnclosures } from './enclosedNumbers';
import type { ItemOptions, ScoreType } from './event';
import { plainText } from './plainText';
import { cleanQuestion, foldQuestion, withoutNumbering } from './question';
import type { Question } from './questions';

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

// Full-width forms of the marks that may stand before or in a number, and Arabic's decimal sign.
const WIDE_MARKS = /[\uff03\uff08\uff0b-\uff0e\uff3b\uff5b\u066b\u2212]/g;
const asciiMark = (mark: string) =>
	({ '\u066b': '.', '\u2212': '-' })[mark] ?? String.fromCharCode(mark.charCodeAt(0) - 0xfee0);
/** Also inside a number, and what makes the keycaps of `1️⃣0️⃣`. */
const UNSEEN = /(?!\s)[\p{Cc}\p{Cf}\p{Me}\p{Default_Ignorable_Code_Point}]/gu;
const NUMBER = /^[\s\p{Ps}\p{Pe}\p{Quotation_Mark}#+<]*(-?\d{1,15})(?!\d)(?:[.,](\d{1,15}))?/u;

/** The number that an answer starts with, or null. */
function startingNumber(answer: unknown): number | null {
	if (typeof answer === 'number') return Number.isFinite(answer) ? answer : null;
	if (typeof answer !== 'string') return null;
	const seen = withoutEnclosures(plainText(answer).replace(UNSEEN, ''));
	const text = asciiDigits(seen).replace(WIDE_MARKS, asciiMark);
	const match = NUMBER.exec(text);
	// Adding 0 makes 0 of -0.
	return match === null ? null : Number(`${match[1]}.${match[2] ?? 0}`) + 0;
}

/** The chosen questions: by ID, else by text, else by text without numbering. */
function meant(questions: Question[], wanted: string): Question[] {
	const byId = questions.filter(({ id }) => id !== '' && id === wanted.trim());
	if (byId.length > 0) return byId;
	const cleaned = cleanQuestion(wanted);
	const sameBy = (form: (text: string) => string) => {
		const sought = form(cleaned);
		return sought === '' ? [] : questions.filter(({ text }) => form(text) === sought);
	};
	const byText = sameBy(foldQuestion);
	return byText.length > 0 ? byText : sameBy((text) => foldQuestion(withoutNumbering(text)));
}

/**
 * The score that the answer to `scoreQuestion` starts with, and its category on the scale
 * `scoreType`. Null when the response does not hold the question; value and category are null when
 * its answer holds no number, the category when the number is outside the scale.
 */
export function scoreOf(questions: Question[], options: ItemOptions): IDataObject | null {
	const asked = meant(questions, options.scoreQuestion);
	const [first] = asked;
	if (first === undefined) return null;
	const answers = asked.flatMap(({ text, answers: given }) =>
		given.map((answer) => ({ text, value: startingNumber(answer) })),
	);
	const { text, value } = answers.find((answer) => answer.value !== null) ?? {
		text: first.text,
		value: null,
	};
	const step =
		value === null
			? undefined
			: SCALES[options.scoreType].find(({ from, to }) => value >= from && value <= to);
	return { question: text, value, type: options.scoreType, category: step?.category ?? null };
}
