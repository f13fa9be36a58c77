/** How many entries are kept beyond the limit before the oldest are let go. */
const SPARE = 1_000;

/** Keeps the newest of whatever is added, however many that are. */
export class Newest<T> {
	private entries: Array<{ value: T; time: number }> = [];

	/** @param limit Infinity keeps all. */
	constructor(private readonly limit: number) {}

	/** @param time in milliseconds */
	add(value: T, time: number): void {
		this.entries.push({ value, time });
		if (this.entries.length >= this.limit + SPARE) this.prune();
	}

	/** The newest first; of one moment what was added first. */
	values(): T[] {
		this.prune();
		return this.entries.map(({ value }) => value);
	}

	private prune(): void {
		this.entries.sort((one, other) => other.time - one.time);
		this.entries = this.entries.slice(0, this.limit);
	}
}
