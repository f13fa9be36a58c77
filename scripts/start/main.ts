/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ACCOUNT_ID, startSimulator } from '../../simulator';
import { DemoStore, LOGIN, RESPONSE_TRIGGER, setUpDemo, webhookId } from './demo';
import { withFolderLock } from './folder-lock';
import { N8nApi } from './n8n-api';
import { ensureN8n } from './n8n-install';
import { N8nProcess } from './n8n-process';
import { stopNpm } from './npm';
import { buildAndPack, installPackage } from './package';
import { cacheFolder, demoFolder, N8N_VERSION, pinFolder } from './places';
import { anyFreePort, freePort } from './ports';
import { Progress } from './progress';
import { goRound, type RoundParts } from './round';
import { Trouble } from './trouble';
import { whatToDo } from './what-to-do';

const N8N_PORT = 5678;
const BROKER_PORT = 5679;
const SIMULATOR_PORT = 8808;

/** The simulated 8x8 account: no secret, since only this machine reaches the simulator. */
const account = {
	apiKey: 'demo-api-key',
	subAccountId: 'demo_subaccount',
	accountId: DEMO_ACCOUNT_ID,
};

const progress = new Progress();

/** What to end, the newest first, when the command ends. */
const endings: Array<() => Promise<unknown>> = [];
/** What to end at once on a second Ctrl-C. */
let killNow: () => void = () => {};
let ending: Promise<void> | undefined;

function end(): Promise<void> {
	return (ending ??= (async () => {
		for (const last of endings.reverse()) await last().catch(() => {});
	})());
}

interface Ports {
	n8n: number;
	broker: number;
	simulator: number;
}

async function demoPorts(): Promise<Ports> {
	const n8n = await freePort(N8N_PORT, [BROKER_PORT]);
	const simulator = await freePort(SIMULATOR_PORT, [n8n]);
	const moved = (what: string, wanted: number, got: number) => {
		if (wanted !== got)
			progress.say(`Port ${wanted} is taken by another program: ${what} uses port ${got} instead.`);
	};
	moved('n8n', N8N_PORT, n8n);
	moved('the simulator', SIMULATOR_PORT, simulator);
	return { n8n, simulator, broker: await freePort(BROKER_PORT, [n8n, simulator]) };
}

async function oncePorts(): Promise<Ports> {
	return {
		n8n: await anyFreePort(),
		broker: await anyFreePort(),
		simulator: await anyFreePort(),
	};
}

/** Everything up to a running n8n that holds the demo. */
async function bringUp(userFolder: string, once: boolean): Promise<RoundParts> {
	const installed = await ensureN8n(pinFolder(N8N_VERSION), N8N_VERSION, cacheFolder(), progress);
	await progress.step('Building the package and installing it into n8n', async () => {
		await installPackage(await buildAndPack(join(userFolder, 'package')), userFolder);
	});
	const ports = once ? await oncePorts() : await demoPorts();
	const store = new DemoStore(userFolder);

	const simulator = await progress.step('Starting the 8x8 simulator', () =>
		startSimulator({
			port: ports.simulator,
			apiKey: account.apiKey,
			subAccounts: [account.subAccountId],
			accountId: account.accountId,
			webhookAuthorization: store.state.webhookAuthorization,
			...(once ? { retryFactor: 0.1 } : { dataFile: join(userFolder, 'simulator.jsonl') }),
		}),
	);
	endings.push(() => simulator.close());

	const n8n = new N8nProcess(installed, {
		userFolder,
		port: ports.n8n,
		brokerPort: ports.broker,
		node: installed.node,
	});
	endings.push(() => n8n.stop());
	killNow = () => n8n.kill();
	await progress.step(`Starting n8n ${N8N_VERSION} (up to a minute)`, () => n8n.start());

	const api = new N8nApi(n8n.url, installed.folder);
	const demo = await progress.step('Importing the credential and the demo workflows', async () => {
		await api.signIn(LOGIN);
		return await setUpDemo(api, store, { ...account, baseUrl: simulator.url });
	});
	const responses = `${n8n.url}/webhook/${webhookId(demo.response, RESPONSE_TRIGGER)}/webhook`;
	simulator.configure({ responseUrl: responses, eventsUrl: responses });
	return { api, n8n, simulator, demo, progress };
}

async function runDemo(): Promise<number> {
	const refuse = (pid: string): never => {
		throw new Trouble(
			`The demo of this folder is already running (process ${pid}).`,
			'use that one, or stop it with Ctrl-C in its terminal and start again.',
		);
	};
	const lock = join(demoFolder, 'running.lock');
	return await withFolderLock(
		lock,
		async () => {
			endings.push(() => rm(lock, { recursive: true, force: true }));
			const parts = await bringUp(demoFolder, false);
			progress.say(whatToDo(parts));
			await parts.n8n.whenEnded();
			if (ending) return 0;
			throw parts.n8n.trouble('n8n ended by itself.');
		},
		refuse,
	);
}

async function runOnce(): Promise<number> {
	const began = Date.now();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-8x8-round-'));
	let keepLog = false;
	endings.push(async () => {
		if (!keepLog) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	});
	let passed: number;
	try {
		const parts = await bringUp(userFolder, true);
		progress.say();
		passed = await goRound(parts);
	} catch (error) {
		keepLog = !ending;
		throw error;
	}
	const took = ((Date.now() - began) / 1000).toFixed(0);
	progress.say(`\nThe round is complete: ${passed} steps passed, 0 failed (${took} s in all).`);
	return 0;
}

function endOnSignals(): void {
	const stop = (code: number) => {
		if (ending) {
			killNow();
			process.exit(code);
		}
		progress.say('\nStopping …');
		void end().then(() => process.exit(code));
	};
	process.on('SIGINT', () => stop(0));
	process.on('SIGTERM', () => stop(143));
	process.on('SIGHUP', () => stop(129));
	// An npm that is told to end ends its shell and not what runs in it.
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event === undefined) return;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		stop(143);
	}, 1000);
	watch.unref();
}

/**
 * The command behind `npm start`: the demo until Ctrl-C, or with `--once` one whole round by itself.
 * The process ends with code 0 when all went well.
 */
export async function main(args: string[]): Promise<void> {
	const unknown = args.find((arg) => arg !== '--once');
	if (unknown !== undefined) {
		console.error(
			`"${unknown}" is unknown here. npm start runs the demo; npm start -- --once does one round by itself.`,
		);
		process.exit(2);
	}
	endings.push(stopNpm);
	endOnSignals();
	let code = 1;
	try {
		code = args.includes('--once') ? await runOnce() : await runDemo();
	} catch (error) {
		if (ending) return;
		console.error(`\n${error instanceof Trouble ? error.text : (error as Error).stack}`);
	}
	await end();
	process.exit(code);
}
