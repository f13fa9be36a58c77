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
	/** Why there was no answer. */
	error?: string;
	/** ISO 8601. */
	at: string;
}

/** A post that is neither answered nor given up. */
export interface PendingPost {
	id: string;
	url: string;
	body: unknown;
	attempts: number;
	nextAt: number;
}
