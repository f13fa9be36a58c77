/** How many entries beyond the limit are kept before the oldest are dropped. */
const SPARE = 1_000;

/** Keeps the newest entries, however many are added. */
export class Newest<T> {
	private entries: Array<{ value: T; time: number }> = [];

	/** @param limit Infinity keeps all. */
	constructor(private readonly limit: number) {}

	/** @param time in milliseconds */
	add(value: T, time: number): void {
		this.entries.push({ value, time });
		if (this.entries.length >= this.limit + SPARE) this.prune();
	}

	/** Newest first; entries of the same moment in the order in which they were added. */
	values(): T[] {
		this.prune();
		return this.entries.map(({ value }) => value);
	}

	private prune(): void {
		this.entries.sort((one, other) => other.time - one.time);
		this.entries = this.entries.slice(0, this.limit);
	}
}
