/** As people tell names apart: without capitals, blanks and marks, and Latin letters without accents. */
const folded = (name: string) =>
	name
		.normalize('NFKD')
		.replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{Nd}]/gu, '');

/** What tells `line 1` from `line 2`, and `plan a` from `plan b`. */
const numbering = (name: string) =>
	(name.toLowerCase().match(/\p{Nd}+|\p{L}+/gu) ?? [])
		.filter((word) => /^\p{Nd}/u.test(word) || [...word].length === 1)
		.join(' ');

/** Longer ones are no names that somebody wrote. */
const LONGEST = 60;

/** Of the names given, the one that differs in nothing but capitals, blanks, accents and marks. */
export function sameName(written: string, names: string[]): string | undefined {
	const meant = folded(written);
	return meant === '' ? undefined : names.find((name) => folded(name) === meant);
}

/**
 * Of the names given, the one that was probably meant: the same name, or else the one with the fewest
 * slips (a letter too many, missing or changed, or two swapped). Up to 3 letters may have no slip, 4 and
 * 5 one, more two. Names that are numbered differently are different ones.
 */
export function closestName(written: string, names: string[]): string | undefined {
	const same = sameName(written, names);
	if (same !== undefined) return same;
	const meant = [...folded(written)];
	if (meant.length > LONGEST) return undefined;
	const most = meant.length < 4 ? 0 : meant.length < 6 ? 1 : 2;
	const [near] = names
		.filter((name) => numbering(name) === numbering(written))
		.map((name) => ({ name, slips: slips(meant, [...folded(name)], most) }))
		.sort((a, b) => a.slips - b.slips);
	return near && near.slips <= most ? near.name : undefined;
}

/** Optimal string alignment distance; more than `most` is not told apart. */
function slips(a: string[], b: string[], most: number): number {
	if (Math.abs(a.length - b.length) > most) return Infinity;
	let [earlier, last]: [number[], number[]] = [
		[],
		Array.from({ length: b.length + 1 }, (_, j) => j),
	];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = a[i - 1] === b[j - 1] ? 0 : 1;
			row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) row[j] = Math.min(row[j]!, earlier[j - 2]! + 1);
		}
		[earlier, last] = [last, row];
	}
	return last[b.length]!;
}
