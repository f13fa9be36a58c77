/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run';
import { Trouble } from './trouble';

const MINUTE = 60_000;

/** A program that the tests need, with the Debian package that brings it. */
interface Program {
	debian: string;
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
	{ debian: 'redis-server', isThere: () => inPath('redis-server') },
	{
		debian: 'postgresql',
		isThere: () => inPath('postgres') || existsSync('/usr/lib/postgresql'),
	},
];

/**
 * Installs what is missing from Debian's packages; does nothing when all is there.
 *
 * @param needed the Debian packages to look at; all by default
 * @throws Trouble with the command to type when this cannot be done here
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
	console.log(`Installing ${list} …`);
	const aptGet = async (minutes: number, ...args: string[]) => {
		// Without -n, sudo would wait for a password that nobody types.
		const [command = '', ...rest] = [...(isRoot ? [] : ['sudo', '-n']), 'apt-get', '-q', ...args];
		const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const step = `apt-get ${args[0]}`;
		const code = await run(step, minutes * MINUTE, command, rest, environment);
		if (code !== 0) throw new Trouble(`"${step}" ended with ${code}.`, byHand);
	};
	await aptGet(5, 'update');
	await aptGet(15, 'install', '-y', '--no-install-recommends', ...wanted);
	const still = missing();
	if (still.length > 0) throw new Trouble(`Still missing: ${still.join(' ')}.`, byHand);
}
