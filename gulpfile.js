const { dest, parallel, src } = require('gulp');
const { Transform } = require('node:stream');
const typescript = require('@rollup/plugin-typescript');
const prettier = require('prettier');
const { rollup } = require('rollup');
const { n8n } = require('./package.json');

const names = [...n8n.credentials, ...n8n.nodes].map((file) => file.replace(/^dist\/|\.js$/g, ''));

/** Nearly in the style of its source, so that it can be read where it is installed. */
const style = {
	printWidth: 120,
	arrowParens: 'avoid',
	bracketSpacing: false,
	trailingComma: 'none',
};

const formatted = {
	name: 'formatted',
	async renderChunk(code, { fileName }) {
		const ofSource = await prettier.resolveConfig(fileName);
		return await prettier.format(code, { ...ofSource, ...style, filepath: fileName });
	},
};

/** A file for the credential, one for each node, and small ones for what they share. */
async function nodes() {
	const bundle = await rollup({
		input: Object.fromEntries(names.map((name) => [name, `${name}.ts`])),
		// What n8n and Node.js bring. Everything else is a file of this package.
		external: ['crypto', 'luxon', 'n8n-workflow'],
		plugins: [typescript({ module: 'es2022', outDir: 'dist', noEmitOnError: true }), formatted],
	});
	await bundle.write({
		dir: 'dist',
		format: 'cjs',
		chunkFileNames: 'nodes/EightByEightSmsEngage/shared/[name].js',
	});
}

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** Codex files and output schemas, without the blanks. */
const json = () =>
	src('nodes/**/*.json')
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _encoding, done) {
					file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents.toString())));
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist/nodes'));

exports.build = parallel(nodes, icons, json);
