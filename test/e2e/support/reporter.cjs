// A reporter for jest: writes test/e2e/report/report.md, and keeps the logs of failed files only.
const {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const { basename, join } = require('node:path');

const folder = join(__dirname, '..', 'report');
const seconds = (ms) => `${((ms ?? 0) / 1000).toFixed(1)} s`;
const nameOf = (path) => basename(path, '.test.ts');

/** What a file proved, a line for each test, and what it measured. */
function section({ testFilePath, testResults, testExecError }) {
	const lines = testResults.map(({ fullName, status, duration }) => {
		const mark = { passed: 'x', failed: ' ' }[status] ?? '-';
		const failed = status === 'failed' ? '**failed:** ' : '';
		return `- [${mark}] ${failed}${fullName} (${seconds(duration)})`;
	});
	if (testExecError) lines.push(`- [ ] **did not run:** ${testExecError.message}`);
	const notes = join(folder, `${nameOf(testFilePath)}.notes.md`);
	if (existsSync(notes)) lines.push('', 'Measured:', '', readFileSync(notes, 'utf8').trim());
	return `## ${nameOf(testFilePath)}\n\n${lines.join('\n')}\n`;
}

/** The logs of a file that passed say nothing more. */
function removeLogs({ testFilePath, numFailingTests, testExecError }) {
	if (numFailingTests > 0 || testExecError) return;
	const own = (log) => log.startsWith(nameOf(testFilePath)) && log.endsWith('.log');
	for (const log of readdirSync(folder).filter(own)) rmSync(join(folder, log));
}

module.exports = class Report {
	onRunComplete(_contexts, { startTime, testResults, numPassedTests, numFailedTests }) {
		mkdirSync(folder, { recursive: true });
		const files = [...testResults].sort((a, b) => a.testFilePath.localeCompare(b.testFilePath));
		const began = new Date(startTime).toISOString().slice(0, 16).replace('T', ' ');
		const facts = [
			`- When: ${began} UTC, ${seconds(Date.now() - startTime)}`,
			`- With: ${process.env.E2E_VERSIONS ?? 'versions unknown: not run by npm run test:e2e'}`,
			`- Result: ${numPassedTests} passed, ${numFailedTests} failed`,
		];
		const text = ['# End-to-end tests\n', facts.join('\n'), '', ...files.map(section)].join('\n');
		writeFileSync(join(folder, 'report.md'), text);
		files.forEach(removeLogs);
		console.log(`Report: ${join('test', 'e2e', 'report', 'report.md')}`);
	}
};
