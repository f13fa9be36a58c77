const { Transform } = require('node:stream');
const { dest, parallel, src } = require('gulp');

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

// What tsc leaves behind.
exports['build:icons'] = parallel(icons, json);
