/** Builds the package and packs it into `artefacts/`; does nothing while what it is built from is unchanged. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeEnvironment, root, runQuietly } from './install.mjs';

const artefacts = join(root, 'artefacts');
const builtFrom = [
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
	'index.ts',
	'README.md',
	'README.zh-CN.md',
	'LICENSE',
	'credentials',
	'nodes',
	'wecom',
	'workflows',
	'scripts/describe.mjs',
];

function* files(path) {
	if (!existsSync(path)) return;
	if (!statSync(path).isDirectory()) yield path;
	else for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** Hash over everything that can change the tarball. */
function sourceHash() {
	const hash = createHash('sha256');
	for (const name of builtFrom) {
		for (const file of files(join(root, name)))
			hash.update(file).update('\0').update(readFileSync(file));
	}
	return hash.digest('hex');
}

/** @returns the path of the packed tarball; `dist/` is built from the same sources */
export async function ensurePacked() {
	const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const tarball = join(artefacts, `${name}-${version}.tgz`);
	const stamp = `${tarball}.source`;
	const source = sourceHash();
	const isCurrent =
		existsSync(tarball) &&
		existsSync(join(root, 'dist')) &&
		existsSync(stamp) &&
		readFileSync(stamp, 'utf8') === source;
	if (isCurrent) return tarball;
	mkdirSync(artefacts, { recursive: true });
	rmSync(stamp, { force: true });
	const options = { env: nodeEnvironment() };
	await runQuietly('Building the package', 'npm', ['run', 'build'], options);
	await runQuietly(
		'Packing the package',
		'npm',
		['pack', '--ignore-scripts', '--pack-destination', artefacts],
		options,
	);
	writeFileSync(stamp, source);
	return tarball;
}
