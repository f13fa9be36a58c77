const QUOTE = '"';
/** Far more than a row of the log has: what is not a log may never end. */
const MOST_CELLS = 1_000;
const LONGEST_CELL = 1_000_000;
/** What ends a cell without quotes. */
const END_OF_CELL = /[,\r\n]/g;

/**
 * Reads CSV in pieces, cut anywhere: commas between cells, quotes doubled inside quotes, line breaks in
 * quotes, rows that end in LF, CRLF or CR, and a byte order mark. Empty lines are skipped. Source of
 * the rules: RFC 4180.
 */
export class CsvReader {
	private row: string[] = [];
	private cell = '';
	private quoted = false;
	/** The piece ended behind a quote inside quotes, a CR, or nothing at all so far. */
	private last: 'quote' | 'return' | 'start' | undefined = 'start';

	/**
	 * The rows that this piece completes.
	 *
	 * @throws {Error} when a row has more than a thousand cells, or a cell a million characters
	 */
	read(piece: string): string[][] {
		const rows: string[][] = [];
		let at = 0;
		if (this.last === 'start' && piece.startsWith('\uFEFF')) at = 1;
		if (this.last === 'return' && piece.startsWith('\n')) at = 1;
		if (piece !== '' && this.last !== 'quote') this.last = undefined;
		while (at < piece.length)
			at = this.quoted ? this.inQuotes(piece, at) : this.plain(piece, at, rows);
		if (this.row.length > MOST_CELLS || this.cell.length > LONGEST_CELL) {
			throw new Error('A row has no end');
		}
		return rows;
	}

	/**
	 * The last row, if no line break ended it.
	 *
	 * @throws {Error} when the text ends inside quotes
	 */
	end(): string[][] {
		if (this.quoted && this.last !== 'quote') throw new Error('The text ends inside quotes');
		this.quoted = false;
		return this.endRow();
	}

	private inQuotes(piece: string, at: number): number {
		if (this.last === 'quote') {
			this.last = undefined;
			this.quoted = piece[at] === QUOTE;
			if (!this.quoted) return at;
			this.cell += QUOTE;
			return at + 1;
		}
		const quote = piece.indexOf(QUOTE, at);
		this.cell += piece.slice(at, quote < 0 ? undefined : quote);
		if (quote < 0) return piece.length;
		this.last = 'quote';
		return quote + 1;
	}

	private plain(piece: string, at: number, rows: string[][]): number {
		if (piece[at] === QUOTE && this.cell === '') {
			this.quoted = true;
			return at + 1;
		}
		END_OF_CELL.lastIndex = at;
		const end = END_OF_CELL.exec(piece)?.index ?? piece.length;
		this.cell += piece.slice(at, end);
		if (end === piece.length) return end;
		if (piece[end] === ',') {
			this.row.push(this.cell);
			this.cell = '';
			return end + 1;
		}
		rows.push(...this.endRow());
		if (piece[end] === '\n') return end + 1;
		if (end + 1 === piece.length) this.last = 'return';
		return piece[end + 1] === '\n' ? end + 2 : end + 1;
	}

	private endRow(): string[][] {
		const row = [...this.row, this.cell];
		this.row = [];
		this.cell = '';
		return row.length === 1 && row[0] === '' ? [] : [row];
	}
}
