import { wordsOf } from '../values/fold';
import { STOP_WORDS, WHOLE_TEXTS } from './optOutKeywords';

const MOST_WORDS = 3;

const joined = (keyword: string) => wordsOf(keyword).join('');
const folded = (keywords: Set<string>) => new Set([...keywords].map(joined));
const stopWords = folded(STOP_WORDS);
const wholeTexts = folded(WHOLE_TEXTS);

/** Whether a customer's text asks for no more SMS; `own` adds keywords to ours. */
export function asksToOptOut(body: unknown, own: string[]): boolean {
	if (typeof body !== 'string' && typeof body !== 'number') return false;
	const words = wordsOf(String(body));
	if (words.length === 0) return false;
	const whole = words.join('');
	if (stopWords.has(whole) || wholeTexts.has(whole)) return true;
	if (own.some((keyword) => joined(keyword) === whole)) return true;
	const [first = '', second = ''] = words;
	return words.length <= MOST_WORDS && (stopWords.has(first) || stopWords.has(first + second));
}
