import { asciiDigits } from '../../../nodes/EightByEightSmsEngage/values/digits';

/** ICU's own digits of each numbering system that writes them one after the other. */
const SYSTEMS = Intl.supportedValuesOf('numberingSystem')
	.map((system): [string, string] => [
		system,
		new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9876543210),
	])
	.filter(([, digits]) => /^\p{Nd}{10}$/u.test(digits));

test('there are many systems, the mathematical ones, whose runs touch, among them', () => {
	expect(SYSTEMS.length).toBeGreaterThan(50);
	expect(SYSTEMS.map(([system]) => system)).toEqual(expect.arrayContaining(['arab', 'mathmono']));
});

test.each(SYSTEMS)('%s: %s', (_, digits) => {
	expect(asciiDigits(`+65 ${digits}`)).toBe('+65 9876543210');
});
