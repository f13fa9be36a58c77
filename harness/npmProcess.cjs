// Plain Node.js without dependencies: scripts/install.mjs needs it before anything is installed.
const { spawn } = require('node:child_process');

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** What an npm script hands on to the programs in it must not steer an npm in another folder. */
const FOREIGN = /^npm_(package_|lifecycle_|config_(local_prefix|global_prefix|prefix)$)/i;

/**
 * Starts npm in a folder; audit, funding notes and version checks are off.
 *
 * @param {string} folder
 * @param {string[]} args npm's arguments
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {import('node:child_process').ChildProcess}
 */
function spawnNpm(folder, args, stdio) {
	const windows = process.platform === 'win32';
	const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	return spawn(windows ? 'npm.cmd' : 'npm', [...args, ...QUIET], {
		cwd: folder,
		env: Object.fromEntries(kept),
		stdio,
		shell: windows,
	});
}

module.exports = { spawnNpm };
