/** As people tell names apart: without capitals, blanks, accents and marks. */
const folded = (name: string) =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{Nd}]/gu, '');

/** Longer ones are no names that somebody wrote. */
const LONGEST = 60;

/**
 * Of the names given, the one that was probably meant: the same but for capitals, blanks and marks,
 * or else one with a slip in it, of six letters and more with two, of less than four with none: a
 * letter too many, missing, changed, or two in the wrong order.
 */
export function closestName(written: string, names: string[]): string | undefined {
	const meant = folded(written);
	if (meant === '' || meant.length > LONGEST) return undefined;
	const same = names.find((name) => folded(name) === meant);
	if (same !== undefined) return same;
	const most = meant.length < 4 ? 0 : meant.length < 6 ? 1 : 2;
	const near = names
		.map((name) => ({ name, slips: slips(meant, folded(name), most) }))
		.sort((a, b) => a.slips - b.slips)[0];
	return near && near.slips <= most ? near.name : undefined;
}

/** Optimal string alignment distance; more than `most` is not told apart. */
function slips(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return Infinity;
	let [earlier, last]: [number[], number[]] = [[], Array.from(`${b} `, (_, index) => index)];
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
