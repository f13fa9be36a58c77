import type { ScoreType } from '../../../nodes/EightByEightSmsEngage/events/event';
import { scoreOf } from '../../../nodes/EightByEightSmsEngage/events/score';

const question = '<b>How likely</b> are you to recommend us?';
const score = (answer: unknown, scoreType: ScoreType = 'nps', scoreQuestion = '7') =>
	scoreOf([{ questionId: '7', question, answer }], {
		answersKeyedBy: 'question',
		scoreQuestion,
		scoreType,
	});

it.each<[ScoreType, number[], string | null]>([
	['nps', [9, 10], 'promoter'],
	['nps', [7, 8], 'passive'],
	['nps', [0, 1, 2, 3, 4, 5, 6], 'detractor'],
	['nps', [-1, 11, 100], null],
	['csat', [4, 5], 'satisfied'],
	['csat', [3], 'neutral'],
	['csat', [1, 2], 'dissatisfied'],
	['csat', [0, 6], null],
	['ces', [5, 6, 7], 'easy'],
	['ces', [4], 'neutral'],
	['ces', [1, 2, 3], 'difficult'],
	['ces', [0, 8], null],
])('%s %j is %s', (type, values, category) => {
	for (const value of values) {
		const expected = { question: 'How likely are you to recommend us?', value, type, category };
		expect(score(String(value), type)).toStrictEqual(expected);
		expect(score(value, type)).toStrictEqual(expected);
	}
});

it.each([
	['9 - Very likely', 9],
	['9/10', 9],
	[' 9 ', 9],
	['\n9', 9],
	['10', 10],
	['9.', 9],
	['9th', 9],
	['8.5', 8.5],
	['08', 8],
])('%j starts with %d', (answer, value) => {
	expect(score(answer)?.value).toBe(value);
});

it.each<unknown>([
	'Very likely: 9',
	'',
	' ',
	'-',
	'- 9',
	null,
	undefined,
	true,
	{},
	[9],
	{ toString: 1 },
])('%j has no score', (answer) => {
	expect(score(answer)).toBeNull();
});

it.each([
	'7',
	' 7 ',
	question,
	'How likely are you to recommend us?',
	'  how LIKELY are you\nto recommend us? ',
])('finds the question by %j', (scoreQuestion) => {
	expect(score('9', 'nps', scoreQuestion)?.value).toBe(9);
});

it.each(['8', 'How likely', 'null', '[object Object]'])('finds none by %j', (scoreQuestion) => {
	expect(score('9', 'nps', scoreQuestion)).toBeNull();
});

it('takes the first answer that has a number', () => {
	const answers = [
		{ questionId: '7', question, answer: null },
		{ questionId: 7, question, answer: '3' },
		{ questionId: '7', question, answer: '9' },
	];
	const options = { answersKeyedBy: 'question', scoreQuestion: '7', scoreType: 'nps' } as const;
	expect(scoreOf(answers, options)?.value).toBe(3);
});
