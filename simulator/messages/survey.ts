import { valueText } from './text';

export interface SurveyAnswer {
	questionId: string;
	/** Null for a free text. */
	answerId: string | null;
	question: string;
	answer: string;
}

/** What 8x8 posts when a survey was answered. */
export interface SurveyResponse {
	umid: string;
	surveyId: string;
	surveyStartedAt: string;
	surveySubmittedAt: string;
	templateVariables: Array<{ name: string; value: string }>;
	answers: SurveyAnswer[];
}

type SurveyField = 'score' | 'solved' | 'comment';

/** What a person picks and types on the survey page. */
export type SurveyInput = { score?: number | string; solved?: string; comment?: string };

interface Question {
	id: string;
	field: SurveyField;
	text: string;
	/** Value and answer id of each choice; none for a free text. */
	choices: Array<{ id: string; text: string }>;
}

/** The demo survey: a recommendation score (NPS), a choice, a free text. */
export const questions: readonly Question[] = [
	{
		id: '1',
		field: 'score',
		text: 'How likely are you to recommend us to a friend?',
		choices: Array.from({ length: 11 }, (_, score) => ({
			id: String(10_000 + score),
			text: String(score),
		})),
	},
	{
		id: '2',
		field: 'solved',
		text: 'Was your problem solved?',
		choices: [
			{ id: '10021', text: 'Yes' },
			{ id: '10022', text: 'Partly' },
			{ id: '10023', text: 'No' },
		],
	},
	{ id: '3', field: 'comment', text: 'What could we do better?', choices: [] },
];

/**
 * Turns what was picked into 8x8's answers; a question without an answer is left out. Throws
 * for a choice that the question does not offer.
 */
export function answersFrom(input: SurveyInput): SurveyAnswer[] {
	return questions.flatMap((question) => {
		const answer = valueText(input[question.field]).trim();
		if (answer === '') return [];
		const choice = question.choices.find(({ text }) => text === answer);
		if (question.choices.length > 0 && !choice) {
			throw new Error(`"${question.text}" has no answer "${answer}"`);
		}
		return [
			{ questionId: question.id, answerId: choice?.id ?? null, question: question.text, answer },
		];
	});
}
