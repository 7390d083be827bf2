import type { Client } from '../../../wecom/api/client';
import {
	findExpiring,
	groupLicences,
	readExpiry,
	type ExpiringInstallation,
} from '../../../wecom/suite/expiry';
import { clock, logger, openSuiteStage, until, type SuiteStage } from './stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of licences, from the first installation. */
const TRIAL = 90 * DAY;

let stage: SuiteStage;
let corpId: string;
let log: string[];
/** Milliseconds of each wait. */
let waits: number[];

async function open(index: number): Promise<void> {
	log = [];
	waits = [];
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
		sleep: async (milliseconds) => {
			waits.push(milliseconds);
			await Promise.resolve();
		},
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

	it('tells the licences of members by type and day', async () => {
		const { actions, world } = stage.simulator;
		const [{ members }] = world.corps;
		const give = async (userId: string, type: 1 | 2, days: number) =>
			await actions.activateLicence({ corpId, userId, type, days });
		await give(members[0].userId, 1, 31);
		await give(members[1].userId, 1, 31);
		await give(members[1].userId, 2, 62);
		const found = (await read()).endings.filter(({ kind }) => kind === 'licence');
		expect(found).toMatchObject([
			{ name: 'base', members: 2 },
			{ name: 'interop', members: 1 },
		]);
		// They end with a day in China, whatever the hour is when they are given.
		const dayOf = (time: number) => new Date(time + 8 * HOUR).toISOString().slice(0, 10);
		const now = Date.now();
		expect(found.map(({ endsAt }) => dayOf(endsAt - 1))).toEqual([
			dayOf(now + 31 * DAY),
			dayOf(now + 62 * DAY),
		]);
	});

	it('reads licences to the end, and keeps to the pace', async () => {
		const { actions, requests, world } = stage.simulator;
		const [{ members }] = world.corps;
		const [member] = members;
		for (let index = 0; index < 1_001; index += 1) {
			const userId = `woLICENCE${index}`;
			members.push({ ...member, userId, plainUserId: `licence${index}` });
			await actions.activateLicence({ corpId, userId, type: 1, days: 31 });
		}
		const found = await find(32);
		expect(found).toContainEqual(
			expect.objectContaining({
				ending: expect.objectContaining({ kind: 'licence', members: 1_001 }) as unknown,
			}),
		);
		const calls = requests.filter(({ path }) => path.endsWith('list_actived_account'));
		expect(calls).toHaveLength(2);
		// Of 600 calls a minute the one that only this company needs, and what is left of the time for the other three.
		expect(waits).toEqual([100, expect.any(Number)]);
	});

	it('takes no time from an unlimited trial, whatever WeCom says of it', async () => {
		const { call } = stage.client;
		const client: Client = {
			...stage.client,
			async call(request) {
				const answer = await call(request);
				const { agent: [agent] = [] } = (answer.json.edition_info ?? {}) as { agent?: object[] };
				Object.assign(agent ?? {}, { app_status: 5, expired_time: 1_893_427_200 });
				return answer;
			},
		};
		const { editions, endings } = await readExpiry(await installed(), {
			...stage,
			client,
			hasProvider: false,
		});
		expect(editions).toMatchObject([{ statusText: 'unlimited trial', endsAt: undefined }]);
		expect(endings).toEqual([]);
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

describe('licences', () => {
	// The end of a day in Beijing.
	const evening = 1_800_028_799;

	it('that end on one day in Beijing are told together, with the first end', () => {
		const account = (userid: string, expire_time: number) => ({ userid, type: 1, expire_time });
		const accounts = [account('a', evening), account('b', evening - 60), account('c', evening + 1)];
		expect(groupLicences(accounts)).toEqual([
			{ kind: 'licence', name: 'base', endsAt: (evening - 60) * 1_000, members: 2 },
			{ kind: 'licence', name: 'base', endsAt: (evening + 1) * 1_000, members: 1 },
		]);
	});

	it('that a later one of the same member and type has followed are not told', () => {
		const year = 31_536_000;
		const accounts = [
			{ userid: 'a', type: 1, expire_time: evening + year },
			{ userid: 'a', type: 1, expire_time: evening },
			{ userid: 'a', type: 2, expire_time: evening },
		];
		expect(groupLicences(accounts).map(({ name, endsAt }) => [name, endsAt / 1_000])).toEqual([
			['base', evening + year],
			['interop', evening],
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
