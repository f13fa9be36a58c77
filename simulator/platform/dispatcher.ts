import { randomUUID } from 'node:crypto';
import type { Settings } from '../options';
import type { Journal } from './journal';
import type { Timers } from './timers';
import type { PendingPost, WebhookPost } from './webhookPost';

/** 8x8's documentation of its SMS webhooks: again after 1, 10, 30 and 90 seconds, then never. */
const RETRY_DELAYS = [1_000, 10_000, 30_000, 90_000];
const MAX_PARALLEL = 100;

/** What n8n answers, with 200, to every request while it starts: no workflow has seen it. */
const STARTING = /n8n is starting up/i;

/** Posts to webhooks with 8x8's retry plan, and remembers every attempt. */
export class WebhookDispatcher {
	private readonly pending = new Map<string, PendingPost>();
	private readonly waiting: Array<() => void> = [];
	private history: WebhookPost[] = [];
	private inFlight = 0;
	private closing = new AbortController();
	revision = 0;

	constructor(
		private readonly settings: Settings,
		private readonly journal: Journal,
		private readonly timers: Timers,
		/** The Authorization of this post; it is looked up per attempt and stored nowhere. */
		private readonly authorizationFor: (post: PendingPost) => string | undefined,
	) {}

	/**
	 * Resolves when the first attempt is over, however it went. With `again`, retries follow by
	 * themselves.
	 */
	async post(url: string, body: unknown, plan: Pick<PendingPost, 'again' | 'webhook'>) {
		const post = { id: randomUUID(), url, body, ...plan, attempts: 0, nextAt: Date.now() };
		this.journal.append({ type: 'post', post });
		this.restore(post);
		await this.attempt(post);
	}

	restore(post: PendingPost): void {
		this.pending.set(post.id, post);
	}

	restoreAttempt(id: string, attempt: WebhookPost, nextAt: number | null): void {
		this.history.push(attempt);
		this.revision += 1;
		const post = this.pending.get(id);
		if (post === undefined) return;
		post.attempts = attempt.attempt;
		if (nextAt === null) this.pending.delete(id);
		else post.nextAt = nextAt;
	}

	/** Goes on with what a restart interrupted. */
	resume(): void {
		for (const post of this.pending.values()) this.plan(post);
	}

	posts(): WebhookPost[] {
		return [...this.history];
	}

	/** How many posts are neither answered nor given up. */
	pendingCount(): number {
		return this.pending.size;
	}

	/** Forgets all posts, also those under way. */
	clear(): void {
		this.abort();
		this.pending.clear();
		this.history = [];
		this.revision += 1;
	}

	/** Ends the attempts under way; what is pending stays so in the journal. */
	abort(): void {
		this.closing.abort();
		this.closing = new AbortController();
	}

	private plan(post: PendingPost): void {
		this.timers.at(post.nextAt, () => void this.attempt(post));
	}

	private async attempt(post: PendingPost): Promise<void> {
		const closing = this.closing.signal;
		await this.takeTurn();
		try {
			if (closing.aborted || !this.pending.has(post.id)) return;
			const result = await this.request(post, closing);
			if (closing.aborted) return;
			const attempt = { url: post.url, body: post.body, attempt: post.attempts + 1, ...result };
			const delay = post.again && isFailure(attempt) ? RETRY_DELAYS[post.attempts] : undefined;
			const nextAt =
				delay === undefined ? null : Date.now() + Math.ceil(delay * this.settings.retryFactor);
			this.journal.append({ type: 'attempt', id: post.id, attempt, nextAt });
			this.restoreAttempt(post.id, attempt, nextAt);
			if (nextAt !== null) this.plan(post);
		} finally {
			this.inFlight -= 1;
			this.waiting.shift()?.();
		}
	}

	private async takeTurn(): Promise<void> {
		if (this.inFlight >= MAX_PARALLEL) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
		this.inFlight += 1;
	}

	private async request(
		post: PendingPost,
		closing: AbortSignal,
	): Promise<Pick<WebhookPost, 'at' | 'status' | 'answer' | 'swallowed' | 'error'>> {
		const at = new Date().toISOString();
		const timeout = AbortSignal.timeout(this.settings.webhookTimeout);
		const authorization = this.authorizationFor(post);
		const { forwardedFor } = this.settings;
		try {
			const answer = await fetch(post.url, {
				method: 'POST',
				headers: {
					// n8n ends an idle connection after five seconds: a post on it just then would be lost.
					connection: 'close',
					'content-type': 'application/json',
					...(authorization === undefined ? {} : { authorization }),
					...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
				},
				body: JSON.stringify(post.body),
				// A redirect would carry the Authorization to an address that nobody set.
				redirect: 'manual',
				signal: AbortSignal.any([closing, timeout]),
			});
			const text = (await answer.text()).slice(0, 500);
			return {
				at,
				status: answer.status,
				answer: text,
				...(answer.ok && STARTING.test(text) ? { swallowed: true } : {}),
			};
		} catch (error) {
			const limit = `no answer within ${this.settings.webhookTimeout} ms`;
			return { at, error: timeout.aborted ? limit : reasonOf(error) };
		}
	}
}

const isFailure = ({ status }: WebhookPost) => status === undefined || status >= 400;

/** What fetch throws says only "fetch failed"; its cause says why. */
function reasonOf(error: unknown): string {
	const { cause, message } = error as {
		cause?: { code?: string; message?: string };
		message?: string;
	};
	return cause?.code ?? cause?.message ?? message ?? String(error);
}
