// What n8n's verification looks for: the scanner's check of the source, and of what would be
// published. The scanner is installed in a folder of its own, since its dependencies differ.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { installDependencies } from './install.mjs';

const SCANNER = '@n8n/scan-community-package';
const VERSION = '0.32.0';

if (!(await installDependencies())) process.exit(1);
const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'scan-'));
const npm = (...args) =>
	execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });

try {
	npm(
		'install',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
		'--prefix',
		folder,
		`${SCANNER}@${VERSION}`,
	);
	const scanner = join(folder, 'node_modules', SCANNER, 'scanner', 'scanner.mjs');
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);

	execFileSync('npm', ['run', 'build'], {
		cwd: repository,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const packed = join(folder, 'packed');
	mkdirSync(packed);
	for (const shipped of ['dist', 'package.json']) {
		cpSync(join(repository, shipped), join(packed, shipped), { recursive: true });
	}

	const findings = {
		source: await analyzePackage(repository, SOURCE_FILE_PATTERNS),
		package: await analyzePackage(packed),
	};
	const failed = Object.values(findings).filter(({ passed }) => !passed).length;
	for (const [what, { passed, message, details }] of Object.entries(findings)) {
		console.log(`${what}: ${passed ? 'no finding' : `${message}\n${details ?? ''}`}`);
	}
	console.log(`The scan is complete: ${2 - failed} passed, ${failed} failed`);
	if (failed > 0) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
