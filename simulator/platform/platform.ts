import { settingsFrom, type Settings, type SimulatorOptions } from '../options';
import { AccountWebhooks } from './accountWebhooks';
import { Delivery } from './delivery';
import { WebhookDispatcher } from './dispatcher';
import { Faults } from './faults';
import { Journal } from './journal';
import { Ledger } from './ledger';
import { LogExports, type LogDownload } from '../messages/logExports';
import { Recorder } from './recorder';
import { Timers } from './timers';

/** All that 8x8's platform knows of one account, and what it does by itself. */
export class Platform {
	readonly settings: Settings;
	/** Names, beside this machine's own, that the simulator answers to. */
	readonly hosts: readonly string[];
	readonly faults = new Faults();
	readonly recorder = new Recorder();
	readonly ledger: Ledger;
	readonly webhooks: AccountWebhooks;
	readonly dispatcher: WebhookDispatcher;
	readonly delivery: Delivery;
	readonly logExports: LogExports;
	/** Every download of a log file, oldest first. */
	readonly logDownloads: LogDownload[] = [];
	private readonly journal: Journal;
	private readonly timers = new Timers();
	/** When message details were asked for of late (ms), per subaccount. */
	readonly lookUps = new Map<string, number[]>();
	/** The addresses that whoever started it set: the settings page offers them again. */
	offered: Pick<Settings, 'responseUrl' | 'eventsUrl'> = {};
	/** Where the simulator answers; known once it listens. */
	url = '';

	constructor(options: SimulatorOptions) {
		this.settings = settingsFrom(options);
		const { host = [], allowedHosts = [] } = options;
		this.hosts = [host, allowedHosts].flat().map((name) => name.toLowerCase());
		this.journal = new Journal(options.dataFile);
		const entries = this.journal.read();
		this.ledger = new Ledger(this.journal);
		this.webhooks = new AccountWebhooks(this.settings, this.journal);
		this.dispatcher = new WebhookDispatcher(this.settings, this.journal, this.timers, (post) =>
			this.webhooks.authorizationFor(post),
		);
		this.delivery = new Delivery({
			settings: this.settings,
			ledger: this.ledger,
			webhooks: this.webhooks,
			dispatcher: this.dispatcher,
			timers: this.timers,
		});
		this.logExports = new LogExports(this.ledger, this.settings);
		for (const entry of entries) {
			if (entry.type === 'messages') this.ledger.restore(entry.messages);
			else if (entry.type === 'change') this.ledger.restoreChange(entry.umid, entry.set);
			else if (entry.type === 'post') this.dispatcher.restore(entry.post);
			else if (entry.type === 'attempt') {
				this.dispatcher.restoreAttempt(entry.id, entry.attempt, entry.nextAt);
			} else if (entry.type === 'webhook') this.webhooks.restore(entry.webhook);
			else if (entry.type === 'webhookDeleted') this.webhooks.restoreDelete(entry.subAccountId);
			else this.forget();
		}
	}

	/** Goes on with what a restart interrupted. */
	resume(): void {
		this.dispatcher.resume();
		this.delivery.resume();
	}

	/** A new account: no message, request, fault, post; the webhooks are those of the options. */
	reset(): void {
		this.journal.append({ type: 'reset' });
		this.forget();
	}

	private forget(): void {
		this.timers.clear();
		this.faults.clear();
		this.recorder.clear();
		this.dispatcher.clear();
		this.ledger.clear();
		this.lookUps.clear();
		this.logExports.clear();
		this.logDownloads.length = 0;
		this.webhooks.seed();
	}

	close(): void {
		this.timers.close();
		this.dispatcher.abort();
	}
}
