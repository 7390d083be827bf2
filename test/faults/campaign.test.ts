import { join } from 'node:path';

import { runCampaign } from './campaign';
import { isClean, printSummary } from './summary';

/** As many rounds as a run of all tests has time for; `npm run test:faults` plays more of them. */
const ROUNDS = 20;
const SEED = 1;
const MINUTES = 60_000;

test(
	'nothing is lost, done twice, mixed up or given away in 20 rounds in which something breaks',
	async () => {
		const lines: string[] = [];
		const summary = await runCampaign({
			seed: SEED,
			rounds: ROUNDS,
			limit: 20 * MINUTES,
			evidence: join(__dirname, '..', '..', 'artefacts', 'faults'),
			tell: (line) => lines.push(line),
		});
		const report = [...lines, printSummary(summary)].join('\n');
		process.stdout.write(`${report}\n`);
		expect({ isClean: isClean(summary), rounds: summary.rounds, report }).toEqual({
			isClean: true,
			rounds: ROUNDS,
			report,
		});
	},
	25 * MINUTES,
);
