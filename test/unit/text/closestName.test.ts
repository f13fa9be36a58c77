import fc from 'fast-check';

import { closestName, sameName } from '../../../nodes/EightByEightSmsEngage/text/closestName';

const TITLES = ['name', 'phone', 'First Name', 'Price (EUR)', 'Größe', 'id'];

test.each([
	['nmae', 'name'],
	['Name', 'name'],
	['nam', undefined],
	['naem', 'name'],
	['names', 'name'],
	['firstname', 'First Name'],
	['first_nmae', 'First Name'],
	['Price (EURO)', 'Price (EUR)'],
	['price eur', 'Price (EUR)'],
	['Grosse', 'Größe'],
	['Groesse', undefined],
	['surname', undefined],
	['city', undefined],
	['50%', undefined],
	['ix', undefined],
	['"id":1', undefined],
	['', undefined],
	['()', undefined],
])('%j was meant to be %j', (written, meant) => {
	expect(closestName(written, TITLES)).toBe(meant);
});

test.each([
	['line 2', 'line 1'],
	['address2', 'address1'],
	['plan a', 'plan b'],
	['team 10', 'team 11'],
	['काम', 'कम'],
	['ไก่', 'ไกล'],
])('%j is another name than %j', (written, name) => {
	expect(closestName(written, [name])).toBeUndefined();
});

test('letters beyond the first plane count once', () => {
	expect(closestName('𠮷野家店舗', ['𠮷野家店補'])).toBe('𠮷野家店補');
});

test('the same name, and no slip', () => {
	expect(sameName('FIRST_NAME', TITLES)).toBe('First Name');
	expect(sameName('nmae', TITLES)).toBeUndefined();
	expect(sameName('()', TITLES)).toBeUndefined();
});

test('the same but for capitals comes before another with a slip', () => {
	expect(closestName('NAMES', ['name', 'Names'])).toBe('Names');
});

test('of several with slips the one with the fewest', () => {
	expect(closestName('firstnaem', ['firstnm', 'first name'])).toBe('first name');
});

const letters = fc.string({
	unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
	minLength: 5,
	maxLength: 20,
});

test('one slip, wherever it is, is seen', () => {
	fc.assert(
		fc.property(
			letters,
			fc.nat(),
			fc.constantFrom('swap', 'drop', 'add', 'change'),
			(name, at, slip) => {
				const i = at % (name.length - 1);
				const written = {
					swap: name.slice(0, i) + name[i + 1]! + name[i]! + name.slice(i + 2),
					drop: name.slice(0, i) + name.slice(i + 1),
					add: `${name.slice(0, i)}q${name.slice(i)}`,
					change: `${name.slice(0, i)}q${name.slice(i + 1)}`,
				}[slip]!;
				expect(closestName(written, [name, '0123456789'])).toBe(name);
			},
		),
	);
});

test('what shares no letter is never meant', () => {
	fc.assert(
		fc.property(letters, fc.string({ unit: fc.constantFrom(...'0123456789') }), (name, written) => {
			expect(closestName(written, [name])).toBeUndefined();
		}),
	);
});
