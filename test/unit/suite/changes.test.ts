import { compareDetails } from '../../../wecom/suite/changes';
import type { InstallationDetails } from '../../../wecom/vault/vault';
import { openSuiteStage, until, type SuiteStage } from './stage';

function details(
	privilege: Record<string, unknown> = {},
	more: Partial<InstallationDetails> = {},
): InstallationDetails {
	return {
		auth_corp_info: { corpid: 'wpA', corp_name: 'A' },
		auth_info: { agent: [{ agentid: 1, name: 'App', auth_mode: 0, privilege }] },
		...more,
	};
}

describe('two states of an authorisation', () => {
	it('are the same whatever the order of their lists', () => {
		const [one, other] = [{ allow_user: ['a', 'b'] }, { allow_user: ['b', 'a'] }];
		expect(compareDetails(details(one), details(other))).toEqual({});
		expect(compareDetails(details(), details())).toEqual({});
	});

	it.each([
		['allow_user', 'allowUser'],
		['extra_user', 'extraUser'],
	])('differ in who came and went in %s', (name, key) => {
		expect(
			compareDetails(details({ [name]: ['a', 'b'] }), details({ [name]: ['c', 'b'] })),
		).toEqual({ [key]: { added: ['c'], removed: ['a'] } });
	});

	it.each([
		['allow_party', 'allowParty'],
		['allow_tag', 'allowTag'],
		['extra_party', 'extraParty'],
		['extra_tag', 'extraTag'],
	])('differ in what came and went in %s', (name, key) => {
		expect(compareDetails(details({ [name]: [1] }), details({ [name]: [1, 2] }))).toEqual({
			[key]: { added: [2], removed: [] },
		});
		expect(compareDetails(details({ [name]: [1] }), details())).toEqual({
			[key]: { added: [], removed: [1] },
		});
	});

	it('differ in the level, and in who authorised', () => {
		const before = details({ level: 1 });
		const after = details({ level: 3 });
		(after.auth_info.agent as Array<Record<string, unknown>>)[0].auth_mode = 1;
		expect(compareDetails(before, after)).toEqual({
			level: { before: 1, after: 3 },
			authMode: { before: 0, after: 1 },
		});
		expect(compareDetails(details(), after)).toMatchObject({ level: { before: null, after: 3 } });
	});

	it('differ in permissions once they are known', () => {
		const before = details({}, { app_permissions: ['a', 'b'] });
		const after = details({}, { app_permissions: ['b', 'c'] });
		expect(compareDetails(before, after)).toEqual({
			permissions: { added: ['c'], removed: ['a'] },
		});
		const ends = { app_permissions_ext: [{ permission_name: 'b', expire_time: 1 }] };
		expect(compareDetails(before, { ...before, ...ends })).toEqual({
			other: ['app_permissions_ext'],
		});
		expect(compareDetails(details(), { ...after, ...ends })).toEqual({});
	});

	it('differ in the apps of a suite that has several', () => {
		const app = (agentid: number, name: string, privilege = {}) => ({ agentid, name, privilege });
		const of = (...agent: unknown[]) => ({ ...details(), auth_info: { agent } });
		expect(
			compareDetails(
				of(app(1, 'One'), app(2, 'Two', { allow_user: ['a'] }), app(3, 'Three')),
				of(app(1, 'One', { level: 1 }), app(2, '2', { allow_user: [] }), app(4, 'Four')),
			),
		).toEqual({
			apps: { added: [{ agentId: 4, name: 'Four' }], removed: [{ agentId: 3, name: 'Three' }] },
			level: { before: null, after: 1 },
			other: ['auth_info.agent.2.name', 'auth_info.agent.2.privilege.allow_user'],
		});
	});

	it('differ in whatever else there is, by its path', () => {
		const before = details({ future: 1 }, { edition_info: { agent: [] } });
		const after = details({ future: 2 }, { state: 'x' });
		after.auth_corp_info.corp_name = 'B';
		expect(compareDetails(before, after).other?.toSorted()).toEqual([
			'auth_corp_info.corp_name',
			'auth_info.agent.1.privilege.future',
			'edition_info',
			'state',
		]);
	});
});

describe('a changed authorisation', () => {
	let stage: SuiteStage;
	let subject: { suiteId: string; corpId: string };
	let userId: string;

	beforeEach(async () => {
		stage = await openSuiteStage();
		const { simulator, suiteId } = stage;
		const [{ corpId, adminUserId }] = simulator.world.corps;
		[subject, userId] = [{ suiteId, corpId }, adminUserId];
		await simulator.actions.install(subject);
		await until(() => stage.emitted.length === 1);
	});

	afterEach(async () => await stage.close());

	const change = async () => {
		await stage.simulator.actions.changeScope({ ...subject, allow: { users: [userId] } });
		await until(() => stage.emitted.length === 2);
		return stage.emitted[1];
	};

	it('comes with what changed in scope and permissions', async () => {
		const known = await stage.suite.installations.get(subject.corpId);
		const details = { ...known.details, app_permissions: ['contact:base:more'] };
		await stage.vault.installations.update(known, { details }, Date.now());
		expect(await change()).toMatchObject({
			event: { id: 'change_auth' },
			installation: { details: { app_permissions: ['contact:base:base'] } },
			changes: {
				allowUser: { added: [userId], removed: [] },
				allowParty: { added: [], removed: [1] },
				permissions: { added: ['contact:base:base'], removed: ['contact:base:more'] },
			},
		});
	});

	it('comes with it also when the vault has learnt it before the work was done', async () => {
		// As after a crash between the refresh and the emission, or with another process that refreshes.
		stage.atAnswer = async () => {
			await stage.suite.installations.refresh(subject.corpId);
		};
		expect(await change()).toMatchObject({
			changes: { allowUser: { added: [userId] }, allowParty: { removed: [1] } },
		});
	});

	it('keeps the permissions that were known when they cannot be read', async () => {
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/agent/get_permissions', kind: 'errcode', errcode: 48002 }],
		});
		const emission = await change();
		expect(emission.failure).toBeUndefined();
		expect(emission.changes).not.toHaveProperty('permissions');
		expect(emission.installation?.details.app_permissions).toEqual(['contact:base:base']);
	});

	it('comes without, where the vault knew nothing of the authorisation', async () => {
		const { installations } = stage.vault;
		const { suiteId, corpId } = subject;
		const known = await stage.suite.installations.get(corpId);
		await installations.remove(suiteId, corpId, known.authorizedAt);
		stage.atAnswer = async () => {
			const { authorizedAt } = known;
			const receivedAt = authorizedAt.receivedAt + 1;
			await installations.put({ ...known, authorizedAt: { ...authorizedAt, receivedAt } });
		};
		const emission = await change();
		expect(emission.installation).toMatchObject({ corpId });
		expect(emission.changes).toBeUndefined();
	});
});
