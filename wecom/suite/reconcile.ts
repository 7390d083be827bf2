import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { WeComError } from '../error';
import type { Logger } from '../logger';
import { DeauthorizedError } from '../tokens/error';
import type { Tokens } from '../tokens/tokens';
import type { Installation } from '../vault/vault';
import type { Installations } from './installations';

/**
 * What became of one installation. `unchanged`: the vault was right. `changed`: it has now what WeCom says. `removed`: the
 * company has removed the app or its code was replaced, and the vault has forgotten it. `unknown`: WeCom could not be
 * asked; nothing was changed.
 */
export interface Reconciliation {
	corpId: string;
	corpName: string;
	outcome: 'unchanged' | 'changed' | 'removed' | 'unknown';
	/** Paths of what differed, for `changed`: `auth_info.agent.0.privilege.allow_user`. */
	changes: string[];
	/** Why, for `removed` and `unknown`. */
	reason?: string;
	hint?: string;
}

export interface ReconcileOptions {
	installations: Installations;
	tokens: Tokens;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	/** Calls of the API per minute at most; each installation takes two. */
	callsPerMinute: number;
	signal?: AbortSignal;
}

const PAGE = 100;
const CALLS_EACH = 2;
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
	let done = 0;
	let after: string | undefined;
	do {
		const page = await installations.find({ limit: PAGE, after });
		for (const installation of page.installations) {
			signal?.throwIfAborted();
			const startedAt = clock();
			yield await reconcileOne(installation, options);
			done += 1;
			if (done % PROGRESS === 0) logger.info(`${done} installations were compared with WeCom`);
			await sleep(Math.max(0, pace - (clock() - startedAt)), signal);
		}
		after = page.next;
	} while (after !== undefined);
	logger.info(`All ${done} installations were compared with WeCom`);
}

async function reconcileOne(
	known: Installation,
	{ installations, tokens, clock }: ReconcileOptions,
): Promise<Reconciliation> {
	const { corpId, corpName } = known;
	const moment = { timeStamp: Math.floor(clock() / 1000), receivedAt: clock() };
	try {
		const present = await installations.refresh(corpId);
		await tokens.get({ kind: 'corp', corpId }, { fresh: true });
		const changes = compare(known.details, present.details);
		return {
			corpId,
			corpName: present.corpName,
			outcome: changes.length === 0 ? 'unchanged' : 'changed',
			changes,
		};
	} catch (error) {
		if (!(error instanceof WeComError)) throw error;
		const result = { corpId, corpName, changes: [], reason: error.message, hint: error.hint };
		if (!isRefused(error)) return { ...result, outcome: 'unknown' };
		await installations.remove(corpId, moment);
		return { ...result, outcome: 'removed' };
	}
}

function isRefused(error: WeComError): boolean {
	if (error instanceof DeauthorizedError) return true;
	return error instanceof WeComPlatformError && REFUSED_CODES.includes(error.errcode);
}

/** Paths at which two values of JSON differ. */
export function compare(before: unknown, after: unknown, path = ''): string[] {
	if (Object.is(before, after)) return [];
	if (!isObject(before) || !isObject(after) || isFlat(before) || isFlat(after)) {
		return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
	}
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].flatMap((name) =>
		compare(before[name], after[name], path === '' ? name : `${path}.${name}`),
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Lists of IDs are compared as a whole: which place an ID has in them says nothing. */
function isFlat(value: Record<string, unknown>): boolean {
	return Array.isArray(value) && !value.some((each) => isObject(each));
}
