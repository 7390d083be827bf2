import { globSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A clock of the wall for processes; what measures how long something takes is not touched. */
export interface MovableClock {
	/** For the processes that go by it. */
	environment: Record<string, string>;
	/** Seconds from the machine's; noticed within a second. */
	set(seconds: number): void;
}

export function createMovableClock(folder: string): MovableClock {
	const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
	if (library === undefined)
		throw new Error('libfaketime is not there; install the package faketime');
	const file = join(folder, 'clock');
	const set = (seconds: number) => {
		// In one step: who reads half of it would be at another time for a second.
		writeFileSync(`${file}.new`, seconds < 0 ? String(seconds) : `+${seconds}`);
		renameSync(`${file}.new`, file);
	};
	set(0);
	return {
		set,
		environment: {
			LD_PRELOAD: library,
			FAKETIME_TIMESTAMP_FILE: file,
			FAKETIME_CACHE_DURATION: '1',
			FAKETIME_DONT_FAKE_MONOTONIC: '1',
		},
	};
}
