/** One attempt to post to a webhook. */
export interface WebhookPost {
	url: string;
	body: unknown;
	/** 1 for the first. */
	attempt: number;
	/** HTTP status, if there was an answer. */
	status?: number;
	/** The first 500 characters of the answer. */
	answer?: string;
	/**
	 * n8n answered 200 while it was starting: 8x8 takes the post for delivered, and no workflow has
	 * seen it.
	 */
	swallowed?: boolean;
	/** Why there was no answer. */
	error?: string;
	/** ISO 8601. */
	at: string;
}

/** A post that is neither answered nor given up. */
export interface PendingPost {
	id: string;
	url: string;
	/** The subaccount, or `*`, whose webhook it goes to; undefined for an address of its own. */
	webhook?: string;
	body: unknown;
	/** Whether it is posted again when it was not taken. */
	again: boolean;
	attempts: number;
	nextAt: number;
}
