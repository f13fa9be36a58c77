// Plain Node.js without dependencies: scripts/install.mjs needs it before anything is installed.
const { spawn } = require('node:child_process');

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** What an npm script hands on to the programs in it must not steer an npm in another folder. */
const FOREIGN = /^npm_(package_|lifecycle_|config_(local_prefix|global_prefix|prefix)$)/i;

/**
 * What is built is compiled from the locked source: prebuild-install, as sqlite3 calls it, would else
 * fetch a binary from outside the registry that no lock file knows.
 */
const FROM_SOURCE = { npm_config_build_from_source: 'true' };

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
		env: { ...Object.fromEntries(kept), ...FROM_SOURCE },
		stdio,
		shell: windows,
	});
}

module.exports = { spawnNpm };
