import { setTimeout as delay } from 'node:timers/promises';

import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

/** n8n says at once when it cannot store an execution. In milliseconds. */
const PATIENCE = 60_000;

/**
 * Starts an execution, and resolves once n8n has it.
 * @param key By which n8n itself refuses a second execution for the same event.
 * @throws what n8n could not store it for
 */
export async function emitOnce(
	context: Pick<ITriggerFunctions, 'emit' | 'helpers'>,
	output: INodeExecutionData[][],
	key: string,
	patience = PATIENCE,
): Promise<void> {
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit(output, undefined, done, key);
	const waiting = new AbortController();
	// n8n resolves it when the execution has ended, which may be hours after it was stored.
	await Promise.race([
		done.promise,
		delay(patience, undefined, { signal: waiting.signal, ref: false }).catch(() => {}),
	]).finally(() => waiting.abort());
}
