/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** Where progress is written: a terminal shows a line that counts up, a file only whole lines. */
export interface Screen {
	isTTY?: boolean;
	write(text: string): unknown;
}

/**
 * Tells the person at the terminal what is going on and how long it takes.
 *
 * @param screen usually process.stdout
 * @param everyFile how often a step that still runs is mentioned where there is no terminal, in ms
 */
export class Progress {
	constructor(
		private readonly screen: Screen = process.stdout,
		private readonly everyFile = 30_000,
	) {}

	/** One line of plain text. */
	say(text = ''): void {
		this.screen.write(`${text}\n`);
	}

	/**
	 * Runs `work` under a title: a tick with the time it took when it is done, a cross when it fails.
	 *
	 * @param outcome words added to the finished line, from what `work` gave
	 */
	async step<T>(
		title: string,
		work: () => Promise<T>,
		outcome: (result: T) => string = () => '',
	): Promise<T> {
		const began = Date.now();
		const terminal = this.screen.isTTY === true;
		const show = () => {
			const text = `… ${title} (${seconds(Date.now() - began)})`;
			this.screen.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
		};
		if (terminal) show();
		const timer = setInterval(show, terminal ? 500 : this.everyFile);
		try {
			const result = await work();
			const more = outcome(result);
			this.end(terminal, `✓ ${title}${more === '' ? '' : `: ${more}`}`, began);
			return result;
		} catch (error) {
			this.end(terminal, `✗ ${title}`, began);
			throw error;
		} finally {
			clearInterval(timer);
		}
	}

	private end(terminal: boolean, line: string, began: number): void {
		this.screen.write(`${terminal ? '\r\x1b[K' : ''}${line} (${seconds(Date.now() - began)})\n`);
	}
}
