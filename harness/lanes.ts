/** As many at a time as a small n8n answers within seconds, also on a machine under load. */
export const LANES = 10;

/** Does the work for each, so many at a time. Rejects as soon as one rejects. */
export async function inLanes<T>(
	all: T[],
	work: (one: T) => Promise<void>,
	atOnce = LANES,
): Promise<void> {
	const rest = [...all];
	const lane = async () => {
		for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}
