/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import {
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
	type CountryCode,
} from 'libphonenumber-js/max';

import {
	countriesOf,
	hasCountryCodeOf,
	phoneNumber,
} from '../../../nodes/EightByEightSmsEngage/values/phoneNumber';
import {
	numberingPlan,
	plansOfCode,
} from '../../../nodes/EightByEightSmsEngage/values/numberingPlan';

/** What goes out, or undefined where nothing does. */
function sent(value: unknown, country?: string): string | undefined {
	try {
		return phoneNumber(value, country);
	} catch {
		return undefined;
	}
}

const DIGITS = { fullWidth: 0xff10, arabic: 0x660, devanagari: 0x966 };
const inDigits = (text: string, zero: number) =>
	text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

/** The ways to write one number, as the interface names them; a country where Country is set. */
function forms(country: CountryCode): Array<[form: string, country?: CountryCode]> {
	const code = getCountryCallingCode(country);
	const digits = `${code}${examples[country]}`;
	const number = parsePhoneNumberFromString(`+${digits}`)!;
	const [international, national] = [number.formatInternational(), number.formatNational()];
	const everywhere = [
		`+${digits}`,
		`00${digits}`,
		`00 ${international.slice(1)}`,
		international,
		international.replace(/ /g, '-'),
		international.replace(/ /g, '.'),
		international.replace(/ /g, '\u00a0'),
		`(${international.replace(' ', ') ')}`,
		`'${international}`,
		`"${international}"`,
		`tel:${international}`,
		`sms:+${digits}`,
		`whatsapp:+${digits}`,
		`+${digits}.0`,
		`\u202a${international}\u202c`,
		...Object.values(DIGITS).map((zero) => inDigits(international, zero)),
		digits,
		`${digits}.0`,
		`${digits},0`,
		`${digits}@c.us`,
		`${digits}@s.whatsapp.net`,
	];
	return [
		...everywhere.map((form): [string] => [form]),
		...everywhere.map((form): [string, CountryCode] => [form, country]),
		[examples[country], country],
		[national, country],
	];
}

test('every country’s example mobile goes out as itself, in every form', () => {
	let right = 0;
	const wrong: unknown[] = [];
	for (const country of getCountries()) {
		const expected = `+${getCountryCallingCode(country)}${examples[country]}`;
		for (const [form, withCountry] of forms(country)) {
			const number = sent(form, withCountry);
			if (number === expected) right++;
			else wrong.push([country, form, withCountry, number]);
		}
	}
	console.log(`Example mobiles: ${right} forms read, ${wrong.length} refused`);
	expect(wrong).toEqual([]);
});

test('a trunk prefix behind the country code is dropped, or nothing goes out', () => {
	/** "Dropped where the number is not valid with it": with the 0 these are valid as well. */
	const validWithZero = ['AC', 'IT', 'VA'];
	let [right, refused] = [0, 0];
	for (const country of getCountries()) {
		const code = getCountryCallingCode(country);
		const expected = `+${code}${examples[country]}`;
		if (validWithZero.includes(country)) continue;
		for (const zero of [' (0)', '(0) ', ' 0']) {
			const number = sent(`+${code}${zero}${examples[country]}`);
			expect([country, expected]).toContain(number ?? expected);
			if (number === undefined) refused++;
			else right++;
			const hasTrunkZero = plansOfCode(code).some((plan) => plan.trunkPrefix === '0');
			if (hasTrunkZero) expect(number).toBe(expected);
		}
	}
	console.log(`(0) behind the country code: ${right} read, ${refused} refused`);
});

test('an extension is refused, where libphonenumber drops it: an SMS reaches no extension', () => {
	for (const country of getCountries()) {
		const number = `+${getCountryCallingCode(country)} ${examples[country]}`;
		for (const extension of [' ext. 123', ' x123', ';ext=123', ' #123', ' (123)']) {
			expect(sent(number + extension)).toBeUndefined();
		}
	}
});

test('the countries of an example mobile hold the one that libphonenumber tells', () => {
	for (const country of getCountries()) {
		const number = parsePhoneNumberFromString(
			`+${getCountryCallingCode(country)}${examples[country]}`,
		)!;
		// IM, JE and GG have one zone with GB, SJ with NO, VA with IT, AX with FI.
		if (['IM', 'GG', 'JE', 'SJ', 'VA', 'AX'].includes(country)) continue;
		expect([country, countriesOf(number.number)]).toEqual([
			country,
			expect.arrayContaining([number.country]),
		]);
	}
});

/** A number of a country whose first digits are those of its example mobile. */
const numbers = fc
	.tuple(
		fc.constantFrom(...getCountries()),
		fc.stringMatching(/^\d{15}$/),
		fc.nat({ max: 5 }),
		fc.integer({ min: -1, max: 1 }),
	)
	.map(([country, digits, kept, longer]) => {
		const example = examples[country];
		const code = getCountryCallingCode(country);
		const national =
			example.slice(0, kept) + digits.slice(0, Math.max(1, example.length - kept + longer));
		return { country, code, national, number: `+${code}${national}` };
	});

/** A valid mobile number, in groups as its own country writes it and as the others do. */
const grouped = numbers.chain(({ number, country }) => {
	const parsed = parsePhoneNumberFromString(number);
	const isMobile = ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(parsed?.getType() ?? '');
	if (!isMobile || parsed!.number !== number || parsed!.country !== country) {
		return fc.constant(undefined);
	}
	const [national, international] = [parsed!.formatNational(), parsed!.formatInternational()];
	return fc.constantFrom(' ', '-', '.', '/').map((mark) => ({
		country,
		number,
		digits: String(parsed!.nationalNumber),
		national: national.replace(/^0+/, '').replaceAll(' ', mark),
		international: international.slice(1).replaceAll(' ', mark),
	}));
});

test('groups without a plus: one country’s way to write it is not taken for another’s number', () => {
	const counts = { read: 0, unread: 0, refused: 0, stranger: 0 };
	fc.assert(
		fc.property(grouped, (form) => {
			if (form === undefined) return;
			const written = sent(form.international) ?? 'refused';
			expect([form.number, 'refused']).toContain(written);
			if (written === form.number) counts.read++;
			else counts.unread++;
			if (!/\D/.test(form.national)) return;
			const result = sent(form.national);
			if (result === undefined) counts.refused++;
			else if (result !== form.number) counts.stranger++;
		}),
		{ numRuns: 15_000 },
	);
	console.log('National groups without Country:', JSON.stringify(counts));
	// Seven countries group as North Americans do: 220 329 7834 is of Gambia, or of Ohio.
	expect(counts.unread).toBeLessThan(counts.read / 20);
	expect(counts.refused).toBeGreaterThan(1500);
	// Where the first group is another country's code, nothing speaks against it.
	expect(counts.stranger).toBeLessThan(counts.refused / 40);
});

test('digits behind a mobile number make it none of another country', () => {
	const counts = { refused: 0, longer: 0 };
	const marks = fc.constantFrom(' ', '-', ' - ', '.', ' (', '\u00a0');
	fc.assert(
		fc.property(grouped, marks, fc.stringMatching(/^\d{1,3}$/), (form, mark, rest) => {
			if (form === undefined) return;
			const { country, number, digits } = form;
			for (const written of [digits, `+${form.international}`]) {
				const result = sent(written + mark + rest, country);
				if (result === undefined || result === number) counts.refused++;
				else {
					counts.longer++;
					expect(hasCountryCodeOf(result, country)).toBe(true);
				}
			}
		}),
		{ numRuns: 10_000 },
	);
	console.log('Digits behind a number:', JSON.stringify(counts));
	expect(counts.longer).toBeLessThan(counts.refused / 10);
});

test('random numbers: what goes out is the number that was meant, or nothing', () => {
	const counts = { right: 0, refused: 0, otherReading: 0 };
	fc.assert(
		fc.property(numbers, ({ country, code, national, number }) => {
			const theirs = parsePhoneNumberFromString(number);
			// What the library drops (a trunk prefix) is another number than the one asked for.
			const meant = theirs?.number === number && theirs.isValid();
			// Its own zero is dropped by the rule for `+CC 0…` where the number is not valid with it.
			const expected = [
				number,
				...(national.startsWith('0') ? [`+${code}${national.slice(1)}`] : []),
			];
			for (const [form, withCountry] of [
				[number, undefined],
				[number, 'SG'],
				[number.slice(1), undefined],
				[`00${number.slice(1)}`, undefined],
				...(meant
					? ['SG', 'KR', 'BR', country].flatMap((from) =>
							[number.slice(1), ` ${number.slice(1)}`, theirs.formatInternational().slice(1)].map(
								(written) => [`00${written}`, from] as const,
							),
						)
					: []),
			] as const) {
				const result = sent(form, withCountry);
				if (result === undefined) counts.refused++;
				else {
					counts.right++;
					expect(expected).toContain(result);
				}
				if (meant && form.startsWith('+')) expect(result).toBe(number);
			}
			const result = sent(national, country);
			if (result === undefined) counts.refused++;
			else if (result === number) counts.right++;
			else {
				// Rule 3: the digits begin with a country code and are valid behind it, or a trunk prefix
				// or an international prefix stood in front.
				counts.otherReading++;
				const withoutTrunkPrefix = numberingPlan(country)!.withoutTrunkPrefix(national);
				const zeroDropped = national.replace(new RegExp(`^${code}0`), code);
				expect(
					[`+${code}${withoutTrunkPrefix}`, `+${zeroDropped}`].includes(result) ||
						national.endsWith(result.slice(1)) ||
						// Behind an international prefix the rule for `+CC 0…` holds too: 00 63 0….
						[2, 3, 4].some((end) =>
							national.endsWith(`${result.slice(1, end)}0${result.slice(end)}`),
						),
				).toBe(true);
			}
		}),
		{ numRuns: 5000 },
	);
	console.log('Random numbers:', JSON.stringify(counts));
	expect(counts.right).toBeGreaterThan(5000);
	expect(counts.otherReading).toBeLessThan(counts.right / 20);
});
