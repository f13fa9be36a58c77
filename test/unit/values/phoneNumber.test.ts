import fc from 'fast-check';
import { InvalidValueError } from '../../../nodes/EightByEightSmsEngage/values/invalidValue';
import { phoneNumber } from '../../../nodes/EightByEightSmsEngage/values/phoneNumber';
import { failure } from '../failure';

const refusal = (value: unknown, country?: string) => failure(() => phoneNumber(value, country));

describe('phoneNumber', () => {
	it.each([
		['+6591234567', '+6591234567'],
		['6591234567', '6591234567'],
		['006591234567', '+6591234567'],
		['(00)65 9123-4567', '+6591234567'],
		[' +49 (151) 123.456-78\n', '+4915112345678'],
		['+49\u00a0151\u202f123\u201145678', '+4915112345678'],
		['\u202a+49 151 12345678\u202c\u200b\ufeff', '+4915112345678'],
		['+49 – 151 — 123−456‑78', '+4915112345678'],
		['[65] 9123·4567', '6591234567'],
		[4915112345678, '4915112345678'],
		[4915112345678n, '4915112345678'],
		['+1234567', '+1234567'],
		['+123456789012345', '+123456789012345'],
	])('%p is %s', (value, expected) => {
		expect(phoneNumber(value)).toBe(expected);
	});

	it('finds the number under any decoration, and 8x8 takes what it gives', () => {
		const decoration = fc
			.array(fc.constantFrom(' ', '\t', '-', '–', '.', '(', ')', '[', ']', '\u00a0', '\u200e'), {
				maxLength: 3,
			})
			.map((marks) => marks.join(''));
		fc.assert(
			fc.property(
				fc.constantFrom('', '+', '00'),
				fc.stringMatching(/^[1-9][0-9]{6,14}$/),
				fc.infiniteStream(decoration),
				(prefix, digits, marks) => {
					const written = [...prefix, ...digits]
						.map((character) => `${marks.next().value}${character}`)
						.join('');
					expect(phoneNumber(`${written} `)).toBe((prefix && '+') + digits);
				},
			),
		);
	});

	it('never gives what 8x8 refuses', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string(), fc.double(), fc.maxSafeNat()), (value) => {
				let number;
				try {
					number = phoneNumber(value);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidValueError);
					return;
				}
				expect(number).toMatch(/^\+{0,1}[1-9]{1}[0-9]{6,14}$/);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([undefined, null, '', '  ', '()'])('says that %p is empty', (value) => {
		expect(refusal(value)).toMatchObject({
			field: 'Destination',
			message: 'The destination is empty',
		});
	});

	it.each([
		['0151 12345678', 'It starts with 0'],
		['4.91512E+12', 'format the column as text'],
		['4,91512e12', 'format the column as text'],
		['123456', 'and it has 6'],
		['+1234567890123456', 'and it has 16'],
		['+0049151123456', '+6591234567'],
		['++6591234567', '+6591234567'],
		['+65 9123 4567 ext 3', '+6591234567'],
		['６５９１２３４５６７', '+6591234567'],
		['+6591234567, +6591234568', '+6591234567'],
		[1e21, 'format the column as text'],
		[NaN, 'format the column as text'],
		[1.5, 'format the column as text'],
		[-6591234567, '+6591234567'],
		[true, 'one number as text'],
		[['+6591234567'], 'one number as text'],
		[{ number: '+6591234567' }, 'one number as text'],
	])('refuses %p and says why', (value, reason) => {
		const error = refusal(value);
		expect(error.field).toBe('Destination');
		expect(error.description).toContain(reason);
	});

	it('shows the value as given, cut to 40 characters', () => {
		expect(refusal('0151 / 1234').message).toBe('"0151 / 1234" is no phone number');
		expect(refusal('😀'.repeat(50)).message).toBe(`"${'😀'.repeat(40)}…" is no phone number`);
	});

	it('says that a leading 0 is refused with a country too', () => {
		expect(refusal('091234567', 'SG').description).toContain('also when Country is set');
		expect(phoneNumber('91234567', 'SG')).toBe('91234567');
	});
});
