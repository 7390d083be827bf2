import { DAY } from '../../../simulator/clock';
import { botUserId } from '../../../simulator/api/customer-ids';
import { Stage, type Json } from './stage';

describe('ids of customers', () => {
	let stage: Stage;
	let token: string;
	beforeEach(async () => {
		stage = await Stage.open();
		// Sees the first member, not the second.
		const { accessToken } = await stage.install(stage.suite, stage.corp, {
			users: [stage.corp.adminUserId],
		});
		token = accessToken;
	});
	afterEach(async () => await stage.close());

	const outside = () => stage.corp.outside;
	const call = async (path: string, body: Json): Promise<Json> =>
		await stage.post(path, { access_token: token }, body);
	const unionId = async (index: number, more: Json = {}) => {
		const { unionId: unionid, wechatOpenId: openid } = outside().customers[index];
		return await call('idconvert/unionid_to_external_userid', { unionid, openid, ...more });
	};

	it('of those whose follower the app sees are converted, either way they are named', async () => {
		const path = 'externalcontact/get_new_external_userid';
		const [seen, other, inGroup] = outside().customers;
		const convert = async (...ids: string[]) => await call(path, { external_userid_list: ids });
		expect((await convert(seen.plainId, seen.openId)).items).toEqual([
			{ external_userid: seen.plainId, new_external_userid: seen.openId },
			{ external_userid: seen.openId, new_external_userid: seen.openId },
		]);
		for (const { plainId } of [other, inGroup]) {
			expect((await convert(plainId)).errcode).toBe(40096);
		}
		expect((await convert('wm-nobody')).errcode).toBe(40096);
	});

	it('of a group are converted by it', async () => {
		const path = 'externalcontact/groupchat/get_new_external_userid';
		const [group] = outside().groups;
		const { plainId, openId } = outside().customers[2];
		const body = { chat_id: group.plainId, external_userid_list: [plainId] };
		expect((await call(path, body)).items).toEqual([
			{ external_userid: plainId, new_external_userid: openId },
		]);
		expect((await call(path, { ...body, chat_id: 'wr-none' })).errcode).toBe(40050);
		const { suiteId } = stage.suite;
		const { corpId, members } = stage.corp;
		const allow = { users: [members[1].userId] };
		await stage.simulator.actions.changeScope({ suiteId, corpId, allow });
		expect((await call(path, body)).errcode).toBe(60011);
	});

	it('come from union ids, or are pending for ninety days', async () => {
		expect(await unionId(0)).toMatchObject({ external_userid: outside().customers[0].openId });
		expect((await unionId(0, { openid: 'other' })).errcode).toBe(610018);
		expect((await unionId(0, { unionid: 'x' })).errcode).toBe(610014);
		const { pending_id: pending } = await unionId(1);
		expect(String(pending)).toMatch(/^PENDING-/);
		expect((await unionId(1)).pending_id).toBe(pending);

		const ask = async () =>
			(
				await call('idconvert/batch/external_userid_to_pending_id', {
					external_userid: outside().customers.map(({ openId }) => openId),
					chat_id: outside().groups[0].plainId,
				})
			).result;
		const found = [{ external_userid: outside().customers[1].openId, pending_id: pending }];
		expect(await ask()).toEqual(found);
		await stage.simulator.actions.moveClock({ seconds: (90 * DAY) / 1000 });
		({ accessToken: token } = await stage.install());
		expect(await ask()).toEqual([]);
	});

	it('of tags and service accounts keep company', async () => {
		const tags = ['etPLAINAA1', 'etDEMOAA1', 'etPLAINBB1', 'wkPLAINAA1'];
		expect(await call('idconvert/external_tagid', { external_tagid_list: tags })).toMatchObject({
			items: [
				{ external_tagid: 'etPLAINAA1', open_external_tagid: 'etDEMOAA1' },
				{ external_tagid: 'etDEMOAA1', open_external_tagid: 'etDEMOAA1' },
			],
			invalid_external_tagid_list: ['etPLAINBB1', 'wkPLAINAA1'],
		});
		expect(
			await call('idconvert/open_kfid', { open_kfid_list: ['wkPLAINAA1', 'x'] }),
		).toMatchObject({
			items: [{ open_kfid: 'wkPLAINAA1', new_open_kfid: 'wkDEMOAA1' }],
			invalid_open_kfid_list: ['x'],
		});
	});

	it('that are temporary become lasting ones, for customers', async () => {
		const [seen, other] = outside().customers;
		const given = [seen.temporaryId, other.temporaryId];
		const convert = async (type: number) =>
			await call('idconvert/convert_tmp_external_userid', {
				business_type: 1,
				user_type: type,
				tmp_external_userid_list: given,
			});
		expect(await convert(1)).toMatchObject({
			results: [{ tmp_external_userid: seen.temporaryId, external_userid: seen.openId }],
			invalid_tmp_external_userid_list: [other.temporaryId],
		});
		expect(await convert(2)).toMatchObject({
			results: [],
			invalid_tmp_external_userid_list: given,
		});
	});
});

describe('ids of members', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
	});
	afterEach(async () => await stage.close());

	it('that a bot has met are converted for the apps that see them', async () => {
		const { adminUserId: seen, members, bot, corpId } = stage.corp;
		await stage.install(stage.suite, stage.corp, { users: [seen] });
		const query = { provider_access_token: await stage.providerToken() };
		const [first, second] = members.map(botUserId);
		const convert = async (botId: string) =>
			await stage.post('service/batch/userid_to_openuserid', query, {
				open_userid_list: [first, second, 'member1'],
				source_botid: botId,
			});
		expect(await convert(bot.botId)).toMatchObject({
			items: [{ userid: first, open_userid: seen }],
			open_corpid: corpId,
			invalid_open_userid_list: [second, 'member1'],
		});
		expect((await convert('aib-none')).errcode).toBe(93019);
		const [, other] = stage.simulator.world.corps;
		expect((await convert(other.bot.botId)).errcode).toBe(48001);
	});

	it('whom somebody picked are told to the app alone, by their authorisation', async () => {
		const { suiteId } = stage.suite;
		const { corpId, members, adminUserId: by } = stage.corp;
		await stage.saveUrls(stage.suite);
		const { authCode = '' } = await stage.simulator.actions.install({
			suiteId,
			corpId,
			way: 'member',
		});
		const suiteToken = { suite_access_token: await stage.suiteToken() };
		const { permanent_code: code } = await stage.post('service/v2/get_permanent_code', suiteToken, {
			auth_code: authCode,
		});
		const { access_token: token } = await stage.post('service/get_corp_token', suiteToken, {
			auth_corpid: corpId,
			permanent_code: code,
		});
		const list = async (ticket?: string) =>
			await stage.post(
				'user/list_selected_ticket_user',
				{ access_token: String(token) },
				{ selected_ticket: ticket },
			);
		const userIds = members.slice(0, 2).map(({ userId }) => userId);
		const picked = await stage.simulator.actions.selectMembers({ suiteId, corpId, userIds });
		expect(await list(picked.selectedTicket)).toMatchObject({
			operator_open_userid: by,
			open_userid_list: [by],
			unauth_open_userid_list: [userIds[1]],
			total: 2,
		});
		expect((await list()).errcode).toBe(60211);
		expect((await list('x')).errcode).toBe(60222);
		const second = stage.suiteNamed('ww00000000000000b2');
		await stage.install(second);
		const elsewhere = await stage.simulator.actions.selectMembers({
			suiteId: second.suiteId,
			corpId,
			userIds,
		});
		expect((await list(elsewhere.selectedTicket)).errcode).toBe(60219);
	});
});
