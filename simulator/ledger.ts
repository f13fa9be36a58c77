import type { Encoding } from './schemas';
import type { SurveyResponse } from './survey';
import type { Journal } from './journal';
import { codeOf } from './links';

export type MessageState =
	| 'scheduled'
	| 'queued'
	| 'sent'
	| 'delivered'
	| 'undelivered'
	| 'cancelled'
	| 'rejected';

/** One SMS as 8x8 knows it. Times are ISO 8601. */
export interface LedgerMessage {
	umid: string;
	subAccountId: string;
	surveyId: string;
	/** As it was sent. */
	destination: string;
	country: string | null;
	/** What the customer reads. */
	text: string;
	hasLink: boolean;
	/** 21 characters; null without a link in the text. */
	shortUrl: string | null;
	linkVariables: string[];
	/** The variables that the text names. */
	used: string[];
	/** Those of them without a value. */
	unfilled: string[];
	templateBody: string;
	templateVariables: Record<string, unknown>;
	clientMessageId: string | null;
	batchId: string | null;
	clientBatchId: string | null;
	source: string | null;
	/** Detected for AUTO, else as asked for. */
	encoding: Encoding;
	smsCount: number;
	scheduled: string | null;
	expiry: string | null;
	dlrCallbackUrl: string | null;
	acceptedAt: string;
	state: MessageState;
	stateAt: string;
	status: { code: 'QUEUED' | 'REJECTED'; description: string };
	openedAt: string | null;
	response: SurveyResponse | null;
	replies: Array<{ text: string; at: string }>;
	personalDataDeleted: boolean;
}

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

	/** The newest SMS that reached this number. */
	lastTo(destination: string): LedgerMessage | undefined {
		const digits = (number: string) => number.replace(/\D/g, '');
		return this.taken()
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
