import type {
	DeduplicationItemTypes,
	ICheckProcessedOptions,
	IExecuteFunctions,
} from 'n8n-workflow';

type StoreFunctions = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/** An entry is an MD5 in base64 (24 characters), in quotation marks, with a comma. */
const ENTRY_BYTES = 27;

/** n8n's store, which writes all its entries with every call (deduplication-helper.js), and counts. */
export class WrittenStore implements StoreFunctions {
	readonly entries = new Set<DeduplicationItemTypes>();
	bytes = 0;
	calls = 0;

	/** @param failing says by the call's number whether it fails before it writes, or afterwards */
	constructor(public failing: (call: number) => 'before' | 'after' | undefined = () => undefined) {}

	checkProcessedAndRecord = async (
		items: DeduplicationItemTypes[],
		_scope: string,
		{ maxEntries }: ICheckProcessedOptions,
	) => {
		return this.writing(() => {
			const fresh = items.filter((item) => !this.entries.has(item));
			for (const item of fresh) this.entries.add(item);
			for (const item of this.entries) {
				if (this.entries.size <= maxEntries!) break;
				this.entries.delete(item);
			}
			return { new: fresh, processed: [] };
		});
	};

	removeProcessed = async (items: DeduplicationItemTypes[]) => {
		this.writing(() => {
			for (const item of items) this.entries.delete(item);
		});
	};

	private writing<T>(write: () => T): T {
		const fails = this.failing(this.calls++);
		if (fails === 'before') throw new Error('database is locked');
		const result = write();
		this.bytes += this.entries.size * ENTRY_BYTES;
		if (fails === 'after') throw new Error('connection lost');
		return result;
	}
}
