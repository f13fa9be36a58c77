/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator, type SimulatorOptions } from './index';

const HELP = `Starts a simulator of 8x8's SMS Engage API on this machine.

  npm run simulator -- [options]

  --port NUMBER                  default 8808; 0 takes any free one
  --host ADDRESS                 default 127.0.0.1: only this machine reaches it
  --allowed-host NAME            a further name that it answers to, such as host.docker.internal;
                                 may be given several times
  --api-key KEY                  default demo-api-key
  --sub-account NAME             default demo_subaccount; may be given several times
  --forbidden-sub-account NAME   one that the key may not use; may be given several times
  --account-id GUID              the account's id, for the webhook operations
  --survey ID                    a survey id; may be given several times; default: any
  --response-url URL             where survey responses are posted
  --events-url URL               where delivery receipts, clicks and replies are posted
  --webhook-authorization VALUE  the Authorization header of those posts
  --retry-responses              post survey responses again too; 8x8 documents that for events
  --retry-factor NUMBER          multiplies the retry delays of 1, 10, 30 and 90 s
  --delivery-delay MS            from accepted to delivered, default 500
  --latency MS                   how long every API answer takes, default 0
  --message-details-per-second N the limit of message details, default 1
  --no-click-events              do not post when a link is opened
  --data-file FILE               a journal: with it a restart forgets nothing
  --help                         this text

Pages, once it runs:
  /            the customer's phone     /settings   addresses, faults, reset
  /log         posts and API requests

Controls for scripts (JSON; described in simulator/http/control.ts):
  GET   /_simulator/state  /messages  /rejected  /requests  /log-downloads  /webhook-posts  /faults
  POST  /_simulator/faults  /respond  /resend  /click  /reply  /configure  /reset
  DELETE /_simulator/faults`;

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;

/** Reads the command line; undefined when only the help is wanted. Throws for what it cannot read. */
export function readOptions(args: string[]): SimulatorOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			host: text,
			'allowed-host': list,
			'api-key': text,
			'sub-account': list,
			'forbidden-sub-account': list,
			'account-id': text,
			survey: list,
			'response-url': text,
			'events-url': text,
			'webhook-authorization': text,
			'retry-responses': { type: 'boolean' },
			'retry-factor': text,
			'delivery-delay': text,
			latency: text,
			'message-details-per-second': text,
			'no-click-events': { type: 'boolean' },
			'data-file': text,
			help: { type: 'boolean' },
		},
	});
	if (values.help) return undefined;
	const number = (
		name: 'port' | 'retry-factor' | 'delivery-delay' | 'latency' | 'message-details-per-second',
	) => {
		const value = values[name];
		if (value === undefined) return undefined;
		if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`--${name} must be a number, not "${value}"`);
		return Number(value);
	};
	const address = (name: 'response-url' | 'events-url') => {
		const value = values[name];
		if (value === undefined || /^https?:\/\/./i.test(value)) return value;
		throw new Error(`--${name} must be an address that starts with http:// or https://`);
	};
	return {
		port: number('port') ?? 8808,
		host: values.host,
		allowedHosts: values['allowed-host'],
		apiKey: values['api-key'],
		subAccounts: values['sub-account'],
		forbiddenSubAccounts: values['forbidden-sub-account'],
		accountId: values['account-id'],
		surveys: values.survey,
		responseUrl: address('response-url'),
		eventsUrl: address('events-url'),
		webhookAuthorization: values['webhook-authorization'],
		retryResponses: values['retry-responses'],
		retryFactor: number('retry-factor'),
		deliveryDelay: number('delivery-delay'),
		latency: number('latency'),
		messageDetailsPerSecond: number('message-details-per-second'),
		clickEvents: values['no-click-events'] ? false : undefined,
		dataFile: values['data-file'],
	};
}

const startErrors: Record<string, (options: SimulatorOptions) => string> = {
	EADDRINUSE: ({ port }) =>
		`Port ${port} is taken by another program. End that program, or choose another port: --port 0 takes any free one.`,
	EACCES: ({ port }) => `This user may not listen on port ${port}. Choose one above 1023.`,
	EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}. Leave --host out.`,
};

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options === undefined) {
		process.stdout.write(`${HELP}\n`);
		return;
	}
	const simulator = await startSimulator(options).catch((error: NodeJS.ErrnoException) => {
		throw new Error(startErrors[error.code ?? '']?.(options) ?? error.message);
	});
	process.stdout.write(`${greeting(simulator, options)}\n`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close().then(() => process.exit(0)));
	}
}

const greeting = ({ url }: Simulator, options: SimulatorOptions) => `8x8 simulator
  Phone             ${url}/
  Settings, faults  ${url}/settings
  Log               ${url}/log
  API base URL      ${url}
  Survey responses  ${options.responseUrl ?? 'posted nowhere yet: set the address in Settings'}
Ctrl+C ends it.`;

if (require.main === module) {
	main().catch((error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
}
