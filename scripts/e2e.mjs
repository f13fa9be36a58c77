// `npm run test:e2e`: checks the ground with plain Node.js, then hands over to scripts/e2e/main.ts.
import { createRequire } from 'node:module';
import { installDependencies } from './install.mjs';

if (!(await installDependencies())) process.exit(1);

const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
process.exitCode = await require('./e2e/main.ts').main(process.argv.slice(2));
