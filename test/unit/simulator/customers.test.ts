import { Stage, type Json } from './stage';

describe('customers', () => {
	let stage: Stage;
	let standard: { access_token: string };
	let own: { access_token: string };

	beforeEach(async () => {
		stage = await Stage.open();
		const { plainCorpId, ownApps } = stage.corp;
		const query = { corpid: plainCorpId, corpsecret: ownApps[0].secret };
		own = { access_token: String((await stage.get('gettoken', query)).access_token) };
		standard = { access_token: (await stage.install()).accessToken };
	});
	afterEach(async () => await stage.close());

	describe('tags', () => {
		const list = async (body: Json = {}) =>
			(await stage.post('externalcontact/get_corp_tag_list', standard, body)).tag_group as Json[];
		const namesIn = (groups: Json[]) =>
			groups.map(({ tag }) => (tag as Json[]).map(({ name }) => name));
		const create = async (body: Json) =>
			await stage.post('externalcontact/add_corp_tag', standard, body);

		it('are listed by group, the largest order first, and by what is asked for', async () => {
			const [group] = await list();
			expect(namesIn([group])).toEqual([['Gold', 'Silver']]);
			const [, silver] = group.tag as Json[];
			expect(namesIn(await list({ tag_id: [silver.id] }))).toEqual([['Silver']]);
			// A group decides, whatever tags are named beside it.
			expect(namesIn(await list({ tag_id: [silver.id], group_id: [group.group_id] }))).toEqual([
				['Gold', 'Silver'],
			]);
		});

		it('go into a new group, or into the one that has the name', async () => {
			const first = await create({
				group_name: 'Source',
				tag: [{ name: 'Fair' }, { name: 'Fair' }],
			});
			expect(namesIn([first.tag_group as Json])).toEqual([['Fair']]);
			await create({ group_name: 'Source', tag: [{ name: 'Web', order: 5 }] });
			const groups = await list();
			expect(namesIn(groups.filter(({ group_name: name }) => name === 'Source'))).toEqual([
				['Web', 'Fair'],
			]);
			const again = await create({ group_name: 'Source', tag: [{ name: 'Web' }] });
			expect(again.errcode).toBe(40071);
		});

		it('are changed and deleted by the app that made them, and go with their group', async () => {
			const { tag_group: made } = await create({ group_name: 'Source', tag: [{ name: 'Fair' }] });
			const [{ id }] = (made as { tag: Json[] }).tag;
			const change = async (token: typeof own) =>
				(await stage.post('externalcontact/edit_corp_tag', token, { id, name: 'Market' })).errcode;
			expect(await change(own)).toBe(81011);
			expect(await change(standard)).toBe(0);
			const remove = async (tag: unknown) =>
				(await stage.post('externalcontact/del_corp_tag', standard, { tag_id: [tag] })).errcode;
			expect(await remove(id)).toBe(0);
			expect(await remove(id)).toBe(40068);
			expect((await list()).map(({ group_name: name }) => name)).toEqual(['Level']);
		});
	});

	describe('customer service', () => {
		it('has accounts that come, change and go', async () => {
			const added = await stage.post('kf/account/add', standard, { name: 'Help', media_id: 'M1' });
			const account = { open_kfid: added.open_kfid };
			await stage.post('kf/account/update', standard, { ...account, name: 'Support' });
			const names = async (page: Json = {}) =>
				((await stage.post('kf/account/list', standard, page)).account_list as Json[]).map(
					({ name }) => name,
				);
			expect(await names()).toEqual(['Demo Service', 'Support']);
			expect(await names({ offset: 1, limit: 1 })).toEqual(['Support']);
			expect((await stage.post('kf/account/del', standard, account)).errcode).toBe(0);
			expect((await stage.post('kf/account/del', standard, account)).errcode).toBe(95004);
		});

		it('tells for each agent whether something has changed', async () => {
			const [{ openKfid }] = stage.corp.customerServiceAccounts;
			const [, second] = stage.corp.members;
			const body = {
				open_kfid: openKfid,
				userid_list: [second.userId, 'nobody'],
				department_id_list: [2],
			};
			const results = async (path: string) =>
				((await stage.post(path, standard, body)).result_list as Json[]).map(
					({ errcode, errmsg }) => [errcode, errmsg],
				);
			const unknown = [60111, 'userid not found'];
			const [success, ignored] = [
				[0, 'success'],
				[0, 'ignored'],
			];
			expect(await results('kf/servicer/add')).toEqual([success, unknown, success]);
			expect(await results('kf/servicer/add')).toEqual([ignored, unknown, ignored]);
			const listed = await stage.get('kf/servicer/list', { ...own, open_kfid: openKfid });
			expect(listed.servicer_list).toEqual([
				{ userid: 'member1', status: 0 },
				{ userid: 'member2', status: 0 },
				{ department_id: 2 },
			]);
			expect(await results('kf/servicer/del')).toEqual([success, unknown, success]);
		});
	});
});
