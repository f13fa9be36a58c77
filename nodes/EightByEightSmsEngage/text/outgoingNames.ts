import type { Need } from './placeholder';
import { isReserved } from './variables';

/** The variables' names at 8x8, by those that the user wrote. */
export type OutgoingNames = ReadonlyMap<string, string>;

const TAKEN_BY_8X8 = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * The name of each variable at 8x8, in the order of `needs`, each a different one. A name that 8x8
 * takes stays as it is. Another one is written in the letters A to Z as far as Unicode's
 * compatibility decomposition goes, with `_` for every run of other characters; one that is taken
 * gets `_2`, `_3` and so on. So `First Name` goes out as `First_Name`.
 *
 * @param needs no two alike; a name comes twice when it has two fallbacks
 * @param known names that stay what they are in another text
 */
export function outgoingNames(needs: Need[], known: OutgoingNames): string[] {
	const taken = new Set(known.values());
	const left = new Map(known);
	const own = needs.map(({ name }) => {
		const same = left.get(name);
		if (left.delete(name)) return same;
		if (taken.has(name) || !TAKEN_BY_8X8.test(name) || isReserved(name)) return undefined;
		taken.add(name);
		return name;
	});
	return needs.map(({ name }, index) => own[index] ?? freeName(acceptedName(name), taken));
}

function freeName(base: string, taken: Set<string>): string {
	let name = base;
	for (let count = 2; taken.has(name) || isReserved(name); count++) name = `${base}_${count}`;
	taken.add(name);
	return name;
}

function acceptedName(name: string): string {
	const letters = name.normalize('NFKD').replace(/\p{M}/gu, '');
	const accepted = letters
		.split(/[^A-Za-z0-9_.-]+/)
		.filter((part) => part !== '')
		.join('_');
	if (accepted === '') return 'v';
	return TAKEN_BY_8X8.test(accepted) ? accepted : `v_${accepted}`;
}
