/**
 * Works through a source with at most `limit` pieces under way. What is under way when `halted`
 * turns true is awaited; nothing new is taken. `work` must not throw.
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
	await Promise.all(Array.from({ length: limit }, worker));
}
