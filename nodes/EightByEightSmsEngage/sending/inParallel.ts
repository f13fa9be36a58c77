/**
 * Works through a source with at most `limit` pieces under way. Once `halted` is true it takes nothing
 * new, and awaits what is under way. It throws an error only when all workers are done.
 */
export async function inParallel<T>(
	source: Iterable<T>,
	limit: number,
	work: (piece: T) => Promise<void>,
	halted: () => boolean,
): Promise<void> {
	const iterator = source[Symbol.iterator]();
	const worker = async () => {
		while (!halted()) {
			const next = iterator.next();
			if (next.done) return;
			await work(next.value);
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: limit }, worker));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
