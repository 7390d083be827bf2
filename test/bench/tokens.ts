/**
 * How often WeCom is asked for a token when many callers in several processes want one at the same moment: once for the
 * first, and once for the next when WeCom has withdrawn it. Run with `node --import tsx test/bench/tokens.ts`; ends with
 * an exit code other than 0 when it was more.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countFetches } from '../contract/token-fetches';

const PROCESSES = 4;
const CALLERS = 50;

async function measure(): Promise<boolean> {
	const folder = await mkdtemp(join(tmpdir(), 'wecom-bench-'));
	try {
		const file = join(folder, 'vault.db');
		const rounds = await countFetches(
			{ kind: 'sqlite', file, secret: 'instance-key-of-the-bench' },
			{ processes: PROCESSES, callers: CALLERS, latency: 200 },
		);
		for (const { what, fetches, distinct, served, milliseconds } of rounds) {
			console.log(
				`tokens, ${what}: ${PROCESSES} processes x ${CALLERS} callers: ${fetches} fetch(es), ${distinct} token(s), ${served} callers served in ${milliseconds} ms`,
			);
		}
		return rounds.every(
			({ fetches, distinct, served }) =>
				fetches === 1 && distinct === 1 && served === PROCESSES * CALLERS,
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

measure().then(
	(good) => {
		if (!good) process.exitCode = 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
