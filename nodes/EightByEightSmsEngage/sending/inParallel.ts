/**
 * Works through a source with at most `limit` pieces under way. What is under way when `halted`
 * turns true is awaited; nothing new is taken. An error is thrown only when all workers are done.
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
