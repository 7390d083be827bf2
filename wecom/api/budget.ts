import type { Clock, Sleep } from '../clock';
import { MAX_CONNECTIONS } from './limits';
import type { RetryKind } from './retry-policy';

/** Milliseconds after the last refusal for which a budget stays narrow without being used. */
const MEMORY = 300_000;
/** Budgets kept; beyond it those that nobody uses are forgotten. */
const MOST_BUDGETS = 1_000;

/** One call's turn. Ended exactly once. */
export interface Turn {
	/** @param wait Milliseconds for which nobody is to begin a call, when WeCom refused this one for their number. */
	end(outcome: RetryKind | undefined, wait?: number): void;
}

/**
 * How many calls go on at one time, by tenant and endpoint, for all callers of a process. WeCom tells nothing of its
 * limits but by refusing: a refusal narrows the budget and holds everybody back, each success widens it again. So many
 * items meet a limit once, and not each for itself.
 * Doc: https://developer.work.weixin.qq.com/document/path/90312
 */
export interface Budgets {
	/** Resolves when it is the caller's turn. Rejects with the signal's reason. */
	enter(key: string, signal?: AbortSignal): Promise<Turn>;
}

interface Budget {
	active: number;
	/** Calls that may be under way at one time. */
	width: number;
	pausedUntil: number;
	refusedAt: number;
	queue: (() => void)[];
	waking: boolean;
}

export function createBudgets({ clock, sleep }: { clock: Clock; sleep: Sleep }): Budgets {
	const budgets = new Map<string, Budget>();

	const find = (key: string): Budget => {
		const known = budgets.get(key);
		if (known) {
			if (clock() - known.refusedAt > MEMORY) known.width = MAX_CONNECTIONS;
			return known;
		}
		if (budgets.size >= MOST_BUDGETS) {
			for (const [other, { active, queue }] of budgets) {
				if (active === 0 && queue.length === 0) budgets.delete(other);
			}
		}
		const budget: Budget = {
			active: 0,
			width: MAX_CONNECTIONS,
			pausedUntil: -Infinity,
			refusedAt: -Infinity,
			queue: [],
			waking: false,
		};
		budgets.set(key, budget);
		return budget;
	};

	/** Lets in who waits, as far as there is room. */
	const admit = (budget: Budget): void => {
		const pause = budget.pausedUntil - clock();
		if (pause > 0) {
			if (budget.waking || budget.queue.length === 0) return;
			budget.waking = true;
			void sleep(pause).then(() => {
				budget.waking = false;
				admit(budget);
			});
			return;
		}
		while (budget.active < budget.width && budget.queue.length > 0) {
			budget.active += 1;
			budget.queue.shift()?.();
		}
	};

	const begin = (budget: Budget): Turn => ({
		end(outcome, wait = 0) {
			budget.active -= 1;
			if (outcome === 'limited' || outcome === 'crowded' || outcome === 'busy') {
				budget.refusedAt = clock();
				budget.width = Math.max(1, Math.floor(budget.width / 2));
				// What was a passing trouble inside WeCom need not stop those that met none.
				if (outcome !== 'busy') budget.pausedUntil = Math.max(budget.pausedUntil, clock() + wait);
			} else if (outcome === undefined) {
				budget.width = Math.min(MAX_CONNECTIONS, budget.width + 1);
			}
			admit(budget);
		},
	});

	return {
		async enter(key, signal) {
			signal?.throwIfAborted();
			const budget = find(key);
			let leave = () => {};
			const admitted = new Promise<void>((resolve, reject) => {
				const onAbort = () => {
					budget.queue = budget.queue.filter((each) => each !== resolve);
					reject(signal?.reason as Error);
				};
				budget.queue.push(resolve);
				signal?.addEventListener('abort', onAbort, { once: true });
				leave = () => signal?.removeEventListener('abort', onAbort);
			});
			admit(budget);
			await admitted.finally(leave);
			return begin(budget);
		},
	};
}
