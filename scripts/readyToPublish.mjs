// Refuses to publish while package.json does not name its owner: npm runs this before "npm publish",
// the release workflow before it packs. What is not set has an address that can belong to nobody.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { author, repository } = JSON.parse(
	readFileSync(join(process.argv[2] ?? '.', 'package.json'), 'utf8'),
);
const unset = Object.entries({ author, repository })
	.filter(([, value]) => !value || JSON.stringify(value).includes('not-set.invalid'))
	.map(([name]) => `"${name}"`);

if (unset.length > 0) {
	console.error(
		`Not ready to publish: set ${unset.join(' and ')} in package.json. CONTRIBUTING.md, "Before publishing for the first time", says more.`,
	);
	process.exitCode = 1;
}
