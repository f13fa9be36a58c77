import fc from 'fast-check';

import type { ScoreType } from '../../../nodes/EightByEightSmsEngage/events/event';
import { questionsOf } from '../../../nodes/EightByEightSmsEngage/events/questions';
import { scoreOf } from '../../../nodes/EightByEightSmsEngage/events/score';
import type { Fields } from '../../../nodes/EightByEightSmsEngage/values/record';

const question = '<b>How likely</b> are you to recommend us?';
const scoreIn = (entries: Fields[], scoreQuestion: string, scoreType: ScoreType = 'nps') =>
	scoreOf(questionsOf(entries), {
		answersKeyedBy: 'question',
		scoreQuestion,
		scoreType,
		optOutKeywords: [],
	});
const score = (answer: unknown, scoreType: ScoreType = 'nps', scoreQuestion = '7') =>
	scoreIn([{ questionId: '7', question, answer }], scoreQuestion, scoreType);

test.each<[ScoreType, number[], string | null]>([
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

test.each([
	['9 - Very likely', 9],
	['9/10', 9],
	[' 9 ', 9],
	['\n9', 9],
	['10', 10],
	['9.', 9],
	['9th', 9],
	['8.75', 8.75],
	['4,5', 4.5],
	['(9) Very likely', 9],
	['[9]', 9],
	['（９）', 9],
	['+9', 9],
	['#9', 9],
	['<b>9</b>', 9],
	['&#57;&nbsp;- likely', 9],
	['\u200b\ufeff9', 9],
	['9️⃣', 9],
	['1️⃣0️⃣', 10],
	['🔟 Sehr gern', 10],
	['⑩', 10],
	['⑤満足', 5],
	['❿', 10],
	['⒑', 10],
	['🄋', 0],
	['1\u200b0', 10],
	['1&shy;0', 10],
	['1<wbr/>0', 10],
	['1<bdi>0</bdi>', 10],
	['<p>1</p><p>0</p>', 1],
	['"9"', 9],
	['<9', 9],
	['٩', 9],
	['۹', 9],
	['९', 9],
	['๙', 9],
	['９', 9],
	['𝟗', 9],
	['١٠', 10],
	['٤٫٥', 4.5],
	['９．５', 9.5],
	['9½', 9],
	['9²', 9],
	['−1', -1],
	['-0', 0],
	[7.25, 7.25],
	['08', 8],
])('%j starts with %d', (answer, value) => {
	expect(score(answer)?.value).toBe(value);
});

test('what nobody sees changes no number, wherever it stands', () => {
	const unseen = fc.constantFrom(
		...['\u200b', '\u00ad', '\u2066', '\u202c', '\ufe0f', '\u20e3', '\0', '\x7f'],
		...['&shy;', '&zwj;', '&#8288;', '<wbr>', '<b>', '</i>', '<span class="x">', '<ins>'],
	);
	const gap = fc.array(unseen, { maxLength: 3 }).map((marks) => marks.join(''));
	const number = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(4.5, 100, 9.75));
	fc.assert(
		fc.property(number, fc.array(gap, { minLength: 20 }), fc.boolean(), (value, gaps, isNamed) => {
			const written = isNamed ? `${value} - Very likely` : String(value);
			const answer = [...written].map((sign, index) => `${gaps[index] ?? ''}${sign}`).join('');
			expect(score(answer)?.value).toBe(value);
		}),
		{ numRuns: 2000 },
	);
});

test.each<unknown>([
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
	'1234567890123456',
	Infinity,
])('%j holds no number', (answer) => {
	const nothing = { value: null, type: 'nps', category: null };
	expect(score(answer)).toEqual({ question: 'How likely are you to recommend us?', ...nothing });
});

test.each([
	'7',
	' 7 ',
	question,
	'How likely are you to recommend us?',
	'  how LIKELY are you\nto recommend us? ',
])('finds the question by %j', (scoreQuestion) => {
	expect(score('9', 'nps', scoreQuestion)?.value).toBe(9);
});

test.each(['8', 'How likely', 'null', '[object Object]'])('finds none by %j', (scoreQuestion) => {
	expect(score('9', 'nps', scoreQuestion)).toBeNull();
});

test('takes the first answer that has a number', () => {
	const entries = [
		{ questionId: '7', question, answer: null },
		{ questionId: 7, question, answer: '3' },
		{ questionId: '7', question, answer: '9' },
	];
	expect(scoreIn(entries, '7')?.value).toBe(3);
});

test.each([
	["What's your score?", 'What’s your score?'],
	["What's your score?", 'What&rsquo;s your score?'],
	["What's your score?", 'What&#146;s your score? *'],
	['"Very" good?', '« Very » good?'],
	['Très bien, là?', 'Tre\u0300s bien, l&agrave;?'],
	['Wait – long?', 'Wait - long?'],
	['And then...', 'And then…'],
	['How likely?', '1. How likely?'],
	['How likely?', 'Q3: How likely?'],
	['2) How likely?', 'How likely?'],
	['How likely?', 'HOW LIKELY？'],
	['How likely?', 'How\u200b like\u00adly ?'],
	['How likely?', '１．How likely?'],
	['How likely?', '1 – How likely?'],
	['How likely?', '（１）How likely?'],
	['How likely?', '⒈ How likely?'],
	['如何？', '1、如何？'],
	['如何。', '1｡ 如何．'],
	['كيف؟', '\u200f١- كيف؟'],
	["What's it?", '2. What´s it?'],
	['Straße', 'STRASSE'],
	['1.', '1.'],
])('%j is the same question as %j', (wanted, asked) => {
	for (const [one, other] of [
		[wanted, asked],
		[asked, wanted],
	] as const) {
		expect(scoreIn([{ questionId: 'x', question: one, answer: '9' }], other)?.value).toBe(9);
	}
});

test.each([
	['3-5 times a week?', '5 times a week?'],
	['1.5 hours?', '5 hours?'],
	['How likely?', 'How unlikely?'],
	['1.', '2.'],
])('%j is another question than %j', (wanted, asked) => {
	expect(scoreIn([{ questionId: 'x', question: asked, answer: '9' }], wanted)).toBeNull();
});

test('prefers the ID, then the very text, then the text without its number', () => {
	const entries = [
		{ questionId: 'a', question: '1. Score?', answer: '1' },
		{ questionId: 'b', question: '2. Score?', answer: '2' },
		{ questionId: '2. Score?', question: 'Other', answer: '3' },
	];
	expect(scoreIn(entries, '2. Score?')?.value).toBe(3);
	expect(scoreIn(entries.slice(0, 2), '2. Score?')?.value).toBe(2);
	expect(scoreIn(entries.slice(0, 2), 'Score?')?.value).toBe(1);
});
