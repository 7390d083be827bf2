const { src, dest } = require('gulp');

/** Icons (light and dark) and codex files lie beside the compiled class that names them. */
function build() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = build;
exports.default = build;
