import { findExpiring, readExpiry, type ExpiringInstallation } from '../../../wecom/suite/expiry';
import { clock, logger, openSuiteStage, until, type SuiteStage } from './stage';

const DAY = 86_400_000;
/** Of licences, from the first installation. */
const TRIAL = 90 * DAY;

let stage: SuiteStage;
let corpId: string;
let log: string[];

async function open(index: number): Promise<void> {
	log = [];
	stage = await openSuiteStage(index);
	const { simulator, suiteId, emitted } = stage;
	({ corpId } = simulator.world.corps[0]);
	await simulator.actions.install({ suiteId, corpId });
	await until(() => emitted.length === 1);
}

afterEach(async () => await stage.close());

const installed = async () => await stage.suite.installations.get(corpId);
const read = async (hasProvider = true) =>
	await readExpiry(await installed(), { ...stage, hasProvider });

async function find(days: number, hasProvider = true): Promise<ExpiringInstallation[]> {
	const found: ExpiringInstallation[] = [];
	for await (const each of findExpiring({
		installations: stage.suite.installations,
		client: stage.client,
		tokens: stage.tokens,
		hasProvider,
		days,
		callsPerMinute: 600,
		clock,
		sleep: async () => await Promise.resolve(),
		logger: { ...logger, info: (message: string) => log.push(message) },
	})) {
		found.push(each);
	}
	return found;
}

describe('a third-party app', () => {
	beforeEach(async () => await open(0));

	it('tells the edition, the trial of licences, and what ends next', async () => {
		const { editions, licence, endings } = await read();
		const { suiteId } = stage;
		const edition = await stage.simulator.actions.showEdition({ suiteId, corpId });
		expect(editions).toEqual([
			{
				agentId: (await installed()).agentId,
				name: expect.any(String) as string,
				status: 1,
				statusText: 'limited trial',
				endsAt: 1_000 * Math.floor(edition.endsAt / 1_000),
			},
		]);
		expect(licence).toMatchObject({ enabled: true });
		expect(Math.abs((licence?.trialEndsAt ?? 0) - Date.now() - TRIAL)).toBeLessThan(60_000);
		expect(endings.map(({ kind }) => kind)).toEqual(['edition', 'licenceTrial']);
		expect(endings.map(({ endsAt }) => endsAt)).toEqual([editions[0].endsAt, licence?.trialEndsAt]);
	});

	it('tells a permission that must be confirmed again, as the vault knows it', async () => {
		const known = await installed();
		const expire_time = Math.floor(Date.now() / 1000) + 3600;
		const details = {
			...known.details,
			app_permissions_ext: [
				{ permission_name: 'contact:sensitive:mobile', expire_time },
				{ permission_name: 'contact:base:base', expire_time: 0 },
			],
		};
		await stage.vault.installations.update(known, { details }, Date.now());
		expect((await read()).endings[0]).toEqual({
			kind: 'permission',
			name: 'contact:sensitive:mobile',
			endsAt: expire_time * 1_000,
		});
	});

	it('does not ask about licences without the Provider Secret', async () => {
		const { licence, endings } = await read(false);
		expect(licence).toBeUndefined();
		expect(endings.map(({ kind }) => kind)).toEqual(['edition']);
		const asked = stage.simulator.requests.map(({ path }) => path);
		expect(asked).not.toContain('/cgi-bin/license/get_app_license_info');
	});

	it('is found by what ends in so many days, or has ended in as many', async () => {
		const [edition] = (await read()).editions;
		const left = ((edition.endsAt ?? 0) - Date.now()) / DAY;
		expect(await find(Math.floor(left))).toEqual([]);
		const [{ corpName }] = stage.simulator.world.corps.map(({ name }) => ({ corpName: name }));
		const ending = { kind: 'edition', name: edition.name, endsAt: edition.endsAt };
		expect(await find(Math.ceil(left))).toEqual([{ corpId, corpName, ending }]);
		expect((await find(91)).map((each) => 'ending' in each && each.ending.kind)).toEqual([
			'edition',
			'licenceTrial',
		]);
		expect(log).toEqual([
			`All 1 installations were asked what ends: 0 within ${Math.floor(left)} days`,
			`All 1 installations were asked what ends: 1 within ${Math.ceil(left)} days`,
			'All 1 installations were asked what ends: 2 within 91 days',
		]);
	});

	it('is found with the reason when WeCom cannot be asked about it', async () => {
		await stage.simulator.actions.uninstall({ suiteId: stage.suiteId, corpId, silently: true });
		expect(await find(14)).toMatchObject([
			{ corpId, reason: expect.stringContaining('40084') as string },
		]);
	});
});

describe('a customised app', () => {
	beforeEach(async () => await open(1));

	it('has no edition, but needs licences', async () => {
		const { editions, licence, endings } = await read();
		expect(editions).toEqual([]);
		expect(licence?.enabled).toBe(true);
		expect(endings.map(({ kind }) => kind)).toEqual(['licenceTrial']);
		const asked = stage.simulator.requests.map(({ path }) => path);
		expect(asked).not.toContain('/cgi-bin/service/get_auth_info');
	});
});
