import type { FaultKind } from './plan';

/** What a campaign has counted. */
export interface Summary {
	seed: number;
	rounds: number;
	kills: number;
	faults: Partial<Record<FaultKind, number>>;
	/** Events told, of those that a workflow wants, and those of them that WeCom got `success` for at the first go. */
	events: number;
	acked: number;
	executions: number;
	messages: number;
	losses: number;
	duplicates: number;
	mixUps: number;
	secrets: number;
	/** Rounds after which something was not as it should be in another way. */
	failures: number;
	/** Allowed: see docs/faults.md. */
	codesLost: number;
	diedWhileStoring: number;
	ranAgain: number;
	seconds: number;
}

export const emptySummary = (seed: number): Summary => ({
	seed,
	rounds: 0,
	kills: 0,
	faults: {},
	events: 0,
	acked: 0,
	executions: 0,
	messages: 0,
	losses: 0,
	duplicates: 0,
	mixUps: 0,
	secrets: 0,
	failures: 0,
	codesLost: 0,
	diedWhileStoring: 0,
	ranAgain: 0,
	seconds: 0,
});

/** Whether all that must be nothing is. */
export const isClean = (summary: Summary): boolean =>
	[summary.losses, summary.duplicates, summary.mixUps, summary.secrets, summary.failures].every(
		(count) => count === 0,
	);

export function printSummary(summary: Summary): string {
	const faults = Object.entries(summary.faults).map(([kind, count]) => `${kind} ${count}`);
	return [
		`seed ${summary.seed}: ${summary.rounds} rounds in ${Math.round(summary.seconds)} s`,
		`faults: ${faults.join(', ')}; kills ${summary.kills}`,
		`events ${summary.events}, acknowledged at the first go ${summary.acked}; executions ${summary.executions}; messages ${summary.messages}`,
		`losses ${summary.losses}, duplicates ${summary.duplicates}, mix-ups ${summary.mixUps}, secrets ${summary.secrets}, other failures ${summary.failures}`,
		`allowed: codes that died with the machine or the connection ${summary.codesLost}, executions begun twice since n8n died while storing ${summary.diedWhileStoring}, messages of executions that n8n ran again ${summary.ranAgain}`,
	].join('\n');
}
