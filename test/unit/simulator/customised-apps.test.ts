import type { Suite } from '../../../simulator/world';
import { Stage } from './stage';

const KEYS = { token: 'ownToken', encodingAesKey: 'z'.repeat(43) };

describe('customised apps', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
		// The receiver of the stage opens what the keys of a suite of the world have sealed.
		stage.simulator.world.suites.push({ ...stage.template, suiteId: 'dk-own-keys', ...KEYS });
	});
	afterEach(async () => await stage.close());

	const providerToken = async () => {
		const { provider } = stage.simulator.world;
		const answer = await stage.post(
			'service/get_provider_token',
			{},
			{ corpid: provider.corpId, provider_secret: provider.providerSecret },
		);
		return String(answer.provider_access_token);
	};
	const getLink = async (templates: string[], state = 'state7') =>
		await stage.post(
			'service/get_customized_auth_url',
			{ provider_access_token: await providerToken() },
			{ state, templateid_list: templates },
		);
	const addTemplate = (suiteId: string, change: Partial<Suite> = {}) =>
		stage.simulator.world.suites.push({ ...stage.template, suiteId, ...change });

	it('come from a link to one or more templates, with its state', async () => {
		const { template, corp, simulator } = stage;
		addTemplate('dk-second');
		for (const { suiteId } of [template, { suiteId: 'dk-second' }]) {
			const url = `${stage.receiver.url}/template`;
			await simulator.actions.saveCallbackUrl({ suiteId, kind: 'command', url });
		}
		const link = await getLink([template.suiteId, 'dk-second']);
		expect(link).toMatchObject({ errcode: 0, expires_in: 864_000 });
		const scanned = { url: String(link.qrcode_url), corpId: corp.corpId };
		const installed = await simulator.actions.scanTemplateLink(scanned);
		expect(installed).toMatchObject([
			{ delivery: { event: 'create_auth', accepted: true } },
			{ delivery: { event: 'create_auth', accepted: true } },
		]);
		expect(stage.lastEvent()).toContain('<State><![CDATA[state7]]></State>');
		const answer = await stage.post(
			'service/v2/get_permanent_code',
			{ suite_access_token: await stage.suiteToken(template) },
			{ auth_code: installed[0].authCode },
		);
		expect(answer).toMatchObject({ state: 'state7', auth_corp_info: { corpid: corp.corpId } });

		const [, other] = simulator.world.corps;
		const page = await fetch(`${String(link.qrcode_url)}&simulator_corp=${other.corpId}`);
		expect(page.status).toBe(200);
		expect(simulator.callbacks.filter(({ event }) => event === 'create_auth')).toHaveLength(4);
		await simulator.actions.moveClock({ seconds: 864_000 });
		await expect(simulator.actions.scanTemplateLink(scanned)).rejects.toThrow('is over');
	});

	it.each([
		['a state of 33 characters', ['dk00000000000000c1'], 'a'.repeat(33), 40058],
		['a state with a sign', ['dk00000000000000c1'], 'a-b', 40058],
		['a third-party app', ['ww00000000000000b1'], 'a', 842003],
		['a template that is not online', ['dk-hidden'], 'a', 842002],
		['no template', [], 'a', 40063],
		['ten templates', Array.from({ length: 10 }, () => 'dk00000000000000c1'), 'a', 842004],
	])('refuse a link with %s', async (_what, templates, state, errcode) => {
		addTemplate('dk-hidden', { published: false });
		expect(await getLink(templates, state)).toMatchObject({ errcode });
	});

	describe('with a callback of their own', () => {
		const app = () => ({ suiteId: stage.template.suiteId, corpId: stage.corp.corpId });
		const save = async (more: object = {}) =>
			await stage.simulator.actions.saveCallbackUrl({
				...app(),
				kind: 'data',
				url: `${stage.receiver.url}/app?corp_id=$CORPID$`,
				...KEYS,
				...more,
			});
		beforeEach(async () => {
			await stage.install(stage.template);
		});

		it.each([
			[{}, () => stage.simulator.world.provider.corpId],
			[{ sealedFor: 'company' }, () => stage.corp.corpId],
		])('have it verified first: %j', async (more, receiveId) => {
			expect(await save(more)).toMatchObject({
				saved: true,
				url: `${stage.receiver.url}/app?corp_id=${receiveId()}`,
			});
			const report = await stage.simulator.actions.sendMessage({
				...app(),
				userId: stage.corp.adminUserId,
				text: 'x',
			});
			expect(report).toMatchObject({
				accepted: true,
				url: `${stage.receiver.url}/app?corp_id=${stage.corp.corpId}`,
			});
			expect(stage.events.at(-1)?.receiveId).toBe(stage.corp.corpId);
		});

		it('keep what they had when the verification fails', async () => {
			const wrong = { token: 'unknown', encodingAesKey: 'y'.repeat(43) };
			expect((await save(wrong)).saved).toBe(false);
			const { suiteId } = stage.template;
			const url = `${stage.receiver.url}/template-data`;
			await stage.simulator.actions.saveCallbackUrl({ suiteId, kind: 'data', url });
			const message = { ...app(), userId: stage.corp.adminUserId, text: 'x' };
			expect(await stage.simulator.actions.sendMessage(message)).toMatchObject({
				accepted: true,
				url,
			});
		});

		it('keep it over a new authorisation, and lose it with the app', async () => {
			await save();
			const message = { ...app(), userId: stage.corp.adminUserId, text: 'x' };
			const say = async () => await stage.simulator.actions.sendMessage(message);
			await stage.install(stage.template);
			expect(await say()).toMatchObject({ accepted: true });
			expect(stage.events.at(-1)).toMatchObject({ receiveId: stage.corp.corpId });
			expect(stage.simulator.callbacks.at(-1)?.payload).toBe(stage.events.at(-1)?.message);
			await stage.simulator.actions.uninstall(app());
			await stage.install(stage.template);
			// That of the template, by the template's keys.
			const { url } = await say();
			expect(new URL(url).pathname).toContain('/callback/');
		});

		it('are the only ones that have one', async () => {
			await expect(save({ corpId: stage.simulator.world.corps[1].corpId })).rejects.toThrow(
				'has not installed',
			);
			await expect(save({ kind: 'command' })).rejects.toThrow('only customised apps');
			await stage.install(stage.suite);
			await expect(save({ suiteId: stage.suite.suiteId })).rejects.toThrow('only customised apps');
		});
	});
});

test('whoever may edit contacts is told of a change whom it is about, and no more', async () => {
	const stage = await Stage.open();
	const writer = stage.simulator.world.suites.find(({ contacts }) => contacts === 'write');
	if (!writer) throw new Error('The world has no such suite');
	await stage.install(writer);
	const { suiteId } = writer;
	const push = async (eventId: string) => {
		await stage.simulator.actions.pushEvent({ suiteId, corpId: stage.corp.corpId, eventId });
		return [...stage.lastEvent().matchAll(/<(\w+)>/g)].map(([, name]) => name).slice(1);
	};
	const head = ['SuiteId', 'InfoType', 'TimeStamp', 'AuthCorpId', 'ChangeType'];
	expect(await push('change_contact_update_user_cmd')).toEqual([
		...head,
		'UserID',
		'OpenUserID',
		'Department',
	]);
	expect(await push('change_contact_create_party_cmd')).toEqual([...head, 'Id', 'ParentId']);
	await stage.close();
});
