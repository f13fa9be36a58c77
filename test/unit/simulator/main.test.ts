/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readOptions } from '../../../simulator/main';

const root = join(__dirname, '..', '..', '..');

/** Runs the command until it ends, or until it has printed its addresses. */
function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...args], {
		cwd: root,
	});
	let output = '';
	child.stdout.on('data', (data: Buffer) => (output += data.toString()));
	child.stderr.on('data', (data: Buffer) => (output += data.toString()));
	return { child, output: () => output };
}

async function runToEnd(...args: string[]) {
	const { child, output } = run(...args);
	const [code] = (await once(child, 'close')) as [number];
	return { code, output: output() };
}

test('prints its addresses, answers, and ends on SIGTERM', async () => {
	const { child, output } = run('--port', '0', '--api-key', 'MY-KEY');
	while (!output().includes('Ctrl+C')) await once(child.stdout, 'data');
	const url = /API base URL\s+(\S+)/.exec(output())?.[1] ?? '';
	expect((await fetch(url)).status).toBe(200);
	expect(output()).not.toContain('MY-KEY');
	child.kill('SIGTERM');
	expect(await once(child, 'close')).toEqual([0, null]);
});

test('says what to do when the port is taken', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const { code, output } = await runToEnd('--port', String(port));
	server.close();
	expect(code).toBe(1);
	expect(output).toContain(`Port ${port} is taken`);
	expect(output).not.toContain('    at ');
});

test('explains itself', async () => {
	const { code, output } = await runToEnd('--help');
	expect(code).toBe(0);
	expect(output).toContain('--retry-factor');
	expect(output).toContain('/_simulator/faults');
});

test('reads every option', () => {
	const options = readOptions(
		'--port 1 --host ::1 --api-key k --sub-account a --sub-account b --forbidden-sub-account c --account-id i --survey s --response-url http://r --events-url https://e --webhook-authorization w --retry-factor 0.01 --delivery-delay 5 --latency 6 --message-details-per-second 9 --no-click-events --data-file f'.split(
			' ',
		),
	);
	expect(options).toEqual({
		port: 1,
		host: '::1',
		apiKey: 'k',
		subAccounts: ['a', 'b'],
		forbiddenSubAccounts: ['c'],
		accountId: 'i',
		surveys: ['s'],
		responseUrl: 'http://r',
		eventsUrl: 'https://e',
		webhookAuthorization: 'w',
		retryFactor: 0.01,
		deliveryDelay: 5,
		latency: 6,
		messageDetailsPerSecond: 9,
		clickEvents: false,
		dataFile: 'f',
	});
});

test('has defaults for a newcomer', () => {
	expect(readOptions([])).toEqual({ port: 8808 });
});

test.each([
	[['--port', 'abc'], '--port must be a number'],
	[['--response-url', 'example'], '--response-url must be an address'],
	[['--unknown'], '--unknown'],
])('refuses %j', (args, words) => {
	expect(() => readOptions(args)).toThrow(words);
});
