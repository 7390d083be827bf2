import { compare, reconcile, type Reconciliation } from '../../../wecom/suite/reconcile';
import { clock, logger, openSuiteStage, sleep, until, type SuiteStage } from './stage';

let stage: SuiteStage;
let waits: number[];

beforeEach(async () => {
	waits = [];
	stage = await openSuiteStage();
	const { simulator, suiteId, emitted } = stage;
	for (const { corpId } of simulator.world.corps) {
		await simulator.actions.install({ suiteId, corpId });
	}
	await until(() => emitted.length === 3);
});

afterEach(async () => await stage.close());

async function run(): Promise<Reconciliation[]> {
	const results: Reconciliation[] = [];
	for await (const result of reconcile({
		installations: stage.suite.installations,
		tokens: stage.tokens,
		clock,
		logger,
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
	// Two calls each at 120 a minute are one second.
	expect(waits.filter((wait) => wait > 500 && wait <= 1_000)).toHaveLength(3);
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
	expect(changed.changes).toEqual(
		expect.arrayContaining([
			'auth_info.agent.0.privilege.allow_user',
			'auth_info.agent.0.privilege.allow_party',
		]),
	);
	expect((await run()).every(({ outcome }) => outcome === 'unchanged')).toBe(true);
});

it('changes nothing when WeCom cannot be asked', async () => {
	await stage.simulator.actions.setFaults({ api: [{ path: '*', kind: 'status', status: 502 }] });
	const results = await run();
	expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
	expect(results[0].reason).toMatch(/502/);
	expect((await stage.suite.installations.find({ limit: 10 })).installations).toHaveLength(3);
});

it('compares lists of IDs as a whole and objects by their parts', () => {
	expect(compare({ a: [1, 2], b: { c: 1 } }, { a: [2, 1], b: { c: 1 } })).toEqual(['a']);
	expect(compare({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toEqual(['a.0.b']);
	expect(compare({ a: 1 }, { a: 1, b: undefined })).toEqual([]);
	expect(compare({}, { a: null })).toEqual(['a']);
});
