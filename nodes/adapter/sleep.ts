import { setTimeout as delay } from 'node:timers/promises';

import type { Sleep } from '../../wecom/clock';

/** Waits on the process's own timer. */
export const sleep: Sleep = async (milliseconds, signal) => {
	await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
		// Node rejects with an error of its own; whoever aborted has a reason to tell.
		signal?.throwIfAborted();
		throw error;
	});
};
