import { hasOldFormat, receipt, type SmsEvent } from '../messages/events';
import type { LedgerMessage, MessageState } from '../messages/message';
import { isUndeliveredNumber } from '../messages/specialNumbers';
import type { Settings } from '../options';
import type { AccountWebhooks } from './accountWebhooks';
import type { WebhookDispatcher } from './dispatcher';
import type { Ledger } from './ledger';
import type { Timers } from './timers';
import type { PendingPost } from './webhookPost';

/** 8x8 posts nothing for a response or receipt later than this, ms. */
const LATEST = 48 * 3_600_000;

/** What of 8x8's platform a delivery needs. */
interface Parts {
	settings: Settings;
	ledger: Ledger;
	webhooks: AccountWebhooks;
	dispatcher: WebhookDispatcher;
	timers: Timers;
}

/** An accepted SMS's way to the phone, and the events that tell of it. */
export class Delivery {
	constructor(private readonly parts: Parts) {}

	/** Plans the way of messages that were accepted together. */
	start(messages: LedgerMessage[]): void {
		this.planAll(messages.filter(({ state }) => state === 'queued'));
		for (const message of messages) {
			if (message.state === 'scheduled') {
				this.parts.timers.at(Date.parse(message.scheduled ?? ''), () => this.release(message));
			}
		}
	}

	/** Goes on with what a restart interrupted. */
	resume(): void {
		const messages = this.parts.ledger.taken();
		this.start(messages);
		const sent = messages.filter(({ state }) => state === 'sent');
		for (const message of sent) void this.finish(message);
	}

	/** Posts an event about this message to where its subaccount's events go, if anywhere. */
	async post(message: LedgerMessage, event: SmsEvent, url?: string): Promise<void> {
		const { oldFormatUrl } = this.parts.settings;
		if (url === undefined && oldFormatUrl !== undefined) {
			if (hasOldFormat(event)) await this.send(message, oldFormatUrl, event.payload);
			return;
		}
		if (url !== undefined) return await this.send(message, url, event);
		const webhook = this.parts.webhooks.webhookFor(message.subAccountId);
		if (webhook === undefined) return;
		await this.send(message, webhook.url, event, { webhook: webhook.subAccountId });
	}

	/** Posts unless the message is too old; resolves after the first attempt. */
	async send(
		message: LedgerMessage,
		url: string,
		body: unknown,
		{ again = true, webhook }: Partial<Pick<PendingPost, 'again' | 'webhook'>> = {},
	): Promise<void> {
		const since = Date.parse(message.scheduled ?? message.acceptedAt);
		if (Date.now() - since > LATEST) return;
		await this.parts.dispatcher.post(url, body, { again, webhook });
	}

	private planAll(messages: LedgerMessage[]): void {
		if (messages.length === 0) return;
		this.parts.timers.at(Date.now() + this.parts.settings.deliveryDelay, () => {
			for (const message of messages) void this.deliver(message);
		});
	}

	private release(message: LedgerMessage): void {
		if (message.state !== 'scheduled') return;
		this.enter(message, 'queued');
		this.planAll([message]);
	}

	private async deliver(message: LedgerMessage): Promise<void> {
		this.enter(message, 'sent');
		await this.postReceipt(message);
		await this.finish(message);
	}

	private async finish(message: LedgerMessage): Promise<void> {
		const fails = isUndeliveredNumber(message.destination);
		this.enter(message, fails ? 'undelivered' : 'delivered');
		if (!fails && this.parts.settings.deliveredTwice) {
			await this.postReceipt(message, 'delivered_to_operator');
		}
		await this.postReceipt(message);
	}

	private enter(message: LedgerMessage, state: MessageState): void {
		// A reset may have come between.
		if (this.parts.ledger.get(message.umid) !== message) return;
		this.parts.ledger.change(message, { state, stateAt: new Date().toISOString() });
	}

	private async postReceipt(message: LedgerMessage, detail?: string): Promise<void> {
		if (this.parts.ledger.get(message.umid) !== message) return;
		await this.post(message, receipt(message, detail), message.dlrCallbackUrl ?? undefined);
	}
}
