import { withoutEnclosures } from '../../../nodes/EightByEightSmsEngage/events/enclosedNumbers';

/** Every character that is no digit of a script, no fraction and neither raised nor lowered, by its value. */
test('the numbers in circles, brackets and with a mark are those that Unicode composes so', () => {
	for (let code = 0x80; code <= 0x1ffff; code++) {
		const character = String.fromCodePoint(code);
		const [, number] =
			/^(?:\((\d+)\)|(\d+)[.,]?)$/.exec(character.normalize('NFKC'))?.filter(Boolean) ?? [];
		if (number === undefined || /\p{Nd}|[²³¹⁰-₉]/u.test(character)) continue;
		expect([character, withoutEnclosures(character)]).toEqual([character, `${number} `]);
	}
});

test.each([
	['⓫⓬⓴', '11 12 20 '],
	['⓵⓾', '1 10 '],
	['⓿', '0 '],
	['❶❿', '1 10 '],
	['➀➉', '1 10 '],
	['➊➓', '1 10 '],
	['🄋🄌', '0 0 '],
	['🔟', '10 '],
	['½²₃Ⅸ九', '½²₃Ⅸ九'],
	['a1б٩', 'a1б٩'],
])('%s is %s', (text, digits) => {
	expect(withoutEnclosures(text)).toBe(digits);
});
