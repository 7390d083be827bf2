import type { Clock, Sleep } from '../clock';
import type { Logger } from '../logger';
import type { Installation } from '../vault/vault';
import type { Installations } from './installations';

export interface WalkOptions {
	installations: Pick<Installations, 'find'>;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Calls of the API per minute at most. */
	callsPerMinute: number;
	signal?: AbortSignal;
}

const PAGE = 100;
/** Installations between two lines in the log. */
const PROGRESS = 50;

/**
 * Goes through all installations of the vault, slowly enough for so many calls about each, and writes to the log how far
 * it has come.
 * @param tell What was done with them, for the log: `compared with WeCom: 2 changed`.
 */
export async function* walk(
	{ installations, clock, sleep, logger, callsPerMinute, signal }: WalkOptions,
	callsEach: number,
	tell: () => string,
): AsyncGenerator<Installation> {
	const pace = (60_000 * callsEach) / callsPerMinute;
	let done = 0;
	let after: string | undefined;
	do {
		const page = await installations.find({ limit: PAGE, after });
		for (const installation of page.installations) {
			signal?.throwIfAborted();
			const startedAt = clock();
			yield installation;
			done += 1;
			if (done % PROGRESS === 0) logger.info(`${done} installations were ${tell()}`);
			await sleep(Math.max(0, pace - (clock() - startedAt)), signal);
		}
		after = page.next;
	} while (after !== undefined);
	logger.info(`All ${done} installations were ${tell()}`);
}
