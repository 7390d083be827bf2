import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A small disk of its own, which can be filled. */
export interface Disk {
	readonly folder: string;
	/** Writes until nothing more fits. */
	fill(): void;
	makeRoom(): void;
	close(): Promise<void>;
}

const MEGABYTES = 32;
const PIECE = Buffer.alloc(64 * 1024);

/** Mounts a file system in memory, which takes the rights of an administrator. It never outlives this process. */
export function openDisk(folder: string): Disk {
	mkdirSync(folder, { recursive: true });
	run('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=0700`, 'tmpfs', folder]);
	// Ends when its standard input does, which is also when this process has died.
	const keeper = spawn('sh', ['-c', 'cat > /dev/null; exec umount --lazy "$0"', folder], {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true,
	});
	const filler = join(folder, 'filler');
	return {
		folder,
		fill() {
			const file = openSync(filler, 'w');
			try {
				// Byte by byte in the end, so that not one page is left.
				for (let size = PIECE.length; size >= 1;) {
					try {
						if (writeSync(file, PIECE, 0, size) < size) size = Math.floor(size / 2);
					} catch (error) {
						if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
						size = Math.floor(size / 2);
					}
				}
			} finally {
				closeSync(file);
			}
		},
		makeRoom: () => rmSync(filler, { force: true }),
		async close() {
			const ended = once(keeper, 'close');
			keeper.stdin.end();
			await ended;
		},
	};
}

function run(program: string, args: string[]): void {
	const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
	if (status !== 0) {
		const why = error?.message ?? stderr.trim();
		throw new Error(`${program} ${args.join(' ')} did not work, which takes root: ${why}`);
	}
}
