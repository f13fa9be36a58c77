/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
const LONGEST = 2 ** 31 - 1;

/** Timers that end together, and may be set further ahead than the 24.8 days of setTimeout. */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();
	private closed = false;

	/** Calls `action` at that time (ms since 1970), or soon if it is past. */
	at(time: number, action: () => void): void {
		if (this.closed) return;
		const delay = Math.max(0, time - Date.now());
		const timer = setTimeout(
			() => {
				this.pending.delete(timer);
				if (delay > LONGEST) this.at(time, action);
				else action();
			},
			Math.min(delay, LONGEST),
		);
		this.pending.add(timer);
	}

	clear(): void {
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}

	close(): void {
		this.closed = true;
		this.clear();
	}
}
