// `npm start`: checks the ground with plain Node.js, then hands over to scripts/start/main.ts.
import { createRequire } from 'node:module';
import { installDependencies } from './install.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
	console.error(
		`This needs Node.js 20 or newer; here is ${process.version}. Install a newer one from https://nodejs.org, then run npm start again.`,
	);
	process.exit(1);
}
if (!(await installDependencies())) process.exit(1);

const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
await require('./start/main.ts').main(process.argv.slice(2));
