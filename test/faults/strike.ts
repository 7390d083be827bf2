import { setTimeout as sleep } from 'node:timers/promises';

import type { Layout } from './layout';
import type { Fault } from './plan';
import type { Kill } from './witness';

/** Milliseconds after which every process goes by a clock that was moved: see `clock.ts`. */
const CLOCK_NOTICED = 1_500;

/** Lets a fault happen, for as long as it lasts; what it killed or stopped stays so. Gives what n8n lost. */
export async function strike(layout: Layout, fault: Fault): Promise<Kill[]> {
	switch (fault.kind) {
		case 'kill': {
			const at = Date.now();
			const what = await layout.kill(fault.process, fault.reach);
			return [{ at, what }];
		}
		case 'postgresql':
			if (fault.how === 'disconnect') {
				await layout.disconnectPostgresql();
				return [];
			}
			await layout.stopPostgresql(fault.how === 'crash' ? 'hard' : 'orderly');
			if (fault.how === 'stop') await sleep(fault.for);
			return [];
		case 'redis':
			await layout.stopRedis(fault.how === 'crash' ? 'hard' : 'orderly');
			return [];
		case 'full':
			layout.fillDisk();
			await sleep(fault.for);
			return [];
		case 'clock':
			layout.setClock(fault.seconds);
			await sleep(fault.for);
			layout.setClock(0);
			// Until every process has noticed: who has not would hold for the next round what ends when this is long over.
			await sleep(CLOCK_NOTICED);
			return [];
		case 'platform':
			await layout.simulator.actions.setFaults({ api: [{ path: '*', ...fault.fault }] });
			await sleep(fault.for);
			return [];
	}
}

/** Ends every fault, and starts what does not run: nothing else is done for the system. */
export async function endFaults(layout: Layout): Promise<void> {
	layout.setClock(0);
	layout.makeRoom();
	await layout.simulator.actions.clearFaults();
	await layout.revive();
}

/** Whether the fault may have come between the platform, which had spent a code, and whoever was to keep what it gave. */
export function mayLoseAnswer(fault: Fault): boolean {
	if (fault.kind === 'kill') return fault.reach === 'machine';
	return (
		fault.kind === 'platform' && fault.fault.when === 'after' && fault.fault.kind !== 'latency'
	);
}
