/** What went wrong and what to do about it, both for the person at the terminal. */
export class Trouble extends Error {
	/**
	 * @param message one sentence: what went wrong
	 * @param remedy what to do now
	 * @param details further lines, for example the end of a log
	 */
	constructor(
		message: string,
		readonly remedy: string,
		readonly details = '',
	) {
		super(message);
		this.name = 'Trouble';
	}

	/** All of it as printed in the terminal. */
	get text(): string {
		const details = this.details === '' ? '' : `\n${this.details.replace(/^/gm, '  | ')}\n`;
		return `${this.message}\n${details}What to do: ${this.remedy}`;
	}
}
