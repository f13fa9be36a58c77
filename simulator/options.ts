/** The account's id unless another is set; a GUID, as 8x8's account ids are. */
export const DEMO_ACCOUNT_ID = '7c0a5f9e-52b1-4a0d-9d55-8a8e8c0d1e88';

/** How a job of the log export may end, beside well. */
export const EXPORT_OUTCOMES = ['empty', 'failed', 'error', 'cancelled'] as const;

/** What a link to a file of the log export may give, beside the file. */
export const EXPORT_FILES = [
	'html',
	'nothing',
	'cutOff',
	'reset',
	'hang',
	'gone',
	'redirect',
] as const;

/** How log exports go, to be changed while the simulator runs. */
export interface LogExportOptions {
	/** How long a job takes, ms; half of it queued, half of it running. Default 1,000. */
	duration?: number;
	/** How a job ends. Default `succeeded`, or `empty` when there is no row. */
	outcome?: 'succeeded' | (typeof EXPORT_OUTCOMES)[number];
	/** The log shows a message this long after it was taken, ms. Default 0. */
	lag?: number;
	/** Rows of one file. Default 10,000. */
	rowsPerFile?: number;
	/** What a link gives. Default `csv`. */
	file?: 'csv' | (typeof EXPORT_FILES)[number];
	/** The text of every file, in place of the ledger's messages. */
	csv?: string;
}

export interface SimulatorOptions {
	/** 0 takes any free port (default). */
	port?: number;
	/** Default 127.0.0.1: nobody but this machine reaches the simulator. */
	host?: string;
	/** Names besides localhost, 127.0.0.1, [::1] and `host` that it answers to. */
	allowedHosts?: string[];
	/** Default `demo-api-key`. */
	apiKey?: string;
	/** Default `['demo_subaccount']`. Any other one is answered 1001. */
	subAccounts?: string[];
	/** Subaccounts that the key may not use: 403, code 1201. */
	forbiddenSubAccounts?: string[];
	/** Default `DEMO_ACCOUNT_ID`. */
	accountId?: string;
	/** The account's survey ids, or `*` (default) for any; another one is answered 1300. */
	surveys?: string[] | '*';
	/** Where survey responses are posted. With 8x8, support sets it. */
	responseUrl?: string;
	/** Where delivery receipts, clicks and replies are posted: the account's webhook for `*`. */
	eventsUrl?: string;
	/** The Authorization header that goes out with every webhook post. */
	webhookAuthorization?: string;
	/** Multiplies the retry delays of 1, 10, 30 and 90 s. Default 1. */
	retryFactor?: number;
	/** How long a webhook may take to answer, ms. Default 10,000. */
	webhookTimeout?: number;
	/** From accepted to the receipts `sent` and `delivered`, ms. Default 500. */
	deliveryDelay?: number;
	/** Whether opening the link posts `short_url_clicked`. Default true. */
	clickEvents?: boolean;
	/**
	 * Whether a response brings back template variables that the text does not use. Default true,
	 * as in the samples of 8x8's documentation, which promises it nowhere.
	 */
	echoUnusedVariables?: boolean;
	/** How the names of template variables come back. Default `asSent`; 8x8's samples differ. */
	variableNames?: 'asSent' | 'lowerCase' | 'upperCase';
	/** Whether `delivered` is told of twice: by the operator, then by the phone. Default false. */
	deliveredTwice?: boolean;
	/**
	 * Whether a survey response that was not taken is posted again like an SMS event. Default false:
	 * 8x8 documents that for SMS events alone.
	 */
	retryResponses?: boolean;
	/** The X-Forwarded-For that a gateway in front of n8n would add to every webhook post. */
	forwardedFor?: string;
	/**
	 * A webhook of 8x8's old format (Wavecell): receipts and replies go there without their envelope,
	 * and no webhook of the new format can be set.
	 */
	oldFormatUrl?: string;
	/** An append-only journal: with it a restart forgets no message and no pending post. */
	dataFile?: string;
	/** Makes a batch's answer unordered, or leaves messages out of it (by index). */
	batchAnswer?: { shuffle?: boolean; leaveOut?: number[] };
	/** The rate limit of GET message per subaccount, requests a second. Default 1, as 8x8's. */
	messageDetailsPerSecond?: number;
	/** How log exports go, and how they fail. */
	logExport?: LogExportOptions;
	/** What is left of the account's prepaid money; null for an account that pays later. */
	balance?: { balance: number; currency: string } | null;
	/** How long every API answer takes, ms. Default 0. */
	latency?: number;
}

/** What may change while the simulator runs. */
export type LiveOptions = Omit<SimulatorOptions, 'port' | 'host' | 'allowedHosts' | 'dataFile'>;

const withoutDefault = [
	'responseUrl',
	'eventsUrl',
	'webhookAuthorization',
	'forwardedFor',
	'oldFormatUrl',
] as const;
type Optional = (typeof withoutDefault)[number];
export type Settings = Required<Omit<LiveOptions, Optional>> & Pick<LiveOptions, Optional>;

const defaults: Settings = {
	apiKey: 'demo-api-key',
	subAccounts: ['demo_subaccount'],
	forbiddenSubAccounts: [],
	accountId: DEMO_ACCOUNT_ID,
	surveys: '*',
	retryFactor: 1,
	webhookTimeout: 10_000,
	deliveryDelay: 500,
	clickEvents: true,
	echoUnusedVariables: true,
	variableNames: 'asSent',
	deliveredTwice: false,
	retryResponses: false,
	batchAnswer: {},
	messageDetailsPerSecond: 1,
	logExport: {},
	balance: { balance: 100, currency: 'USD' },
	latency: 0,
};

/**
 * Sets the options that are given, leaves the others. Those without a default are cleared by an
 * empty string.
 */
export function applyOptions(settings: Settings, options: LiveOptions): void {
	const names = [...(Object.keys(defaults) as Array<keyof Settings>), ...withoutDefault];
	const given = names.filter((name) => options[name] !== undefined);
	Object.assign(settings, Object.fromEntries(given.map((name) => [name, options[name]])));
	for (const name of withoutDefault) settings[name] ||= undefined;
}

export function settingsFrom(options: LiveOptions): Settings {
	const settings = { ...defaults };
	applyOptions(settings, options);
	return settings;
}
