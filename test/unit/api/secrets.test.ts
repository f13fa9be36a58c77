import fc from 'fast-check';

import { timed } from '../../support/processorTime';
import { shownAddress, shownWords } from '../../../nodes/EightByEightSmsEngage/api/secrets';

const KEY = 'k3y-Very$ecret+1';
const SECRET = 'Bearer w3bhook secret/77';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
	['the key', KEY],
	['the key as it is sent', `Bearer ${KEY}`],
	['the secret', SECRET],
	['the secret without its scheme', 'w3bhook secret/77'],
	['in an address', encodeURIComponent(SECRET)],
	['the key in base64', base64(KEY)],
	['the secret in base64', base64(SECRET)],
	['the secret without its scheme in base64', base64('w3bhook secret/77')],
	['a login with the key in base64', base64(`user:${KEY}`)],
	['JSON with the key in base64', base64(JSON.stringify({ a: 1, key: KEY, b: 2 }))],
])('%s is taken out of what 8x8 says', (_, form) => {
	const said = shownWords(`You sent ${form}, twice: ${form}`, [` ${KEY} `, SECRET, '']);
	expect(said).toMatch(/^You sent .*\*\*\*.*twice/);
	for (const part of [KEY, 'w3bhook', base64(KEY).slice(4, 16), base64(SECRET).slice(12, 24)]) {
		expect(said).not.toContain(part);
	}
});

test('a secret with marks that JSON escapes is taken out of JSON', () => {
	const secret = 'Bearer a"quoted\\one';
	for (const text of [secret, secret.slice(7)]) {
		const said = shownWords(JSON.stringify({ authorization: text }), [secret]);
		expect(said).toBe('{"authorization":"***"}');
	}
});

test('500 characters are shown', () => {
	expect(shownWords('x'.repeat(500), [])).toBe('x'.repeat(500));
	expect(shownWords('x'.repeat(501), [])).toBe(`${'x'.repeat(500)}…`);
	expect(shownWords(` ${'x'.repeat(9_000)}`, ['secret'])).toHaveLength(501);
});

test.each([undefined, null, 7, {}, ['a']])('%j is not said', (said) => {
	expect(shownWords(said, [KEY])).toBe('');
});

test('wherever secrets stand and however many, none is shown, not even in part', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(fc.constant(KEY), fc.constant(SECRET), fc.integer({ min: 0, max: 700 })), {
				maxLength: 400,
			}),
			(parts) => {
				const text = parts
					.map((part) => (typeof part === 'number' ? '-'.repeat(part) : part))
					.join('');
				const said = shownWords(text, [KEY, SECRET]);
				expect(said.replace(/[-*…]/g, '')).toBe('');
				expect(said.length).toBeLessThanOrEqual(501);
			},
		),
	);
});

test('6 MB take no longer than a short text, whatever is in them', () => {
	const key = `${'a'.repeat(199)}b`;
	for (const text of ['a'.repeat(6e6), key.repeat(3e4), `${' '.repeat(6e6)}x`]) {
		const [said, ms] = timed(() => shownWords(text, [key, `Bearer ${key}`]));
		expect(said.length).toBeLessThanOrEqual(501);
		// Some 5 ms; a search through all of it takes ten times the budget.
		expect(ms).toBeLessThan(250);
	}
});

test.each([
	['https://user:secret@a.example:8443/w/1?token=secret#secret', 'https://a.example:8443/w/1'],
	['https://a.example', 'https://a.example/'],
	['nonsense', 'an address that cannot be read'],
	['', 'an address that cannot be read'],
])('of the address %j people see %s', (url, shown) => {
	expect(shownAddress(url)).toBe(shown);
});
