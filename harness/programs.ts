/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { run } from './run';
import { Trouble } from './trouble';

const MINUTE = 60_000;

/** A program that the tests need, with the Debian package that brings it. */
interface Program {
	debian: string;
	/** What its package starts on the machine, unasked. */
	service?: string;
	isThere: () => boolean;
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium or Chrome is: `E2E_CHROMIUM`, or else where Linux distributions put it. */
export function findChromium(): string | undefined {
	return [process.env.E2E_CHROMIUM ?? '', ...CHROMIUM].find((place) => existsSync(place));
}

const inPath = (...names: string[]) =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.some((folder) => names.some((name) => existsSync(join(folder, name))));

const programs: Program[] = [
	{
		debian: 'chromium',
		isThere: () => findChromium() !== undefined,
	},
	{ debian: 'redis-server', service: 'redis-server', isThere: () => inPath('redis-server') },
	{
		debian: 'postgresql',
		service: 'postgresql',
		isThere: () => inPath('postgres') || existsSync('/usr/lib/postgresql'),
	},
];

/** Whether this machine may be changed: in CI it may, elsewhere whoever sits at it is asked. */
async function mayInstall(list: string): Promise<boolean> {
	if (process.env.CI === 'true') return true;
	if (!process.stdin.isTTY) return false;
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const answer = await terminal.question(`Missing on this machine: ${list}. Install now? (y/N) `);
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}

/**
 * Installs what is missing from Debian's packages, and stops the services that come with it; does
 * nothing when all is there. In CI (`CI=true`) it does not ask first.
 *
 * @param needed the Debian packages to look at; all by default
 * @throws Trouble with the command to type when this cannot, or may not, be done here
 */
export async function installPrograms(
	needed = programs.map(({ debian }) => debian),
): Promise<void> {
	const missing = () =>
		programs
			.filter(({ debian, isThere }) => needed.includes(debian) && !isThere())
			.map(({ debian }) => debian);
	const wanted = missing();
	if (wanted.length === 0) return;
	const list = wanted.join(' ');
	const byHand = `install ${list} yourself (on Debian or Ubuntu: sudo apt-get install ${list}), then run the same command again.`;
	if (!inPath('apt-get')) {
		throw new Trouble(`These programs are missing: ${list}. This system has no apt-get.`, byHand);
	}
	const isRoot = process.getuid?.() === 0;
	if (!isRoot && !inPath('sudo')) {
		throw new Trouble(`These programs are missing: ${list}. Installing them needs root.`, byHand);
	}
	if (!(await mayInstall(list))) {
		throw new Trouble(`These programs are missing: ${list}.`, byHand);
	}
	console.log(`Installing ${list} …`);
	const asRoot = async (step: string, minutes: number, ...command: string[]) => {
		// Without -n, sudo would wait for a password that nobody types.
		const [program = '', ...args] = [...(isRoot ? [] : ['sudo', '-n']), ...command];
		const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		return await run(step, minutes * MINUTE, program, args, environment);
	};
	const aptGet = async (minutes: number, ...args: string[]) => {
		const step = `apt-get ${args[0]}`;
		const code = await asRoot(step, minutes, 'apt-get', '-q', ...args);
		if (code !== 0) throw new Trouble(`"${step}" ended with ${code}.`, byHand);
	};
	await aptGet(5, 'update');
	await aptGet(15, 'install', '-y', '--no-install-recommends', ...wanted);
	// The tests start servers of their own. One that this machine already had was not missing.
	for (const { debian, service } of programs) {
		if (service === undefined || !wanted.includes(debian)) continue;
		await asRoot(`stop ${service}`, 1, 'service', service, 'stop');
		await asRoot(`disable ${service}`, 1, 'update-rc.d', service, 'disable');
	}
	const still = missing();
	if (still.length > 0) throw new Trouble(`Still missing: ${still.join(' ')}.`, byHand);
}
