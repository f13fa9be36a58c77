import fc from 'fast-check';
import { countSegments } from '../../../nodes/EightByEightSmsEngage/text/segments';

// The tables once more, in Unicode's order, to check the ones under test.
const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const extension = ['\f', '[', '\\', ']', '^', '{', '|', '}', '~', '€'];
const basic = [
	...ascii.filter((character) => !extension.includes(character) && character !== '`'),
	...'\n\r¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ',
];

/** Encodes and cuts, part by part, and gives the parts. */
function parts(units: string[], isPair: (unit: string) => boolean, single: number, part: number) {
	if (units.length <= single) return units.length > 0 ? [units] : [];
	const cut: string[][] = [];
	for (let rest = units; rest.length > 0; ) {
		const isCut = rest.length > part && isPair(rest[part - 1] ?? '');
		const length = isCut ? part - 1 : part;
		cut.push(rest.slice(0, length));
		rest = rest.slice(length);
	}
	return cut;
}
const gsmParts = (text: string) =>
	parts(
		[...text].flatMap((c) => (extension.includes(c) ? ['ESC', c] : [c])),
		(unit) => unit === 'ESC',
		160,
		153,
	);
const ucsParts = (text: string) =>
	parts(text.split(''), (unit) => /[\uD800-\uDBFF]/.test(unit), 70, 67);

const gsmTexts = fc
	.array(fc.oneof(fc.constantFrom(...basic), fc.constantFrom(...extension)), {
		maxLength: 700,
		size: 'max',
	})
	.map((characters) => characters.join(''));
const ucsTexts = fc
	.array(fc.constantFrom('a', 'é', '語', '😀', '👨‍👩‍👧', '€', '“'), { maxLength: 300, size: 'max' })
	.map((characters) => `”${characters.join('')}`);

describe('countSegments', () => {
	test('knows the 127 characters of the default alphabet and the 10 of the extension table', () => {
		expect([basic.length, extension.length]).toEqual([127, 10]);
		for (const c of basic)
			expect(countSegments(c)).toMatchObject({ encoding: 'GSM7', characters: 1 });
		for (const c of extension) {
			expect(countSegments(c)).toMatchObject({ encoding: 'GSM7', characters: 2 });
		}
	});

	test('takes nothing else for GSM7', () => {
		const known = new Set([...basic, ...extension]);
		for (let code = 0; code < 0x3000; code++) {
			const character = String.fromCharCode(code);
			if (!known.has(character)) expect(countSegments(character).encoding).toBe('UCS2');
		}
	});

	test.each([
		['', 'GSM7', 0, 0],
		['a'.repeat(160), 'GSM7', 160, 1],
		['a'.repeat(161), 'GSM7', 161, 2],
		['a'.repeat(306), 'GSM7', 306, 2],
		['a'.repeat(307), 'GSM7', 307, 3],
		['€'.repeat(80), 'GSM7', 160, 1],
		['a'.repeat(152) + '€' + 'a'.repeat(152), 'GSM7', 306, 3],
		['ç', 'UCS2', 1, 1],
		['語'.repeat(70), 'UCS2', 70, 1],
		['語'.repeat(71), 'UCS2', 71, 2],
		['語'.repeat(134), 'UCS2', 134, 2],
		['語'.repeat(135), 'UCS2', 135, 3],
		['😀'.repeat(35), 'UCS2', 70, 1],
		['😀'.repeat(67), 'UCS2', 134, 3],
	])('%j goes out as %s, %d characters, %d segments', (text, encoding, characters, segments) => {
		expect(countSegments(text)).toEqual({ encoding, characters, segments });
	});

	test('counts GSM7 as encoding and cutting it does', () => {
		fc.assert(
			fc.property(gsmTexts, (text) => {
				const cut = gsmParts(text);
				expect(countSegments(text)).toEqual({
					encoding: 'GSM7',
					characters: cut.flat().length,
					segments: cut.length,
				});
			}),
		);
	});

	test('counts UCS2 as encoding and cutting it does', () => {
		fc.assert(
			fc.property(ucsTexts, (text) => {
				const segments = ucsParts(text).length;
				expect(countSegments(text)).toEqual({
					encoding: 'UCS2',
					characters: text.length,
					segments,
				});
			}),
		);
	});

	test('counts two texts together as the sum of both, and in no fewer segments', () => {
		fc.assert(
			fc.property(
				gsmTexts,
				gsmTexts,
				fc.constantFrom('AUTO' as const, 'UCS2' as const),
				(a, b, e) => {
					const [first, second, both] = [a, b, a + b].map((text) => countSegments(text, e));
					expect(both?.characters).toBe((first?.characters ?? 0) + (second?.characters ?? 0));
					expect(both?.segments).toBeGreaterThanOrEqual(
						Math.max(first?.segments ?? 0, second?.segments ?? 0),
					);
				},
			),
		);
	});

	test('follows the encoding asked for, and counts what GSM7 cannot hold as UCS2', () => {
		expect(countSegments('a€', 'UCS2')).toEqual({ encoding: 'UCS2', characters: 2, segments: 1 });
		expect(countSegments('a€', 'GSM7')).toEqual({ encoding: 'GSM7', characters: 3, segments: 1 });
		expect(countSegments('語', 'GSM7')).toEqual({ encoding: 'UCS2', characters: 1, segments: 1 });
	});
});
