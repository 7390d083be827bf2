import { reconcile, type Reconciliation } from '../../../wecom/suite/reconcile';
import { clock, logger, openSuiteStage, sleep, until, type SuiteStage } from './stage';

let stage: SuiteStage;
let waits: number[];
let log: string[];

beforeEach(async () => {
	waits = [];
	log = [];
	stage = await openSuiteStage();
	const { simulator, suiteId, emitted } = stage;
	for (const { corpId } of simulator.world.corps) {
		await simulator.actions.install({ suiteId, corpId });
	}
	await until(() => emitted.length === 3);
});

afterEach(async () => await stage.close());

async function run(installations = stage.suite.installations): Promise<Reconciliation[]> {
	const results: Reconciliation[] = [];
	for await (const result of reconcile({
		installations,
		tokens: stage.tokens,
		clock,
		logger: { ...logger, info: (message: string) => log.push(message) },
		callsPerMinute: 120,
		async sleep(milliseconds) {
			waits.push(milliseconds);
			await sleep(0);
		},
	})) {
		results.push(result);
	}
	return results;
}

const corp = (index: number) => {
	const { corpId, adminUserId } = stage.simulator.world.corps[index];
	return { suiteId: stage.suiteId, corpId, adminUserId };
};

it('leaves alone what is right, and keeps to the pace', async () => {
	const results = await run();
	expect(results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
	expect(results.map(({ changes }) => changes)).toEqual([{}, {}, {}]);
	// Three calls each at 120 a minute are one and a half seconds.
	expect(waits.filter((wait) => wait > 1_000 && wait <= 1_500)).toHaveLength(3);
	expect(log).toEqual(['All 3 installations were compared with WeCom: 3 unchanged']);
});

it('finds a company that has removed the app without a word, and forgets it', async () => {
	const { suiteId, corpId } = corp(1);
	await stage.simulator.actions.uninstall({ suiteId, corpId, silently: true });
	const results = await run();
	expect(results.filter(({ outcome }) => outcome === 'removed')).toMatchObject([{ corpId }]);
	expect(await stage.vault.installations.get(suiteId, corpId)).toBeUndefined();
	expect(await stage.vault.installations.getTombstone(suiteId, corpId)).toBeDefined();
	expect((await run()).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
});

it('finds a changed scope, tells where, and keeps it', async () => {
	const { suiteId, corpId, adminUserId } = corp(0);
	await stage.simulator.actions.changeScope({
		suiteId,
		corpId,
		allow: { users: [adminUserId], departments: [] },
	});
	const [changed] = (await run()).filter(({ outcome }) => outcome === 'changed');
	expect(changed).toMatchObject({ corpId });
	expect(changed.changes).toEqual({
		allowUser: { added: [adminUserId], removed: [] },
		allowParty: { added: [], removed: [1] },
	});
	expect((await run()).every(({ outcome }) => outcome === 'unchanged')).toBe(true);
});

it('tells a replaced code from a removal, and takes the next one that comes, however late', async () => {
	const { suiteId, corpId } = corp(2);
	const [known] = (await stage.suite.installations.find({ search: corpId, limit: 1 }))
		.installations;
	// Removed and installed again while nobody listened.
	await stage.simulator.actions.setFaults({ callbacks: { dropEvents: true } });
	const { authCode = '' } = await stage.simulator.actions.install({ suiteId, corpId });
	const [replaced, ...others] = (await run()).filter(({ outcome }) => outcome !== 'unchanged');
	expect(others).toEqual([]);
	expect(replaced).toMatchObject({ corpId, outcome: 'replaced', changes: {} });
	expect(await stage.vault.installations.get(suiteId, corpId)).toBeUndefined();
	await expect(stage.suite.installations.get(corpId)).rejects.toThrow(/no longer has suite/);

	// The event of the installation, which began right after the one that the vault had.
	const { outcome } = await stage.suite.installations.exchange(authCode, {
		timeStamp: known.authorizedAt.timeStamp,
		receivedAt: known.authorizedAt.receivedAt + 1,
	});
	expect(outcome).toBe('stored');
	expect((await run()).every((each) => each.outcome === 'unchanged')).toBe(true);
});

it('leaves an authorisation alone that took the place of the one it asked about', async () => {
	const { suiteId, corpId } = corp(1);
	const { installations } = stage.suite;
	await stage.simulator.actions.uninstall({ suiteId, corpId, silently: true });
	const known = await installations.get(corpId);
	const later = { ...known, authorizedAt: { ...known.authorizedAt, receivedAt: Date.now() } };
	const results = await run({
		...installations,
		async isInstalled() {
			await stage.vault.installations.put(later);
			return false;
		},
	});
	expect(results.map(({ outcome }) => outcome)).not.toContain('removed');
	expect(await stage.vault.installations.get(suiteId, corpId)).toBeDefined();
});

it('changes nothing when WeCom cannot be asked', async () => {
	await stage.simulator.actions.setFaults({ api: [{ path: '*', kind: 'status', status: 502 }] });
	const results = await run();
	expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
	expect(results[0].reason).toMatch(/502/);
	expect((await stage.suite.installations.find({ limit: 10 })).installations).toHaveLength(3);
});
