import { countryOptions, readCountry } from '../../../nodes/EightByEightSmsEngage/values/country';
import { failure } from '../failure';

test.each([
	['SG', 'SG'],
	['sg', 'SG'],
	[' gB ', 'GB'],
	['UK', 'GB'],
	['uk', 'GB'],
	['Singapore', 'SG'],
	['UNITED KINGDOM', 'GB'],
	['Antigua and Barbuda', 'AG'],
	["Côte d'Ivoire", 'CI'],
	['Cote d’Ivoire', 'CI'],
])('%p is %s', (value, code) => {
	expect(readCountry(value)).toBe(code);
});

test.each([undefined, null, '', '  '])('%p means not set', (value) => {
	expect(readCountry(value)).toBeUndefined();
});

test.each<[unknown, string]>([
	...['EN', 'Narnia', 'SGP', 'S1G', '65', '+65', 'XX', '001', '-'].map((text): [string, string] => [
		text,
		`"${text}"`,
	]),
	[65, '65'],
	[true, 'true'],
	[['SG'], 'a list'],
	[{ code: 'SG' }, 'an object'],
	[{ toString: 1 }, 'an object'],
])('%p is refused with the way out', (value, shown) => {
	const error = failure(() => readCountry(value));
	expect(error.field).toBe('Country');
	expect(error.message).toBe(`'Country' is not a country: ${shown}`);
	expect(error.description).toContain('two-letter code');
});

test('nothing is chosen at first; then come all countries by their names, each read by its name', () => {
	const [none, ...countries] = countryOptions;
	expect(none).toMatchObject({ name: 'None', value: '' });
	expect(countries.map(({ name }) => name)).toEqual(
		countries.map(({ name }) => name).sort(new Intl.Collator('en').compare),
	);
	for (const { name, value } of countries) expect(readCountry(name)).toBe(value);
	expect(countries).toContainEqual({ name: 'Singapore', value: 'SG' });
	expect(countries.length).toBeGreaterThan(240);
});
