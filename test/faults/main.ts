import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runCampaign } from './campaign';
import type { LayoutName } from './plan';
import { isClean, printSummary } from './summary';

/** A campaign by hand; scripts/faults.mjs brings what it needs. See docs/faults.md. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '200' },
			seed: { type: 'string', default: String(Date.now() % 1_000_000) },
			/** Plays one round of the campaign alone. */
			round: { type: 'string' },
			/** Ends with the first round that is not ok. */
			bail: { type: 'boolean' },
			layout: { type: 'string', multiple: true },
			/** Minutes after which no new round is begun. */
			minutes: { type: 'string', default: '90' },
		},
	});
	const started = Date.now();
	const summary = await runCampaign({
		seed: Number(values.seed),
		rounds: Number(values.rounds),
		layouts: values.layout as LayoutName[] | undefined,
		only: values.round === undefined ? undefined : Number(values.round),
		bail: values.bail,
		limit: Number(values.minutes) * 60_000,
		evidence: join(__dirname, '..', '..', 'artefacts', 'faults'),
		tell: (line) =>
			process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(5)} ${line}\n`),
	});
	process.stdout.write(`\n${printSummary(summary)}\n`);
	process.exitCode = isClean(summary) && summary.rounds > 0 ? 0 : 1;
}

void main();
