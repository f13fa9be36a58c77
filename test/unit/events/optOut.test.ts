import fc from 'fast-check';

import { asksToOptOut } from '../../../nodes/EightByEightSmsEngage/events/optOut';
import {
	STOP_WORDS,
	WHOLE_TEXTS,
} from '../../../nodes/EightByEightSmsEngage/events/optOutKeywords';

const FCC = ['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe'];
const CARRIERS = ['ARRET', 'OPT-OUT', 'OPTOUT', 'REMOVE', 'TD', 'STOPALL', 'STOP ALL'];

test.each([
	...FCC,
	...CARRIERS,
	...[
		'Arrêt',
		'ＳＴＯＰ',
		'S.T.O.P.',
		's t o p',
		'"Stop!"',
		'stop 🛑',
		'\u200bstop',
		'STOP please',
	],
	...[
		'Stop sending these',
		'opt out now',
		'unsubscribe me',
		'STOP 36180',
		'Baja',
		'退订',
		'退订，谢谢',
	],
	...[
		'Afmelden',
		'Uitschrijven',
		'UNREG',
		'Berhenti',
		'HỦY',
		'từ chối',
		'ยกเลิก',
		'수신거부',
		'إيقاف',
		'Стоп',
		'İPTAL',
	],
])('%j asks for no more SMS', (text) => {
	expect(asksToOptOut(text, [])).toBe(true);
});

test.each([
	...[
		'',
		' ',
		'🛑',
		'...',
		'Stop by the shop tomorrow',
		'the end',
		'Cancel my order',
		'please stop',
	],
	...['end of month', 'stopped', 'nonstop', 'Thank you', '9', 'I quit smoking'],
	...[null, undefined, true, {}, ['STOP']],
])('%j does not', (text) => {
	expect(asksToOptOut(text, [])).toBe(false);
});

test('takes keywords of one’s own, as whole texts', () => {
	expect(asksToOptOut('NO, SMS!', ['no sms'])).toBe(true);
	expect(asksToOptOut('no sms today', ['no sms'])).toBe(false);
	expect(asksToOptOut('🛑', ['🛑'])).toBe(false);
});

test('every keyword by itself is one', () => {
	for (const keyword of [...STOP_WORDS, ...WHOLE_TEXTS]) {
		expect([keyword, keyword !== '' && asksToOptOut(keyword, [])]).toEqual([keyword, true]);
	}
});

test('a keyword is one in any case, with any punctuation and accents', () => {
	const keyword = fc.constantFrom(...STOP_WORDS, ...WHOLE_TEXTS);
	const noise = fc.stringMatching(/^[ .,!?*"'()\u200b🙏-]{0,6}$/u);
	fc.assert(
		fc.property(keyword, noise, noise, fc.boolean(), (word, before, after, upper) => {
			const text = upper ? word.toUpperCase() : word;
			expect(asksToOptOut(before + text.normalize('NFD') + after, [])).toBe(true);
		}),
	);
});
