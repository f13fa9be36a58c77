import { codeOf } from '../messages/links';
import type { LedgerMessage } from '../messages/message';
import type { Journal } from './journal';

/** Every SMS that 8x8 took or rejected, in the order of arrival. */
export class Ledger {
	private readonly byUmid = new Map<string, LedgerMessage>();
	private readonly byCode = new Map<string, LedgerMessage>();
	/** Counts changes, so that a page can ask whether there is anything new. */
	revision = 0;

	constructor(private readonly journal: Journal) {}

	add(messages: LedgerMessage[]): void {
		this.journal.append({ type: 'messages', messages });
		this.restore(messages);
	}

	change(message: LedgerMessage, set: Partial<LedgerMessage>): void {
		this.journal.append({ type: 'change', umid: message.umid, set });
		this.restoreChange(message.umid, set);
	}

	/** As `add`, without writing it down. */
	restore(messages: LedgerMessage[]): void {
		for (const message of messages) {
			this.byUmid.set(message.umid, message);
			if (message.shortUrl !== null) this.byCode.set(codeOf(message.shortUrl), message);
		}
		this.revision += 1;
	}

	/** As `change`, without writing it down. */
	restoreChange(umid: string, set: Partial<LedgerMessage>): void {
		Object.assign(this.byUmid.get(umid) ?? {}, set);
		this.revision += 1;
	}

	get(umid: string): LedgerMessage | undefined {
		return this.byUmid.get(umid);
	}

	withCode(code: string): LedgerMessage | undefined {
		return this.byCode.get(code);
	}

	/** The newest SMS that reached this number: one that waits for its time, or was cancelled, did not. */
	lastTo(destination: string): LedgerMessage | undefined {
		const digits = (number: string) => number.replace(/\D/g, '');
		return this.taken()
			.filter(({ state }) => state !== 'scheduled' && state !== 'cancelled')
			.filter((message) => digits(message.destination) === digits(destination))
			.at(-1);
	}

	all(): LedgerMessage[] {
		return [...this.byUmid.values()];
	}

	taken(): LedgerMessage[] {
		return this.all().filter((message) => message.status.code === 'QUEUED');
	}

	rejected(): LedgerMessage[] {
		return this.all().filter((message) => message.status.code === 'REJECTED');
	}

	clear(): void {
		this.byUmid.clear();
		this.byCode.clear();
		this.revision += 1;
	}
}
