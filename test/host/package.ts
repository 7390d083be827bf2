import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What n8n's community package service passes to `npm install` inside the unpacked package. */
const n8nInstallFlags = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

interface PackageFile {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	[field: string]: unknown;
}

const readPackageFile = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;

/** Short hash of a tarball's bytes: the same tree packs to the same bytes. */
export const fingerprint = (tarball: string): string =>
	createHash('sha256').update(readFileSync(tarball)).digest('hex').slice(0, 16);

/** Takes from the package file what n8n takes from it, then fetches what is left as n8n does. */
async function fetchDependencies(folder: string): Promise<void> {
	const file = readPackageFile(folder);
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete file[field];
	writeFileSync(join(folder, 'package.json'), JSON.stringify(file, null, 2));
	if (Object.keys(file.dependencies ?? {}).length === 0) return;
	await run('npm', ['install', ...n8nInstallFlags], { cwd: folder });
}

/** The package unpacked and installed the way n8n does it; done once per tarball and kept in `cache`. */
async function prepared(tarball: string, cache: string): Promise<string> {
	const kept = join(cache, 'packages', fingerprint(tarball));
	if (existsSync(kept)) return kept;
	const building = `${kept}.${process.pid}`;
	rmSync(building, { recursive: true, force: true });
	mkdirSync(building, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', building, '--strip-components=1']);
	await fetchDependencies(building);
	try {
		renameSync(building, kept);
	} catch (error) {
		// Another process was quicker with the same tarball.
		rmSync(building, { recursive: true, force: true });
		if (!existsSync(kept)) throw error;
	}
	return kept;
}

/**
 * Puts a community package where n8n looks for it: `<user folder>/.n8n/nodes/node_modules/<name>`.
 * @param source a tarball of `npm pack`, or the folder of a package (copied as it is, then stripped and installed)
 * @param cache folder outside the checkout in which the installed tarball is kept for the next time
 * @returns the name of the package
 */
export async function installPackage(
	source: string,
	userFolder: string,
	cache: string,
): Promise<string> {
	const isFolder = statSync(source).isDirectory();
	const from = isFolder ? source : await prepared(source, cache);
	const { name } = readPackageFile(from);
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', name);
	const stamp = join(nodes, `.${name.replaceAll('/', '+')}.installed`);
	const wanted = isFolder ? undefined : fingerprint(source);
	if (wanted && existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
		return name;
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	cpSync(from, target, { recursive: true });
	if (isFolder) await fetchDependencies(target);
	if (wanted) writeFileSync(stamp, wanted);
	return name;
}

/** A folder that is nobody else's, for one n8n. */
export const freshUserFolder = (): string =>
	join(tmpdir(), `n8n-${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`);
