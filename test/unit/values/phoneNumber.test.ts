import fc from 'fast-check';

import { timed } from '../../support/processorTime';
import { InvalidValueError } from '../../../nodes/EightByEightSmsEngage/values/invalidValue';
import {
	countriesOf,
	hasCountryCodeOf,
	phoneNumber,
} from '../../../nodes/EightByEightSmsEngage/values/phoneNumber';
import { failure } from '../failure';

const refusal = (value: unknown, country?: string) => failure(() => phoneNumber(value, country));

describe('what CRMs, helpdesks and sheets hold', () => {
	test.each([
		['6281234567890.0', '+6281234567890'],
		['6281234567890.00', '+6281234567890'],
		['+6281234567890,0', '+6281234567890'],
		['+44 (0)7700 900123', '+447700900123'],
		['+44 07700 900123', '+447700900123'],
		['0044 (0) 7700-900123', '+447700900123'],
		['+41 (044) 364 35 33', '+41443643533'],
		['+39 06 1234 5678', '+390612345678'],
		['tel:+65-9123-4567', '+6591234567'],
		['SMS: +65 9123 4567', '+6591234567'],
		['whatsapp:+6591234567', '+6591234567'],
		['6591234567@c.us', '+6591234567'],
		['6591234567@s.whatsapp.net', '+6591234567'],
		["'+6591234567", '+6591234567'],
		['"+6591234567"', '+6591234567'],
		['“+65 9123 4567”', '+6591234567'],
		['="6591234567"', '+6591234567'],
		['+65 9123 4567,', '+6591234567'],
		['- +65 9123 4567.', '+6591234567'],
		['-6591234567', '+6591234567'],
		['＋６５ ９１２３ ４５６７', '+6591234567'],
		['（６５）９１２３－４５６７', '+6591234567'],
		['٠٠٦٥٩١٢٣٤٥٦٧', '+6591234567'],
		['+𝟔𝟓𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕', '+6591234567'],
		['\u202a+49 151 12345678\u202c\u200b\ufeff', '+4915112345678'],
		['+49\u00a0151\u202f123\u201145678\u0000', '+4915112345678'],
		['\n+65 9123 4567\r\n', '+6591234567'],
		['(00)65 9123-4567', '+6591234567'],
		['[65] 9123·4567', '+6591234567'],
		['+49 30/901820', '+4930901820'],
		['(65) 9123 4567', '+6591234567'],
		['+628123000000', '+628123000000'],
		['+598913345556', '+598913345556'],
		['+628123000000.0', '+628123000000'],
		['821020000000', '+821020000000'],
		['62812-3456-7890', '+6281234567890'],
		['63917 123 4567', '+639171234567'],
		['336 12 34 56 78', '+33612345678'],
		[4915112345678, '+4915112345678'],
		[4915112345678n, '+4915112345678'],
		['+870 771 234 567', '+870771234567'],
	])('%p is %s', (value, expected) => {
		expect(phoneNumber(value)).toBe(expected);
		expect(phoneNumber(value, 'SG')).toBe(expected);
	});

	test.each([
		['07700 900123', 'GB', '+447700900123'],
		['7700 900123', 'GB', '+447700900123'],
		['44 7912 345678', 'GB', '+447912345678'],
		['44 07912 345678', 'GB', '+447912345678'],
		['49 0171 1234567', 'DE', '+491711234567'],
		['43 0664 1234567', 'AT', '+436641234567'],
		['62 0812-3456-7890', 'ID', '+6281234567890'],
		['0812-3456-7890', 'ID', '+6281234567890'],
		['6281234567890.0', 'ID', '+6281234567890'],
		['(201) 555-0123', 'US', '+12015550123'],
		['1-201-555-0123', 'US', '+12015550123'],
		['011 44 7700 900123', 'US', '+447700900123'],
		['0011 44 7700 900123', 'AU', '+447700900123'],
		['001 65 9123 4567', 'SG', '+6591234567'],
		['001 65 9234 5678', 'SG', '+6592345678'],
		['0055 11 96123 4567', 'BR', '+5511961234567'],
		['0055 44 3222 12345', 'BR', '+5544322212345'],
		['0031 6 12345678', 'BR', '+31612345678'],
		['0031 6 1234567', 'BR', '+3161234567'],
		['007 912 345 67 89', 'SG', '+79123456789'],
		['012541567', 'IL', '+97212541567'],
		['810679910', 'TJ', '+992810679910'],
		['00 965 6761 1487', 'SG', '+96567611487'],
		['00573211234567', 'CO', '+573211234567'],
		['0495/12.34.56', 'BE', '+32495123456'],
		['8 (912) 345-67-89', 'RU', '+79123456789'],
		['06 20 123 4567', 'HU', '+36201234567'],
		['011 15-2345-6789', 'AR', '+5491123456789'],
		['01/58858-0', 'AT', '+431588580'],
		['06 1234 5678', 'IT', '+390612345678'],
		['4915112345678', 'SG', '+4915112345678'],
		['61 412 345 678', 'SG', '+61412345678'],
		['+1 415 555 2671', 'SG', '+14155552671'],
		['51234567', 'SG', '+6551234567'],
	])('%p in %s is %s', (value, country, expected) => {
		expect(phoneNumber(value, country)).toBe(expected);
	});
});

/** Cells that one rule alone decides, beside one that it does not reach. */
describe('each rule', () => {
	const UNCERTAIN = 'does not show its country';
	const BEHIND = 'has digits behind a whole number';
	test.each<[rule: string, written: string, country: string | undefined, result: string]>([
		[
			'a digit in front may be the trunk prefix or the number’s own',
			'8912345674',
			'RU',
			'+78912345674',
		],
		['a date only where it is whole', '819470617', 'HU', '+36819470617'],
		['a date only where it is whole', '19130717588', 'RU', UNCERTAIN],
		['a day and a month below ten make a date', '19610704', 'NO', 'holds a date'],
		[
			'North American groups are not a country code of three digits',
			'679 828 1920',
			undefined,
			'+6798281920',
		],
		['unless they are valid in North America', '268 764 1234', undefined, 'has no country code'],
		['North American groups with other codes', '827.789.5122', undefined, 'has no country code'],
		['North American groups with other codes', '578 642 9051', undefined, 'has no country code'],
		['ten digits in other groups', '645 876 66420', undefined, UNCERTAIN],
		['Brazilian groups', '51 94964 1752', 'BE', UNCERTAIN],
		['Brazilian groups', '56 90409 9678', 'UZ', UNCERTAIN],
		['a country code cut in two', '9 515 8612', 'CA', UNCERTAIN],
		['a country code cut in two', '8 63 984792', undefined, UNCERTAIN],
		['eight digits without groups', '43477482', undefined, '+43477482'],
		['brackets round a later group', '677 (45720)', 'BS', '+67745720'],
		['two digits where the code has one', '77 91411 5554', undefined, UNCERTAIN],
		['a country code of one digit that stands apart', '7-7119959690', 'JE', '+77119959690'],
		['a country code of three digits that stands apart', '690 7281', undefined, '+6907281'],
		[
			'a blank where the second part is too short for a number',
			'1591 805 87618',
			'DE',
			'+49159180587618',
		],
		['a slash between blanks', '48 34780 / 50', 'PL', 'has an extension'],
		['a slash behind what is not a number', '5003/683/5', 'GB', '+50036835'],
		[
			'a blank behind a number, with as many digits as a number',
			'013-972 50 234 5680',
			'IL',
			'+972502345680',
		],
		[
			'a slash with as many digits as a number',
			'61234685/6128-72197',
			'LT',
			'more than one number',
		],
		['fewer than six digits in front', '17 363 098', 'NL', '+3117363098'],
		['six digits in front', '281825-75', 'PL', BEHIND],
	])('%s: %s in %s is %s', (_rule, written, country, result) => {
		if (result.startsWith('+')) expect(phoneNumber(written, country)).toBe(result);
		else expect(refusal(written, country).message).toContain(result);
	});
});

const NO_CODE = 'has no country code';
const TWO = 'holds more than one number';
const EXTENSION = 'has an extension';

/** Value, what is wrong with it, what the way out mentions, Country. */
const REFUSED: Array<[unknown, string, string, string?]> = [
	['', 'is empty', 'right field'],
	[undefined, 'is empty', 'right field'],
	[null, 'is empty', 'right field'],
	[' \u200b ', 'is empty', 'right field'],
	['-', 'holds no digits', 'right field'],
	['()', 'holds no digits', 'right field'],
	['n/a', 'holds no number', 'filter out'],
	['#N/A', 'holds no number', 'filter out'],
	['None', 'holds no number', 'filter out'],
	['undefined', 'holds no number', 'filter out'],
	['6.59E+09', 'lost digits in a spreadsheet', 'as text'],
	['4,91512e12', 'lost digits in a spreadsheet', 'as text'],
	['6591234567.5', 'decimal places', 'as text'],
	['6591234567,25', 'decimal places', 'as text'],
	['91234567.000', 'decimal places', 'as text', 'SG'],
	['+6591234567,0000', 'decimal places', 'as text'],
	['-91234502', 'is a negative number', '+65-91234567 is a formula', 'SG'],
	['\u221291234502', 'is a negative number', 'remove the minus', 'SG'],
	['"-91234502.0"', 'is a negative number', 'as text', 'SG'],
	['6,591,234,567', 'commas between its thousands', 'as text'],
	[1e21, 'lost digits', 'as text'],
	[6591234567.5, 'lost digits', 'as text'],
	[-6591234567, 'lost digits', 'as text'],
	[NaN, 'lost digits', 'as text'],
	['2026-12-24', 'holds a date', 'names the field'],
	['24.12.2026', 'holds a date', 'names the field', 'SG'],
	['12/24/2026', 'holds a date', 'names the field', 'SG'],
	['24.12.26', 'holds a date', 'names the field', 'DE'],
	['2026-12-24T18:00:00.000Z', 'holds a date', 'names the field'],
	['20261224', 'holds a date', 'names the field', 'SG'],
	[new Date(), 'is a date', 'as text'],
	['192.168.1.10', 'holds an IP address', 'names the field'],
	['20.12.34.56', 'holds an IP address', 'spaces instead of dots', 'DK'],
	['+65 9123 4567; +65 9123 4568', TWO, 'One item'],
	['+6591234567,+6591234568', TWO, 'One item'],
	['+6591234567 | 6591234568', TWO, 'One item'],
	['+6591234567 or +6591234568', TWO, 'One item'],
	['+65 9123 4567\n+65 9123 4568', TWO, 'One item'],
	['+6591234567\u2028+6591234568', TWO, 'One item'],
	['+6591234567、+6591234568', TWO, 'One item'],
	['+65 9123 4567 +65 9123 4568', TWO, 'One item'],
	['+6591234567+6591234568', TWO, 'One item'],
	['+65 9123 4567 / +65 9123 4568', TWO, 'One item'],
	['6591234567 6591234568', TWO, 'One item'],
	['9123 4567 / 8123 4567', TWO, 'One item', 'SG'],
	['9123 4567 8123 4567', TWO, 'One item', 'SG'],
	['+65 9123 4567 ext. 12', EXTENSION, 'no extension'],
	['+1 415 555 2671 x12', EXTENSION, 'no extension'],
	['+1 415 555 2671;ext=12', EXTENSION, 'no extension'],
	['tel:+1-415-555-2671;ext=12', EXTENSION, 'no extension'],
	['+1 415 555 2671 #12', EXTENSION, 'no extension'],
	['+1 415 555 2671 Extension: 12', EXTENSION, 'no extension'],
	['+1 415 555 2671 (12)', EXTENSION, 'no extension'],
	['+1 415 555 2671 (ext 12)', EXTENSION, 'no extension'],
	['+1 415 555 2671,,12', EXTENSION, 'no extension'],
	['+7 912 345-67-89 доб. 12', EXTENSION, 'no extension'],
	['+65 9123 4567/68', EXTENSION, 'no extension'],
	['090 7642 8478-12', 'digits behind', '+819076428478. If', 'JP'],
	['+598 91 334 555 6', 'digits behind', 'Without them it is +59891334555'],
	['916 514 336 011', 'digits behind', 'Without them it is +351916514336', 'PT'],
	['8127 3285-051', 'digits behind', 'write it with + and its country code', 'SG'],
	['+999 123 456 789', 'country code that does not exist', 'after the +'],
	['000 123 456', 'country code that does not exist', 'after the +'],
	['000 123 456', 'too few digits', 'It has 5 digits after +1', 'SG'],
	['+0065 9123 4567', 'country code that does not exist', 'after the +'],
	['++6591234567', 'a + in the wrong place', 'in front'],
	['65 9123 4567+', 'a + in the wrong place', 'in front'],
	['+65 9123', 'too few digits', 'It has 4 digits after +65, and numbers there have 8, 10 or 11'],
	['+65 9123 4567 8901', 'too many digits', 'It has 12 digits after +65'],
	['+65 9123 4567 1', 'the wrong number of digits', 'It has 9 digits after +65'],
	['+49 1234', 'more or fewer digits than 8x8 takes', '7 to 15 digits'],
	['912345', 'too few digits', 'It has 6 digits in Singapore', 'SG'],
	['+56 (0)2 2123 4567', 'has a 0', 'If +56221234567 is meant'],
	['0912345678', 'has a 0', "that 'Country' is right", 'SG'],
	['0151 12345678', NO_CODE, "set 'Country'"],
	['(201) 555-0123', NO_CODE, "set 'Country'"],
	['201/555-0123', NO_CODE, "set 'Country'"],
	['(201) 5550123', 'does not show its country', 'If +2015550123 is meant'],
	['(201) 5550123', 'does not show its country', 'If +2015550123 is meant', 'FR'],
	['(7877) 928-8715', 'does not show its country', 'If +78779288715 is meant', 'PR'],
	['6 12 34 56 78', 'does not show its country', "set 'Country'"],
	['535 123 45 67', 'does not show its country', "set 'Country'"],
	['150 2234 5678', 'does not show its country', "set 'Country'"],
	['5342 4236', 'does not show its country', "set 'Country'"],
	['(51) 98765-4321', 'does not show its country', "set 'Country'"],
	['628123000000', 'lost digits in a spreadsheet', 'as text'],
	[628123000000, 'lost digits in a spreadsheet', 'write + and its country code'],
	["'628123000000.0", 'lost digits in a spreadsheet', 'as text', 'ID'],
	['6280000000000', 'lost digits in a spreadsheet', 'as text'],
	['001 659 900 0000', 'can be read in two ways', '+16599000000 or +6599000000', 'SG'],
	['001 246 315 5900', 'can be read in two ways', '+12463155900 or +2463155900', 'SG'],
	['0096567611487', 'can be read in two ways', '+96567611487 or +6567611487', 'SG'],
	['5521980000000', 'lost digits in a spreadsheet', 'as text', 'BR'],
	['-6592345677', 'is a negative number', 'as text'],
	['501-622-1234', NO_CODE, "set 'Country'"],
	['12345', NO_CODE, "set 'Country'"],
	['(44) 0161 496 0123', 'does not show its country', 'If +441614960123 is meant'],
	['44 7700 900123', 'does not show its country', 'If +447700900123 is meant', 'GB'],
	['65 1234 5678', 'does not show its country', 'If +6512345678 is meant'],
	['6512345678', 'can be read in two ways', '+6512345678 or +656512345678', 'SG'],
	['Mobile: +65 9123 4567', 'holds letters', 'Remove "Mobile"'],
	['{{ $json.phone1 }}', 'does not fill in {{ $json.phone1 }}', "Switch 'Phone Number'"],
	['{{$json["Phone (mobile)"]}}', 'is not an expression', 'from Fixed to Expression'],
	['1-800-FLOWERS', 'holds letters', 'written as digits'],
	['+65 9123 4567 📞', 'holds "📞"', 'Remove it'],
	['+65 9123%4567', 'holds "%"', 'Remove it'],
	['1'.repeat(500), 'too long', 'one number'],
	[true, 'is true, not a phone number', 'as text'],
	[['+6591234567'], 'is a list', 'as text'],
	[{ number: '+6591234567' }, 'is an object', 'as text'],
];

describe('what is not surely one number', () => {
	test.each(REFUSED)('%p %s', (...[value, what, wayOut, country]) => {
		const error = refusal(value, country);
		expect(error.field).toBe('Phone Number');
		expect(error.message).toContain("'Phone Number' ");
		expect(error.message).toContain(what);
		expect(error.description).toContain(wayOut);
	});

	test('is read to its end where one side of a slash has no digits', () => {
		expect(refusal('1010000/]', 'DE').message).toContain("'Phone Number' ");
	});

	test('is never told to be written with a country code that it has', () => {
		for (const [value, , , country] of REFUSED) {
			if (!/^\D*(?:\+|00)/.test(String(value))) continue;
			const { message, description } = refusal(value, country);
			expect(`${message} ${description}`).not.toMatch(/no country code:|Write \+ and the country/);
		}
	});

	test('is told of Country only where there is that field', () => {
		const { description } = failure(() => phoneNumber('0151 12345678', undefined, false));
		expect(description).toContain('Write + and the country code');
		expect(description).not.toContain('Country');
	});

	test('is shown as given, cut to 40 characters', () => {
		expect(refusal('😀'.repeat(50)).message).toContain(`"${'😀'.repeat(40)}…"`);
	});
});

test('gives a number in E.164 or an InvalidValueError of the field, whatever the cell holds', () => {
	const mark = fc.constantFrom(...' \t\n+-./,;|()[]#x*@"\'0٣６é\u200e\u0000');
	const cell = fc.array(fc.oneof(mark, fc.integer({ min: 0, max: 99999 }).map(String)));
	fc.assert(
		fc.property(
			fc.oneof(
				cell.map((parts) => parts.join('')),
				fc.string({ unit: 'binary' }),
				fc.anything(),
				fc.double(),
				fc.maxSafeNat(),
			),
			fc.constantFrom(undefined, 'SG', 'DE', 'US', 'GB', 'IT', 'AR'),
			(value, country) => {
				let number;
				try {
					number = phoneNumber(value, country);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidValueError);
					expect(error).toMatchObject({ field: 'Phone Number' });
					expect((error as InvalidValueError).description).toBeTruthy();
					return;
				}
				expect(number).toMatch(/^\+[1-9][0-9]{6,14}$/);
			},
		),
		{ numRuns: 5000 },
	);
});

test('reads or refuses even the longest cell at once', () => {
	const [, ms] = timed(() => {
		for (const part of ['1 ', '+', '(', '1/', 'ext ', '１', '\u200e', '1,', "'"]) {
			refusal(part.repeat(500_000));
			try {
				phoneNumber(part.repeat(100));
			} catch {
				// Refused: only the time counts here.
			}
		}
	});
	expect(ms).toBeLessThan(2000);
});

test('the countries of a number are those whose plan fits, of its code if none does', () => {
	expect(countriesOf('+6591234567')).toEqual(['SG']);
	expect(countriesOf('+14165550123')).toEqual(['CA']);
	expect(countriesOf('+12015550123')).toEqual(['US']);
	expect(countriesOf('+77011234567')).toEqual(['KZ']);
	expect(countriesOf('+79123456789')).toEqual(['RU']);
	expect(countriesOf('+447700900123')).toEqual(['GB', 'GG', 'IM', 'JE']);
	expect(countriesOf('+870771234567')).toEqual([]);
	expect(countriesOf('+999123456')).toEqual([]);
});

test('a number is of a country when it has its code', () => {
	expect(hasCountryCodeOf('+6591234567', 'SG')).toBe(true);
	expect(hasCountryCodeOf('+14165550123', 'US')).toBe(true);
	expect(hasCountryCodeOf('+6591234567', 'MY')).toBe(false);
	expect(hasCountryCodeOf('+6591234567', 'XX')).toBe(false);
});
