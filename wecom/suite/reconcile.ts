import { WeComPlatformError } from '../api/error';
import { WeComError } from '../error';
import { DeauthorizedError } from '../tokens/error';
import type { Tokens } from '../tokens/tokens';
import type { Installation } from '../vault/vault';
import { compareDetails, type InstallationChanges } from './changes';
import type { Installations } from './installations';
import { walk, type WalkOptions } from './walk';

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

export interface ReconcileOptions extends WalkOptions {
	installations: Installations;
	tokens: Tokens;
}

/** The authorisation, the permissions, and a token. */
const CALLS_EACH = 3;

/** Errcodes with which WeCom refuses a permanent code. */
const REFUSED_CODES = [40084, 48004];

/**
 * Asks WeCom about every installation of the vault and mends what events that never came have left wrong. WeCom does not
 * promise every callback.
 */
export async function* reconcile(options: ReconcileOptions): AsyncGenerator<Reconciliation> {
	const counts = new Map<Reconciliation['outcome'], number>();
	const tell = () => {
		const outcomes = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
		return `compared with WeCom: ${outcomes.join(', ') || 'none'}`;
	};
	for await (const installation of walk(options, CALLS_EACH, tell)) {
		const result = await reconcileOne(installation, options);
		counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
		yield result;
	}
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
