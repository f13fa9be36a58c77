/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js';

import {
	countriesWithPlan,
	numberingPlan,
	plansOfCode,
	splitCountryCode,
} from '../../../nodes/EightByEightSmsEngage/values/numberingPlan';
import { NUMBERING_PLANS } from '../../../nodes/EightByEightSmsEngage/values/numberingPlanTable';

test('the table is smaller than 30 kB', () => {
	expect(Buffer.byteLength(NUMBERING_PLANS)).toBeLessThan(30_000);
});

test('every country of libphonenumber has its plan, with its country code', () => {
	expect(countriesWithPlan().sort()).toEqual(getCountries().sort());
	for (const country of getCountries()) {
		expect(numberingPlan(country)).toMatchObject({
			country,
			callingCode: getCountryCallingCode(country),
		});
	}
	expect(numberingPlan('001')).toBeUndefined();
	expect(numberingPlan('XX')).toBeUndefined();
});

test('no country code begins with another one', () => {
	const codes = [
		...new Set(
			NUMBERING_PLANS.trim()
				.split('\n')
				.map((line) => line.split(' ')[1]!),
		),
	];
	for (const code of codes) {
		expect(splitCountryCode(`${code}123456789`)).toEqual({
			callingCode: code,
			national: '123456789',
		});
	}
});

/** Of these numbers the library itself cannot tell the country. */
const WITHOUT_COUNTRY = (number: string) => number.startsWith('+3581');

test('a number is valid here when libphonenumber-js calls it valid', () => {
	let [valid, invalid] = [0, 0];
	for (const country of getCountries()) {
		const code = getCountryCallingCode(country);
		const example = examples[country];
		for (let last = 0; last < 100; last++) {
			const kept = last % example.length;
			const change = String((last * 7919 + 104729) % 10 ** (example.length - kept));
			for (const tail of ['', '0']) {
				const national =
					example.slice(0, kept) + change.padStart(example.length - kept, '0') + tail;
				const number = `+${code}${national}`;
				if (WITHOUT_COUNTRY(number)) continue;
				const theirs = parsePhoneNumberFromString(number, { extract: false });
				// What the library drops (a trunk prefix) is another number than the one asked for.
				const expected = theirs?.number === number && theirs.isValid();
				expect([number, plansOfCode(code).some((plan) => plan.isValid(national))]).toEqual([
					number,
					expected,
				]);
				if (expected) valid++;
				else invalid++;
			}
		}
	}
	console.log(`Numbering plans: ${valid} valid and ${invalid} other numbers, judged alike`);
	expect(Math.min(valid, invalid)).toBeGreaterThan(5000);
});
