/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { Trouble } from '../../harness/trouble';
import { type Change, HOUSE } from './copy';

/** @returns a function that tells whether the code compiles with a change */
export function typeCheck(repository: string): (change: Change) => boolean {
	const configFile = join(repository, 'tsconfig.json');
	const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
	const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
	let changed: { path: string; text: string } | undefined;
	let version = 0;
	const read = (path: string) => (path === changed?.path ? changed.text : ts.sys.readFile(path));
	const service = ts.createLanguageService({
		getCompilationSettings: () => options,
		getScriptFileNames: () => fileNames,
		getScriptVersion: (path) => (path === changed?.path ? String(version) : '0'),
		getScriptSnapshot: (path) => {
			const text = read(path);
			return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
		},
		getCurrentDirectory: () => repository,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		fileExists: ts.sys.fileExists,
		readFile: read,
		directoryExists: ts.sys.directoryExists,
		getDirectories: ts.sys.getDirectories,
	});
	const fails = (path: string) =>
		service.getSyntacticDiagnostics(path).length > 0 ||
		service.getSemanticDiagnostics(path).length > 0;
	if (fileNames.some(fails)) {
		throw new Trouble(
			'The code does not compile.',
			'mend what `npm run types` names, and start again.',
		);
	}
	return ({ file, text }) => {
		changed = { path: join(repository, HOUSE, file), text };
		version += 1;
		return !fails(changed.path) && !fileNames.some(fails);
	};
}
