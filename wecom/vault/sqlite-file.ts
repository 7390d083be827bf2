import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Nobody but the owner reads the vault. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Makes the file and its folder if they are missing, before SQLite would with the mode of the process. */
export function createFile(file: string): void {
	mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
	try {
		closeSync(openSync(file, 'wx', FILE_MODE));
	} catch (error) {
		// A file that exists is not opened here: closing it would end this process's locks on it, and with them SQLite's.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}

/** Closes a vault that was copied here with a wider mode to everybody else; SQLite gives new files the mode of the first. */
export function restrictFiles(file: string): void {
	for (const path of [file, `${file}-wal`, `${file}-shm`]) {
		const found = statSync(path, { throwIfNoEntry: false });
		if (found && (found.mode & 0o777 & ~FILE_MODE) !== 0) chmodSync(path, FILE_MODE);
	}
}

/** Tells one file from another that was put in its place; `undefined` if there is none. */
export function identifyFile(file: string): string | undefined {
	const found = statSync(file, { throwIfNoEntry: false, bigint: true });
	return found && `${found.dev}:${found.ino}`;
}
