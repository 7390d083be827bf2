const { transform } = require('esbuild');
const { parallel, src, dest } = require('gulp');
const { readFile, writeFile } = require('node:fs/promises');
const { globSync } = require('node:fs');

/** Icons (light and dark) and codex files lie beside the compiled class that names them. */
function copy() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/**
 * Short: the catalog alone is hundreds of declarations, deep in brackets, and a third of it is indentation. Names that an
 * error tells, those of classes and fields, stay.
 */
async function pack() {
	for (const file of globSync('dist/**/*.js')) {
		const { code } = await transform(await readFile(file, 'utf8'), {
			minifyWhitespace: true,
			minifySyntax: true,
			minifyIdentifiers: true,
			charset: 'utf8',
		});
		await writeFile(file, code);
	}
}

exports.build = parallel(copy, pack);
exports.default = exports.build;
