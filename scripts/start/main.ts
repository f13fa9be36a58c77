/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFolderLock } from '../../harness/folderLock';
import { WrongLogin } from '../../harness/n8n/api';
import { stopNpm } from '../../harness/npm';
import { anyFreePort, freePort } from '../../harness/ports';
import { Progress } from '../../harness/progress';
import { type Ports, Stage } from '../../harness/stage';
import { Trouble } from '../../harness/trouble';
import { DEMO_ACCOUNT_ID } from '../../simulator';
import { DemoStore, putCredential, putWorkflows } from './demo';
import { demoFolder } from './demoFolder';
import { goRound, type RoundParts } from './round';
import { addressesOf, whatToDo } from './whatToDo';

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
let ending: Promise<void> | undefined;

function end(): Promise<void> {
	return (ending ??= (async () => {
		for (const last of endings.reverse()) await last().catch(() => {});
	})());
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
	const store = new DemoStore(userFolder);
	const { login, webhookAuthorization } = store.state;
	const stage = await Stage.open({
		userFolder,
		ports: once ? await oncePorts() : await demoPorts(),
		account: { ...account, webhookAuthorization },
		simulator: once ? { retryFactor: 0.1 } : { dataFile: join(userFolder, 'simulator.jsonl') },
		login,
		putCredential: (api, data) => putCredential(api, store, data),
		progress,
		endings,
	}).catch((error: unknown) => {
		if (!(error instanceof WrongLogin)) throw error;
		throw new Trouble(
			error.message,
			`set the password in n8n under Settings > Personal to the one in ${store.file}, or rename the folder ${demoFolder} to begin with a fresh demo.`,
		);
	});
	const demo = await progress.step('Importing the demo workflows', () =>
		putWorkflows(stage.api, store, stage.credentialId, addressesOf(stage)),
	);
	await stage.listens(stage.triggerUrl(demo.response));
	stage.postTo(demo.response);
	return { stage, demo, login, progress };
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
			await parts.stage.n8n.whenEnded();
			if (ending) return 0;
			throw parts.stage.n8n.trouble('n8n ended by itself.');
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
		// The second Ctrl-C: n8n sees that we are gone, and ends by itself.
		if (ending) process.exit(code);
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
