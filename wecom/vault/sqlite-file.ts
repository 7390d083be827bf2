import { closeSync, fchmodSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Nobody but the owner reads the vault, or its -wal and -shm files: SQLite gives them the mode of the file. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Makes the file and its folder if they are missing, before SQLite would with the mode of the process. */
export function prepareFile(file: string): void {
	mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
	const descriptor = openSync(file, 'a', FILE_MODE);
	try {
		if ((fstatSync(descriptor).mode & 0o777) !== FILE_MODE) fchmodSync(descriptor, FILE_MODE);
	} finally {
		closeSync(descriptor);
	}
}
