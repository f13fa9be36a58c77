const { dest, parallel, src } = require('gulp');

// Copies what tsc leaves behind: icons, codex files and output schemas.
const copyFrom = (folder) =>
	function copy() {
		return src(`${folder}/**/*.{svg,json}`, { encoding: false }).pipe(dest(`dist/${folder}`));
	};

exports['build:icons'] = parallel(copyFrom('nodes'), copyFrom('credentials'), copyFrom('icons'));
