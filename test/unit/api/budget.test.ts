import { setImmediate as nextTurn } from 'node:timers/promises';

import { createBudgets, type Budgets, type Turn } from '../../../wecom/api/budget';
import { MAX_CONNECTIONS } from '../../../wecom/api/limits';

const USER = 'wpTenantA /cgi-bin/user/get';

let now: number;
/** What waits, and until when. */
let waiting: { until: number; wake: () => void }[];
let budgets: Budgets;

beforeEach(() => {
	now = 1_000_000;
	waiting = [];
	budgets = createBudgets({
		clock: () => now,
		sleep: async (milliseconds) =>
			await new Promise((wake) => waiting.push({ until: now + milliseconds, wake })),
	});
});

async function pass(milliseconds: number): Promise<void> {
	now += milliseconds;
	const due = waiting.filter(({ until }) => until <= now);
	waiting = waiting.filter(({ until }) => until > now);
	for (const { wake } of due) wake();
	await nextTurn();
}

/** Many callers; gives the turns that they have got so far. */
function enterMany(count: number, key = USER): Turn[] {
	const turns: Turn[] = [];
	for (let caller = 0; caller < count; caller += 1) {
		void budgets.enter(key).then((turn) => turns.push(turn));
	}
	return turns;
}

it('lets in as many as there are connections, and the next as each ends', async () => {
	const turns = enterMany(MAX_CONNECTIONS + 2);
	await nextTurn();
	expect(turns).toHaveLength(MAX_CONNECTIONS);
	turns[0].end(undefined);
	await nextTurn();
	expect(turns).toHaveLength(MAX_CONNECTIONS + 1);
});

it('holds everybody back after a refusal, then lets in half as many', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	turns[0].end('limited', 10_000);
	turns.slice(1).forEach((turn) => turn.end('unanswered'));
	const later = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	expect(later).toHaveLength(0);
	await pass(9_999);
	expect(later).toHaveLength(0);
	await pass(1);
	expect(later).toHaveLength(MAX_CONNECTIONS / 2);
});

it('goes on with one when all were refused, and widens with each success', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	turns.forEach((turn) => turn.end('limited', 10_000));
	const later = enterMany(10);
	await pass(10_000);
	expect(later).toHaveLength(1);
	later[0].end(undefined);
	await nextTurn();
	expect(later).toHaveLength(3);
	later[1].end(undefined);
	later[2].end(undefined);
	await nextTurn();
	expect(later).toHaveLength(7);
});

it('waits for the longest of several refusals', async () => {
	const turns = enterMany(2);
	await nextTurn();
	turns[0].end('limited', 20_000);
	turns[1].end('crowded', 500);
	const later = enterMany(1);
	await pass(19_999);
	expect(later).toHaveLength(0);
	await pass(1);
	expect(later).toHaveLength(1);
});

it('narrows for a trouble inside WeCom, and holds nobody back', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	turns.forEach((turn) => turn.end('busy', 1_000));
	const later = enterMany(2);
	await nextTurn();
	expect(later).toHaveLength(1);
});

it('keeps the budgets of others', async () => {
	const turns = enterMany(1);
	await nextTurn();
	turns[0].end('limited', 10_000);
	const others = [
		...['wpTenantB /cgi-bin/user/get', 'wpTenantA /cgi-bin/department/list'].map((key) =>
			enterMany(1, key),
		),
		enterMany(1),
	];
	await nextTurn();
	expect(others.map(({ length }) => length)).toEqual([1, 1, 0]);
});

it('is as wide as ever five minutes after the last refusal', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	turns.forEach((turn) => turn.end('crowded', 0));
	await pass(300_001);
	const later = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	expect(later).toHaveLength(MAX_CONNECTIONS);
});

it('lets go of who no longer wants to wait, and of nobody else', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	const stop = new AbortController();
	const stopped = budgets.enter(USER, stop.signal);
	const patient = enterMany(1);
	await nextTurn();
	const reason = new Error('stopped');
	stop.abort(reason);
	await expect(stopped).rejects.toBe(reason);
	turns[0].end(undefined);
	await nextTurn();
	expect(patient).toHaveLength(1);
	await expect(budgets.enter(USER, stop.signal)).rejects.toBe(reason);
});

it('forgets budgets that nobody uses, and none that somebody does', async () => {
	const turns = enterMany(MAX_CONNECTIONS);
	await nextTurn();
	turns.forEach((turn) => turn.end('limited', 10_000));
	const later = enterMany(2);
	await pass(10_000);
	for (let tenant = 0; tenant < 1_500; tenant += 1) {
		(await budgets.enter(`wp${tenant} /cgi-bin/user/get`)).end(undefined);
	}
	const another = enterMany(1);
	await nextTurn();
	expect([later, another].map(({ length }) => length)).toEqual([1, 0]);
});
