import { readAdditionalFields } from '../../../nodes/EightByEightSmsEngage/actions/survey/additionalFields';

describe('additional fields', () => {
	const of = (fields: object) => readAdditionalFields({ ...fields } as never, 'UTC');

	test.each(['', '  ', null, undefined])('%j counts as not given', (empty) => {
		const names = ['country', 'source', 'clientMessageId', 'encoding', 'scheduled', 'expiry'];
		expect(of(Object.fromEntries(names.map((name) => [name, empty])))).toEqual({});
	});

	test('what is given goes out, numbers as text', () => {
		expect(
			of({ country: 'sg', source: 12345, clientMessageId: 77, dlrCallbackUrl: 'https://a.b/c' }),
		).toEqual({
			country: 'SG',
			source: '12345',
			clientMessageId: '77',
			dlrCallbackUrl: 'https://a.b/c',
		});
	});

	test('the longest that 8x8 takes', () => {
		const fields = { source: 'x'.repeat(16), clientMessageId: 'y'.repeat(350) };
		expect(of(fields)).toEqual(fields);
	});

	test.each([
		[{ source: 'x'.repeat(17) }, "'Sender ID' has 17 characters, and 8x8 takes at most 16"],
		[{ clientMessageId: 'y'.repeat(351) }, "'Client Message ID' has 351 characters"],
		[{ country: 'SGP' }, `'Country' is not a country: "SGP"`],
		[{ encoding: 'UTF8' }, '"UTF8", which 8x8 does not know'],
		[{ dlrCallbackUrl: 'example.com' }, '"example.com", which is not a web address'],
		[{ dlrCallbackUrl: 'https://' }, '"https://", which is not a web address'],
		[{ dlrCallbackUrl: 'https://a b' }, '"https://a b", which is not a web address'],
		[{ scheduled: '2001-01-01T00:00:00' }, "'Scheduled' is in the past"],
		[{ expiry: 'soon' }, "'Expiry' is"],
	])('%j is refused by name', (fields, message) => {
		expect(() => of(fields)).toThrow(message);
	});
});
