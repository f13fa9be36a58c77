/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { LedgerMessage } from '../messages/message';
import type { PendingPost, WebhookPost } from './webhookPost';

/** What the simulator must not forget over a restart. No entry holds a key or an Authorization. */
export type JournalEntry =
	| { type: 'messages'; messages: LedgerMessage[] }
	| { type: 'change'; umid: string; set: Partial<LedgerMessage> }
	| { type: 'post'; post: PendingPost }
	| { type: 'attempt'; id: string; attempt: WebhookPost; nextAt: number | null }
	| { type: 'webhook'; webhook: { subAccountId: string; url: string; enabled: boolean } }
	| { type: 'webhookDeleted'; subAccountId: string }
	| { type: 'reset' };

/**
 * One JSON entry a line, written before the request is answered. Without a file it keeps nothing.
 * Restarting reads it from the start, so it grows until the file is deleted.
 */
export class Journal {
	constructor(private readonly file?: string) {}

	append(entry: JournalEntry): void {
		if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
	}

	/** All entries written before. A last line that a crash cut off was never answered: it goes. */
	read(): JournalEntry[] {
		if (this.file === undefined || !existsSync(this.file)) return [];
		const content = readFileSync(this.file);
		const end = content.lastIndexOf(10) + 1;
		if (end < content.length) truncateSync(this.file, end);
		const lines = content.subarray(0, end).toString('utf8').split('\n');
		return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as JournalEntry);
	}
}
