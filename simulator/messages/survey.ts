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

type SurveyField = 'score' | 'satisfaction' | 'solved' | 'liked' | 'comment';

/** What a person picks and types on the survey page. */
export type SurveyInput = {
	score?: number | string;
	satisfaction?: number | string;
	solved?: string;
	/** One choice or several. */
	liked?: string | string[];
	comment?: string;
};

interface Question {
	id: string;
	field: SurveyField;
	kind: 'scale' | 'one' | 'several' | 'text';
	text: string;
	isRequired: boolean;
	/** Value and answer id of each choice; none for a free text. */
	choices: Array<{ id: string; text: string }>;
	/** What the lowest and the highest value of a scale mean. */
	ends?: [lowest: string, highest: string];
}

/** The demo survey: two scores (NPS and CSAT), one choice, several choices, a free text. */
export const questions: readonly Question[] = [
	{
		id: '1',
		field: 'score',
		kind: 'scale',
		text: 'How likely are you to recommend us to a friend?',
		isRequired: true,
		choices: Array.from({ length: 11 }, (_, score) => ({
			id: String(10_000 + score),
			text: String(score),
		})),
		ends: ['Not at all', 'Very likely'],
	},
	{
		id: '5',
		field: 'satisfaction',
		kind: 'scale',
		text: 'How satisfied are you with our support?',
		isRequired: false,
		choices: Array.from({ length: 5 }, (_, index) => ({
			id: String(10_051 + index),
			text: String(index + 1),
		})),
		ends: ['Not at all', 'Very satisfied'],
	},
	{
		id: '2',
		field: 'solved',
		kind: 'one',
		text: 'Was your problem solved?',
		isRequired: true,
		choices: [
			{ id: '10021', text: 'Yes' },
			{ id: '10022', text: 'Partly' },
			{ id: '10023', text: 'No' },
		],
	},
	{
		id: '4',
		field: 'liked',
		kind: 'several',
		text: 'What did you like?',
		isRequired: false,
		choices: [
			{ id: '10041', text: 'The people' },
			{ id: '10042', text: 'The price' },
			{ id: '10043', text: 'The speed' },
		],
	},
	{
		id: '3',
		field: 'comment',
		kind: 'text',
		text: 'What could we do better?',
		isRequired: false,
		choices: [],
	},
];

/**
 * Turns what was picked into 8x8's answers: one for each choice of several, so a question can come
 * several times; a question without an answer is left out. Throws for a choice that the question
 * does not offer.
 */
export function answersFrom(input: SurveyInput): SurveyAnswer[] {
	return questions.flatMap((question) => {
		const picked = [input[question.field]].flat().map((value) => valueText(value).trim());
		return picked.filter((answer) => answer !== '').map((answer) => answerTo(question, answer));
	});
}

function answerTo({ id, text: question, choices }: Question, answer: string): SurveyAnswer {
	const choice = choices.find(({ text }) => text === answer);
	if (choices.length > 0 && !choice) throw new Error(`"${question}" has no answer "${answer}"`);
	return { questionId: id, answerId: choice?.id ?? null, question, answer };
}
