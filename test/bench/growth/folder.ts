import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where files are kept in memory, on Linux: how long the disk takes is the same for all, and would hide the rest. */
const MEMORY = '/dev/shm';

/** A new folder for a vault whose disk is not what is measured. */
export async function makeFolder(): Promise<string> {
	return await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'wecom-bench-'));
}
