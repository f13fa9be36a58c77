import type { Settings } from '../options';
import type { Journal } from './journal';
import type { PendingPost } from './webhookPost';

export interface Webhook {
	subAccountId: string;
	url: string;
	httpAuthorization?: string;
	enabled?: boolean;
	oauth?: {
		url: string;
		clientId: string;
		clientSecret: string;
		credentialsLocation: 'header' | 'body';
		scope?: string;
	};
}

/** The account's webhooks for SMS events: one per subaccount, and `*` for all. */
export class AccountWebhooks {
	private readonly bySubAccount = new Map<string, Webhook>();

	constructor(
		private readonly settings: Settings,
		private readonly journal: Journal,
	) {
		this.seed();
	}

	/** The webhook that `eventsUrl` stands for, as the portal would have set it. */
	seed(): void {
		this.bySubAccount.clear();
		const { eventsUrl } = this.settings;
		if (eventsUrl !== undefined) this.restore({ subAccountId: '*', url: eventsUrl });
	}

	/** Creates or replaces. The journal gets no secret: after a restart the option's value is sent. */
	set(webhook: Webhook): void {
		const { subAccountId, url, enabled = true } = webhook;
		this.journal.append({ type: 'webhook', webhook: { subAccountId, url, enabled } });
		this.restore(webhook);
	}

	restore(webhook: Webhook): void {
		this.bySubAccount.set(webhook.subAccountId, webhook);
	}

	delete(subAccountId: string): void {
		this.journal.append({ type: 'webhookDeleted', subAccountId });
		this.restoreDelete(subAccountId);
	}

	restoreDelete(subAccountId: string): void {
		this.bySubAccount.delete(subAccountId);
	}

	/** As the API shows them: secrets masked. */
	list(): Webhook[] {
		return [...this.bySubAccount.values()].map((webhook) => ({
			subAccountId: webhook.subAccountId,
			url: webhook.url,
			enabled: webhook.enabled ?? true,
			...(webhook.httpAuthorization ? { httpAuthorization: '***' } : {}),
			...(webhook.oauth ? { oauth: { ...webhook.oauth, clientSecret: '***' } } : {}),
		}));
	}

	/** Where this subaccount's events go. Its own webhook comes before the one for `*`. */
	webhookFor(subAccountId: string): Webhook | undefined {
		return [subAccountId, '*']
			.map((name) => this.bySubAccount.get(name))
			.find((webhook) => webhook !== undefined && webhook.enabled !== false);
	}

	/**
	 * The Authorization to send with a post: that of the webhook it goes to (several may have one
	 * address), else the option's where the address is on a host that the simulator's owner set. A
	 * webhook or receipt address that came by API may be anybody's.
	 */
	authorizationFor({
		url,
		webhook = '',
	}: Pick<PendingPost, 'url' | 'webhook'>): string | undefined {
		const own = [this.bySubAccount.get(webhook), ...this.bySubAccount.values()].find(
			(standing) => standing?.url === url,
		);
		if (own?.httpAuthorization !== undefined) return own.httpAuthorization;
		const { responseUrl, eventsUrl, oldFormatUrl, webhookAuthorization } = this.settings;
		const trusted = [responseUrl, eventsUrl, oldFormatUrl].some(
			(set) => set !== undefined && originOf(set) === originOf(url),
		);
		return trusted ? webhookAuthorization : undefined;
	}
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
