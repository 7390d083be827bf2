import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { WeComError } from '../error';
import type { Logger } from '../logger';
import { DeauthorizedError } from '../tokens/error';
import type { Tokens } from '../tokens/tokens';
import type { Installation } from '../vault/vault';
import { compareDetails, type InstallationChanges } from './changes';
import type { Installations } from './installations';

/**
 * What became of one installation. `unchanged`: the vault was right. `changed`: it has now what WeCom says. `removed`: the
 * company has removed the app. `replaced`: it still has the app, but with another permanent code, of which only an event
 * that never came could have told. Of both the vault has forgotten the code, which is worth nothing any more. `unknown`:
 * WeCom could not be asked; nothing was changed.
 */
export interface Reconciliation {
	corpId: string;
	corpName: string;
	outcome: 'unchanged' | 'changed' | 'removed' | 'replaced' | 'unknown';
	/** What differed, for `changed`. */
	changes: InstallationChanges;
	/** Why, for `removed`, `replaced` and `unknown`. */
	reason?: string;
	hint?: string;
}

export interface ReconcileOptions {
	installations: Installations;
	tokens: Tokens;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Calls of the API per minute at most; each installation takes three. */
	callsPerMinute: number;
	signal?: AbortSignal;
}

const PAGE = 100;
/** The authorisation, the permissions, and a token. */
const CALLS_EACH = 3;
/** Installations between two lines in the log. */
const PROGRESS = 50;

/** Errcodes with which WeCom refuses a permanent code. */
const REFUSED_CODES = [40084, 48004];

/**
 * Asks WeCom about every installation of the vault and mends what events that never came have left wrong. WeCom does not
 * promise every callback.
 */
export async function* reconcile(options: ReconcileOptions): AsyncGenerator<Reconciliation> {
	const { installations, logger, clock, sleep, callsPerMinute, signal } = options;
	const pace = (60_000 * CALLS_EACH) / callsPerMinute;
	const counts = new Map<Reconciliation['outcome'], number>();
	let done = 0;
	const report = (which: string) => {
		const outcomes = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
		logger.info(`${which} compared with WeCom${outcomes && `: ${outcomes}`}`);
	};
	let after: string | undefined;
	do {
		const page = await installations.find({ limit: PAGE, after });
		for (const installation of page.installations) {
			signal?.throwIfAborted();
			const startedAt = clock();
			const result = await reconcileOne(installation, options);
			counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
			yield result;
			done += 1;
			if (done % PROGRESS === 0) report(`${done} installations were`);
			await sleep(Math.max(0, pace - (clock() - startedAt)), signal);
		}
		after = page.next;
	} while (after !== undefined);
	report(`All ${done} installations were`);
}

async function reconcileOne(
	known: Installation,
	{ installations, tokens }: ReconcileOptions,
): Promise<Reconciliation> {
	const { corpId, corpName } = known;
	try {
		const present = await installations.refresh(corpId);
		await tokens.get({ kind: 'corp', corpId }, { fresh: true });
		const changes = compareDetails(known.details, present.details);
		const outcome = Object.keys(changes).length === 0 ? 'unchanged' : 'changed';
		return { corpId, corpName: present.corpName, outcome, changes };
	} catch (error) {
		if (!(error instanceof WeComError)) throw error;
		const unknown: Reconciliation = {
			corpId,
			corpName,
			outcome: 'unknown',
			changes: {},
			reason: error.message,
			hint: error.hint,
		};
		if (!isRefused(error)) return unknown;
		const isInstalled = await installations.isInstalled(known).catch(() => undefined);
		// As of the moment of this very authorisation: one that comes later, or late, is not to be undone.
		const removal = await installations.remove(corpId, known.authorizedAt);
		if (removal === 'superseded') return unknown;
		return isInstalled
			? { ...unknown, outcome: 'replaced', ...REPLACED }
			: { ...unknown, outcome: 'removed' };
	}
}

const REPLACED = {
	reason: 'WeCom no longer accepts the permanent code, although the company still has the app',
	hint: 'Reset the permanent code of a customised app in the provider console; of another app, let an administrator install it again, or import the new code if it is known',
};

function isRefused(error: WeComError): boolean {
	if (error instanceof DeauthorizedError) return true;
	return error instanceof WeComPlatformError && REFUSED_CODES.includes(error.errcode);
}
