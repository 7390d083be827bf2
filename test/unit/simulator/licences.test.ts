import { ProviderStage } from './provider';
import { fieldIn, type Json } from './stage';

const DAY = 86_400;

describe('licences', () => {
	let stage: ProviderStage;
	let corpid: string;

	beforeEach(async () => {
		stage = await ProviderStage.open();
		corpid = stage.corpId;
	});
	afterEach(async () => await stage.close());

	const buy = async (more: { base?: number; interop?: number; months?: number } = {}) =>
		(await stage.actions.orderLicences({ corpId: corpid, ...more })).codes;
	const give = async (index: number, more: { type?: 1 | 2; days?: number } = {}) =>
		await stage.actions.activateLicence({ corpId: corpid, userId: stage.userId(index), ...more });
	const activate = async (active_code: string, index: number, more: Json = {}) =>
		await stage.errcode('license/active_account', {
			active_code,
			corpid,
			userid: stage.userId(index),
			...more,
		});
	const info = async (active_code: string, of = corpid) =>
		(await stage.done('license/get_active_info_by_code', { corpid: of, active_code }))
			.active_info as Json;
	const ofMember = async (index: number) =>
		await stage.done('license/get_active_info_by_user', { corpid, userid: stage.userId(index) });
	/** Installs again, since tokens have expired with the clock, and sends to these members. */
	const send = async (...indices: number[]) => {
		const app = await stage.stage.install();
		return await stage.stage.post(
			'message/send',
			{ access_token: app.accessToken },
			{
				touser: indices.map((index) => stage.userId(index)).join('|'),
				msgtype: 'text',
				agentid: app.agentId,
				text: { content: 'hello' },
			},
		);
	};

	describe('by activation', () => {
		it('last a month of 31 days and on to midnight in China', async () => {
			const [code] = await buy();
			expect(await info(code)).toEqual({
				active_code: code,
				type: 1,
				status: 1,
				create_time: expect.any(Number) as number,
			});
			expect(await activate(code, 1)).toBe(0);
			const { status, userid, active_time, expire_time } = await info(code);
			expect([status, userid]).toEqual([2, stage.userId(1)]);
			const lasts = Number(expire_time) - Number(active_time);
			expect(lasts).toBeGreaterThanOrEqual(31 * DAY);
			expect(lasts).toBeLessThanOrEqual(32 * DAY);
			expect((Number(expire_time) + 8 * 3600) % DAY).toBe(0);
			expect(await ofMember(1)).toMatchObject({
				active_status: 1,
				active_info_list: [{ active_code: code, type: 1, userid: stage.userId(1) }],
			});
			await stage.pass(32);
			expect((await info(code)).status).toBe(3);
			expect((await ofMember(1)).active_status).toBe(0);
		});

		it('are one of each type for a member', async () => {
			const [base, interop] = await buy({ base: 1, interop: 1 });
			expect(await activate(base, 1)).toBe(0);
			expect(await activate(interop, 1)).toBe(0);
			const { active_info_list: list } = await ofMember(1);
			expect((list as Json[]).map(({ type }) => type)).toEqual([1, 2]);
			expect((await ofMember(2)).active_info_list).toEqual([]);
		});

		it.each([
			['a code nobody knows', { active_code: 'LA0' }, 701021],
			['a member nobody knows', { userid: 'woNOBODY' }, 701019],
			['a company nobody knows', { corpid: 'wpNOBODY' }, 40013],
			['the code of another company', { corpid: 'wpDEMOBB000000000000000000000001' }, 701021],
		])('are refused for %s', async (_what, more, errcode) => {
			const [code] = await buy();
			expect(await activate(code, 1, more)).toBe(errcode);
		});

		it('are refused for a code that has a member, or is past its deadline', async () => {
			const [one, two] = await buy({ base: 2 });
			expect(await activate(one, 1)).toBe(0);
			expect(await activate(one, 2)).toBe(701003);
			await stage.pass(365);
			expect(await activate(two, 2)).toBe(701012);
		});

		it('are refused for members whom no app of the provider sees', async () => {
			const [code] = await buy();
			await stage.actions.changeScope({
				suiteId: stage.stage.suite.suiteId,
				corpId: corpid,
				allow: { users: [stage.userId(1)] },
			});
			expect(await activate(code, 2)).toBe(701088);
			expect(await activate(code, 1)).toBe(0);
		});

		it('follow on another one in its last twenty days, with what is left of it', async () => {
			const [one, two] = await buy({ base: 2 });
			await activate(one, 1);
			expect(await activate(two, 1)).toBe(701082);
			await stage.pass(12);
			const before = Number((await info(one)).expire_time);
			expect(await activate(two, 1)).toBe(0);
			const old = await info(one);
			const next = await info(two);
			expect(old).toMatchObject({ status: 5, merge_info: { to_active_code: two } });
			expect(next).toMatchObject({ status: 2, merge_info: { from_active_code: one } });
			const added = Number(next.expire_time) - before;
			expect(added).toBeGreaterThanOrEqual(31 * DAY - 1);
			expect(added).toBeLessThanOrEqual(32 * DAY);
			expect(Number(old.expire_time)).toBeLessThan(before);
			expect(await activate(one, 2)).toBe(701003);
		});

		it('do not last more than five years in all', async () => {
			await give(1, { days: 15 });
			const [code] = await buy({ months: 60 });
			expect(await activate(code, 1)).toBe(701030);
			expect(await activate(code, 2)).toBe(0);
		});

		it('of a type take the code whose deadline is nearest', async () => {
			const [first] = await buy();
			await stage.pass(1);
			const [second] = await buy();
			const byType = async (index: number, type = 1) =>
				await stage.errcode('license/active_account_by_type', {
					type,
					corpid,
					userid: stage.userId(index),
				});
			expect(await byType(1)).toBe(0);
			expect((await info(first)).userid).toBe(stage.userId(1));
			expect(await byType(1)).toBe(701011);
			expect(await byType(1, 2)).toBe(701072);
			expect(await byType(2)).toBe(0);
			expect((await info(second)).userid).toBe(stage.userId(2));
			expect(await byType(3)).toBe(701072);
		});

		it('of many members give the outcome of each', async () => {
			const [one, two, three] = await buy({ base: 3 });
			const pair = (active_code: string, index: number) => ({
				active_code,
				userid: stage.userId(index),
			});
			const batch = async (active_list: Json[]) =>
				await stage.post('license/batch_active_account', { corpid, active_list });
			const { active_result: results } = await batch([
				{ active_code: one, userid: stage.stage.corp.members[1].plainUserId },
				pair(one, 2),
				pair(two, 1),
				pair('LA0', 3),
				pair(three, 3),
			]);
			expect(results).toEqual([
				{ ...pair(one, 1), errcode: 0 },
				{ ...pair(one, 2), errcode: 701023 },
				{ ...pair(two, 1), errcode: 701020 },
				{ ...pair('LA0', 3), errcode: 701021 },
				{ ...pair(three, 3), errcode: 0 },
			]);
			expect((await batch([pair('LA0', 1), pair('LA1', 2)])).errcode).toBe(701024);
			const tooMany = Array.from({ length: 1001 }, () => pair(two, 4));
			expect((await batch(tooMany)).errcode).toBe(701026);
		});
	});

	it('are found by many codes, and those nobody knows are named', async () => {
		const [one, two] = await buy({ base: 2 });
		const active_code_list = [one, 'LA0', two];
		expect(
			await stage.done('license/batch_get_active_info_by_code', { corpid, active_code_list }),
		).toMatchObject({
			active_info_list: [{ active_code: one }, { active_code: two }],
			invalid_active_code_list: ['LA0'],
		});
	});

	it('of a company are listed page by page, also expired ones', async () => {
		for (const index of [0, 1, 2]) {
			await give(index);
		}
		await stage.pass(40);
		const list = async (more: Json) =>
			await stage.done('license/list_actived_account', { corpid, limit: 2, ...more });
		const first = await list({});
		expect(first).toMatchObject({
			has_more: 1,
			account_list: [{ userid: stage.userId(0), type: 1 }, { userid: stage.userId(1) }],
		});
		expect(await list({ cursor: first.next_cursor })).toMatchObject({
			has_more: 0,
			next_cursor: '',
			account_list: [{ userid: stage.userId(2) }],
		});
	});

	describe('that move', () => {
		const transfer = async (from: number | string, to: number) => {
			const handover_userid = typeof from === 'string' ? from : stage.userId(from);
			const { transfer_result: results } = await stage.done('license/batch_transfer_license', {
				corpid,
				transfer_list: [{ handover_userid, takeover_userid: stage.userId(to) }],
			});
			const [result] = results as Json[];
			expect(result).toMatchObject({ handover_userid, takeover_userid: stage.userId(to) });
			return result.errcode;
		};

		it('belong to the other member, all types of them', async () => {
			const { code } = await give(1);
			await give(1, { type: 2 });
			expect(await transfer(1, 2)).toBe(0);
			expect((await info(code)).userid).toBe(stage.userId(2));
			expect((await ofMember(1)).active_info_list).toEqual([]);
			expect((await ofMember(2)).active_info_list).toHaveLength(2);
		});

		it('rest thirty days with a member whom an app sees', async () => {
			await give(1, { days: 200 });
			expect(await transfer(1, 2)).toBe(0);
			expect(await transfer(2, 3)).toBe(701017);
			await stage.pass(30);
			expect(await transfer(2, 3)).toBe(0);
		});

		it('need no rest when the member has left', async () => {
			await give(1);
			await transfer(1, 2);
			const { members } = stage.stage.corp;
			const [{ userId }] = members.splice(2, 1);
			expect(await transfer(userId, 3)).toBe(0);
		});

		it('must be valid, and go to a member of the company who needs one', async () => {
			expect(await transfer(1, 2)).toBe(701016);
			await give(1, { days: 25 });
			await give(2, { days: 31 });
			expect(await transfer(1, 2)).toBe(701018);
			expect(await transfer(1, 1)).toBe(701020);
			await stage.pass(12);
			expect(await transfer(1, 2)).toBe(0);
			await stage.pass(30);
			expect(await transfer(2, 3)).toBe(701016);
			const { transfer_result: results } = await stage.done('license/batch_transfer_license', {
				corpid,
				transfer_list: [{ handover_userid: stage.userId(2), takeover_userid: 'woNOBODY' }],
			});
			expect(results).toMatchObject([{ errcode: 701019 }]);
		});
	});

	describe('that are shared with a company below', () => {
		let lower: string;

		beforeEach(() => {
			lower = stage.stage.simulator.world.corps[2].corpId;
		});

		const link = async (suiteIds = [stage.stage.suite.suiteId]) =>
			await stage.actions.linkCompanies({ upperCorpId: corpid, lowerCorpId: lower, suiteIds });
		const share = async (codes: string[], more: Json = {}) =>
			await stage.post('license/batch_share_active_code', {
				from_corpid: corpid,
				to_corpid: lower,
				share_list: codes.map((active_code) => ({ active_code })),
				...more,
			});

		it('are activated there and nowhere else', async () => {
			await link();
			const [code] = await buy();
			expect(await share([code])).toMatchObject({ errcode: 0, share_result: [] });
			expect(await info(code)).toMatchObject({ status: 6, share_info: { to_corpid: lower } });
			expect(await activate(code, 1)).toBe(701055);
			const below = { corpid: lower, userid: stage.stage.simulator.world.corps[2].adminUserId };
			expect(await activate(code, 1, below)).toBe(0);
			expect(await info(code, lower)).toMatchObject({
				status: 2,
				userid: below.userid,
				share_info: { from_corpid: corpid },
			});
			expect((await info(code)).userid).toBeUndefined();
			const listed = async (of: string) =>
				(await stage.done('license/list_actived_account', { corpid: of })).account_list;
			expect(await listed(lower)).toHaveLength(1);
			expect(await listed(corpid)).toEqual([]);
		});

		it('are named when they cannot be', async () => {
			await link();
			const [used, given, free] = await buy({ base: 3 });
			await activate(used, 1);
			await share([given]);
			expect((await share([used, given, 'LA0', free])).share_result).toMatchObject([
				{ active_code: used, errcode: 701003 },
				{ active_code: given, errcode: 701055 },
				{ active_code: 'LA0', errcode: 701021 },
			]);
			const { corps } = stage.stage.simulator.world;
			await stage.stage.install(stage.stage.suite, corps[2]);
			await stage.actions.linkCompanies({
				upperCorpId: lower,
				lowerCorpId: corps[1].corpId,
				suiteIds: [stage.stage.suite.suiteId],
			});
			const on = { from_corpid: lower, to_corpid: corps[1].corpId };
			expect((await share([free], on)).share_result).toMatchObject([{ errcode: 701054 }]);
		});

		it('are refused without a link of that kind, a shared app, or members enough', async () => {
			const codes = await buy({ base: 5 });
			expect((await share(codes)).errcode).toBe(701058);
			await link([]);
			expect((await share(codes)).errcode).toBe(701051);
			await link();
			expect((await share(codes, { corp_link_type: 1 })).errcode).toBe(701058);
			expect((await share(codes)).errcode).toBe(701056);
			expect((await share(codes.slice(1))).errcode).toBe(0);
			const unknown = { from_corpid: stage.stage.simulator.world.corps[1].corpId };
			expect((await share(codes, unknown)).errcode).toBe(701057);
			await stage.actions.setTestCompany({ corpId: lower });
			expect((await share(codes)).errcode).toBe(701150);
		});
	});

	describe('of an app', () => {
		const status = async (more: Json = {}) =>
			await stage.post('license/get_app_license_info', {
				corpid,
				suite_id: stage.stage.suite.suiteId,
				...more,
			});

		it('are asked for from 90 days after the first installation ever', async () => {
			const { trail_info: trial, license_check_time: from, license_status: on } = await status();
			const { start_time: start, end_time: end } = trial as Record<string, number>;
			expect([on, end - start, from]).toEqual([1, 90 * DAY, end]);
			await stage.pass(89.9);
			expect((await send(1)).unlicenseduser).toBeUndefined();
			await stage.actions.uninstall({ suiteId: stage.stage.suite.suiteId, corpId: corpid });
			await stage.pass(0.2);
			expect((await send(1)).errcode).toBe(81013);
		});

		it('are asked for as soon as somebody ends the trial, until that is taken back', async () => {
			await give(1);
			await stage.actions.requireLicences({ corpId: corpid });
			expect((await send(1, 2)).unlicenseduser).toBe(stage.userId(2));
			const { trail_info: trial } = await status();
			const { start_time: start, end_time: end } = trial as Record<string, number>;
			expect(end - start).toBeLessThan(60);
			await stage.actions.requireLicences({ corpId: corpid, required: false });
			expect((await send(1, 2)).unlicenseduser).toBeUndefined();
		});

		it('are of no use once they have expired', async () => {
			await stage.actions.requireLicences({ corpId: corpid });
			await give(1, { days: 5 });
			await give(2, { type: 2, days: 40 });
			expect((await send(1, 2)).unlicenseduser).toBeUndefined();
			await stage.pass(6);
			expect((await send(1, 2)).unlicenseduser).toBe(stage.userId(1));
		});

		it('are asked for at once in a test company, which has no trial', async () => {
			await stage.actions.setTestCompany({ corpId: corpid });
			const answer = await status();
			expect(answer).toMatchObject({ errcode: 0, license_status: 1 });
			expect(answer.trail_info).toBeUndefined();
			expect((await send(1)).errcode).toBe(81013);
		});

		it('are told only where it is installed', async () => {
			expect((await status({ suite_id: 'ww00000000000000b2' })).errcode).toBe(48001);
		});

		it('are missing when a member comes, who is sent back while the app is told', async () => {
			const { suiteId } = stage.stage.suite;
			await stage.actions.requireLicences({ corpId: corpid });
			const visit = { suiteId, corpId: corpid, userId: stage.userId(1) };
			await expect(stage.actions.login(visit)).rejects.toThrow('no licence');
			const [event] = await stage.events('unlicensed_notify', 1);
			expect(fieldIn(event, 'FromUserName')).toBe(stage.userId(1));
			await expect(stage.actions.logInMiniProgram(visit)).rejects.toThrow('no licence');
			await stage.events('unlicensed_notify', 2);
			await stage.actions.openBusinessSettings({ suiteId, corpId: corpid });
			await give(1);
			await stage.actions.login(visit);
			await stage.actions.changeScope({ suiteId, corpId: corpid, allow: { users: [] } });
			const other = { ...visit, userId: stage.userId(2) };
			await expect(stage.actions.login(other)).rejects.toThrow('no licence');
			await new Promise((resolve) => setTimeout(resolve, 50));
			await stage.events('unlicensed_notify', 2);
		});
	});

	describe('that activate themselves', () => {
		const set = async (auto_active_status: number) =>
			await stage.errcode('license/set_auto_active_status', { corpid, auto_active_status });

		it('are switched on for a company that has bought, also when it got its money back', async () => {
			const get = async () => await stage.post('license/get_auto_active_status', { corpid });
			expect(await set(1)).toBe(701071);
			expect((await get()).errcode).toBe(701071);
			await stage.actions.orderLicences({ corpId: corpid, paid: false });
			expect(await set(1)).toBe(701071);
			const { orderId } = await stage.actions.orderLicences({ corpId: corpid });
			await stage.actions.refundLicenceOrder({ orderId });
			expect((await get()).auto_active_status).toBe(0);
			expect(await set(1)).toBe(0);
			expect((await get()).auto_active_status).toBe(1);
			expect(await set(2)).toBe(701070);
		});

		it('go to members who are sent a message, all in one event', async () => {
			const codes = await buy({ base: 2 });
			await stage.actions.requireLicences({ corpId: corpid });
			expect((await send(1, 2)).errcode).toBe(81013);
			await set(1);
			expect((await send(1, 2, 3)).unlicenseduser).toBe(stage.userId(3));
			const [event] = await stage.events('auto_activate', 1);
			expect(fieldIn(event, 'Scene')).toBe('2');
			expect([...event.matchAll(/<AccountList>/g)]).toHaveLength(2);
			for (const code of codes) {
				expect(event).toContain(code);
			}
			expect(fieldIn(event, 'PreviousStatus')).toBe('1');
			expect(event).not.toContain('PreviousActiveCode');
			expect((await info(codes[0])).userid).toBe(stage.userId(1));
		});

		it('go to a member who comes, after the last one or in its last seven days', async () => {
			await buy({ base: 3 });
			await stage.actions.requireLicences({ corpId: corpid });
			await set(1);
			const visit = async (index: number) =>
				await stage.actions.login({
					suiteId: stage.stage.suite.suiteId,
					corpId: corpid,
					userId: stage.userId(index),
				});
			const { code: old } = await give(1, { days: 6 });
			await give(2, { days: 20 });
			await visit(1);
			await visit(2);
			const [event] = await stage.events('auto_activate', 1);
			expect(fieldIn(event, 'Scene')).toBe('1');
			expect(fieldIn(event, 'UserId')).toBe(stage.userId(1));
			expect(fieldIn(event, 'PreviousStatus')).toBe('2');
			expect(fieldIn(event, 'PreviousActiveCode')).toBe(old);
			await stage.pass(40);
			await visit(2);
			const [, second] = await stage.events('auto_activate', 2);
			expect(fieldIn(second, 'PreviousStatus')).toBe('3');
		});

		it('wait for another member from the day after theirs has gone', async () => {
			const [code] = await buy({ months: 12 });
			await set(1);
			await activate(code, 1);
			stage.stage.corp.members.splice(1, 1);
			expect((await info(code)).status).toBe(2);
			await stage.pass(1);
			expect((await info(code)).status).toBe(4);
		});
	});

	it('for nothing are no longer given, unless somebody brings the policy back', async () => {
		const ask = async () => await stage.post('license/support_policy_query', { corpid });
		expect((await ask()).errcode).toBe(701112);
		await stage.actions.openSupportPolicy({ corpId: corpid, reasons: [701090, 701091] });
		expect(await ask()).toMatchObject({
			query_result: 0,
			unsatisfied_reason: [701090, 701091],
		});
		expect((await ask()).errcode).toBe(45009);
		await stage.pass(30);
		expect((await ask()).errcode).toBe(0);
	});

	it('go away with a refund of what they were bought by', async () => {
		const { orderId, codes } = await stage.actions.orderLicences({ corpId: corpid });
		await activate(codes[0], 1);
		await stage.actions.requireLicences({ corpId: corpid });
		expect((await send(1)).errcode).toBe(0);
		await stage.actions.refundLicenceOrder({ orderId });
		expect((await send(1)).errcode).toBe(81013);
		const by = { corpid, active_code: codes[0] };
		expect(await stage.errcode('license/get_active_info_by_code', by)).toBe(701021);
	});
});
