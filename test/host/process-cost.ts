import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What the main process of an n8n has cost so far. */
export interface ProcessCost {
	/** Milliseconds of CPU time, on ticks of 10 ms. */
	cpuTime(): number;
	/** Bytes of the most memory that it held since the last call of `forget`. */
	mostMemory(): number;
	forget(): void;
}

/** Finds the process by its user folder, which no other one has. */
export function costOf(userFolder: string): ProcessCost {
	const isIt = (pid: string) => {
		try {
			const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
			const isStart = args[1]?.endsWith('/bin/n8n') && args[2] === 'start';
			return isStart && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${userFolder}\0`);
		} catch {
			return false; // it has ended meanwhile
		}
	};
	const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isIt(name));
	if (!pid) throw new Error('The process of n8n was not found');
	const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
	return {
		cpuTime() {
			// The name of the program, in brackets, may hold blanks.
			const [user = 0, system = 0] = (read('stat').split(') ').at(-1) ?? '')
				.split(' ')
				.slice(11, 13)
				.map(Number);
			return (user + system) * 10;
		},
		mostMemory: () => Number(/^VmHWM:\s+(\d+) kB$/m.exec(read('status'))?.[1]) * 1024,
		forget: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
	};
}
