/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { AddressInfo } from 'node:net';
import * as actions from './actions';
import { buildApp } from './http/app';
import type { LogDownload } from './messages/logExports';
import type { LedgerMessage } from './messages/message';
import type { LiveOptions, SimulatorOptions } from './options';
import type { Fault } from './platform/faults';
import { Platform } from './platform/platform';
import type { RecordedRequest } from './platform/recorder';
import type { WebhookPost } from './platform/webhookPost';

export { DEMO_ACCOUNT_ID, type SimulatorOptions } from './options';
export type { Fault, FaultKind } from './platform/faults';
export type { LedgerMessage } from './messages/message';
export type { RecordedRequest } from './platform/recorder';
export type { WebhookPost } from './platform/webhookPost';
export type { RespondAnswers } from './actions';

export interface Simulator {
	url: string;
	/** Ends it: held requests are cut, pending posts stay in the journal, if there is one. */
	close(): Promise<void>;
	/** Every SMS taken (QUEUED), oldest first; copies. */
	messages(): LedgerMessage[];
	/** Every SMS answered REJECTED. */
	rejected(): LedgerMessage[];
	/** Every API request, oldest first. */
	requests(): RecordedRequest[];
	/** The most API requests at once since the start or the last reset. */
	maxInFlight(): number;
	/** Every download of a file of a log export, oldest first. */
	logDownloads(): LogDownload[];
	/** Every attempt to post to a webhook, oldest first. */
	webhookPosts(): WebhookPost[];
	/** How many posts are neither answered nor given up. */
	pendingPosts(): number;
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Forgets messages, requests, posts, faults; options stay. */
	reset(): void;
	/**
	 * Answers the survey as a person would (default: 9, Yes, "Great service"); resolves when the
	 * response was posted once, rejects for an unknown umid and for a survey answered before.
	 */
	respond(umid: string, answers?: actions.RespondAnswers): Promise<void>;
	/** Posts the same response once more, as 8x8's retries can. */
	resendResponse(umid: string): Promise<void>;
	/** Opens the link in the SMS; resolves when the click was posted once. */
	click(umid: string): Promise<void>;
	/** Texts back to this SMS, or to the newest one that reached this number. */
	reply(umidOrNumber: string, text: string): Promise<void>;
	setResponseUrl(url: string): void;
	/** How long every API answer takes, ms. */
	setLatency(ms: number): void;
	/** Changes options while it runs. */
	configure(options: LiveOptions): void;
}

/**
 * Starts a simulator of 8x8's SMS Engage API with its web pages. Rejects with the system's error
 * when the port is taken (`code: 'EADDRINUSE'`).
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const platform = new Platform(options);
	const app = buildApp(platform);
	await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
	platform.url = addressOf(app.server.address() as AddressInfo);
	platform.resume();
	actions.offerAddresses(platform);
	const copies = (messages: LedgerMessage[]) => messages.map((message) => ({ ...message }));
	return {
		url: platform.url,
		close: async () => {
			platform.close();
			await app.close();
		},
		messages: () => copies(platform.ledger.taken()),
		rejected: () => copies(platform.ledger.rejected()),
		requests: () => platform.recorder.requests(),
		maxInFlight: () => platform.recorder.maxInFlight(),
		logDownloads: () => [...platform.logDownloads],
		webhookPosts: () => platform.dispatcher.posts(),
		pendingPosts: () => platform.dispatcher.pendingCount(),
		addFault: (fault) => platform.faults.add(fault),
		clearFaults: () => platform.faults.clear(),
		reset: () => platform.reset(),
		respond: (umid, answers) => actions.respond(platform, umid, answers),
		resendResponse: (umid) => actions.resendResponse(platform, umid),
		click: (umid) => actions.click(platform, umid),
		reply: (umidOrNumber, text) => actions.reply(platform, umidOrNumber, text),
		setResponseUrl: (responseUrl) => actions.configure(platform, { responseUrl }),
		setLatency: (latency) => actions.configure(platform, { latency }),
		configure: (live) => {
			actions.configure(platform, live);
			actions.offerAddresses(platform);
		},
	};
}

/** 0.0.0.0 and :: are no addresses to visit. */
function addressOf({ address, family, port }: AddressInfo): string {
	if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
	return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
