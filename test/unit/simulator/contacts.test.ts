import { Stage, type Json } from './stage';

/** Tokens of the apps that look at the same company in different ways. */
interface Views {
	standard: { access_token: string };
	writer: { access_token: string };
	own: { access_token: string };
	sync: { access_token: string };
}

describe('contacts', () => {
	let stage: Stage;
	let views: Views;

	beforeEach(async () => {
		stage = await Stage.open();
		const { plainCorpId, ownApps } = stage.corp;
		const tokenOf = async (secret: string) => ({
			access_token: String(
				(await stage.get('gettoken', { corpid: plainCorpId, corpsecret: secret })).access_token,
			),
		});
		const standard = await stage.install();
		const writer = await stage.install(stage.suiteNamed('ww00000000000000d1'));
		views = {
			standard: { access_token: standard.accessToken },
			writer: { access_token: writer.accessToken },
			own: await tokenOf(ownApps[0].secret),
			sync: await tokenOf(ownApps[1].secret),
		};
	});
	afterEach(async () => await stage.close());

	const changeScope = async (allow: {
		users?: string[];
		departments?: number[];
		tags?: number[];
	}) =>
		await stage.simulator.actions.changeScope({
			suiteId: stage.suite.suiteId,
			corpId: stage.corp.corpId,
			allow,
		});
	const idsIn = (answer: Json, list: string, name: string) =>
		(answer[list] as Json[]).map((item) => item[name]);

	describe('members', () => {
		it('are shown to a third-party app without names, by encrypted ids that mind their case', async () => {
			const [member] = stage.corp.members;
			const shown = await stage.get('user/get', { ...views.standard, userid: member.userId });
			expect(shown).toMatchObject({
				errcode: 0,
				userid: member.userId,
				open_userid: member.userId,
				name: member.userId,
			});
			expect(shown).not.toHaveProperty('mobile');
			for (const userid of [member.plainUserId, member.userId.toLowerCase()]) {
				expect((await stage.get('user/get', { ...views.standard, userid })).errcode).toBe(60111);
			}
		});

		it('are shown to an own app by plain ids in any case, with names', async () => {
			const [member] = stage.corp.members;
			const userid = member.plainUserId.toUpperCase();
			const shown = await stage.get('user/get', { ...views.own, userid });
			expect(shown).toMatchObject({ userid: member.plainUserId, name: member.name });
			expect(shown).not.toHaveProperty('open_userid');
		});

		it('are refused outside the visible range and when their licence is missing', async () => {
			const [, inside, outside] = stage.corp.members;
			await changeScope({ users: [inside.userId] });
			const get = async (userid: string) =>
				(await stage.get('user/get', { ...views.standard, userid })).errcode;
			expect(await get(inside.userId)).toBe(0);
			expect(await get(outside.userId)).toBe(60011);
			const { corpId } = stage.corp;
			await stage.simulator.actions.requireLicences({ corpId });
			expect(await get(inside.userId)).toBe(701099);
			await stage.simulator.actions.activateLicence({ corpId, userId: inside.userId });
			expect(await get(inside.userId)).toBe(0);
			await stage.simulator.actions.moveClock({ seconds: 32 * 86_400 });
			const { accessToken } = await stage.install();
			await changeScope({ users: [inside.userId] });
			const late = { access_token: accessToken, userid: inside.userId };
			expect((await stage.get('user/get', late)).errcode).toBe(701099);
		});

		it('are listed by department, with and without what is below', async () => {
			const list = async (query: Record<string, string>) =>
				idsIn(await stage.get('user/simplelist', { ...views.own, ...query }), 'userlist', 'userid');
			const direct = await list({ department_id: '2' });
			const all = await list({ department_id: '2', fetch_child: '1' });
			const below = stage.corp.members.filter(({ departments }) => departments.includes(4));
			expect(all).toHaveLength(direct.length + below.length);
			const unknown = await stage.get('user/list', { ...views.own, department_id: '99' });
			expect(unknown.errcode).toBe(60123);
			await changeScope({ departments: [3] });
			const unseen = await stage.get('user/list', { ...views.standard, department_id: '2' });
			expect(unseen.errcode).toBe(60011);
		});

		it('are created, changed and deleted by whoever may write, and by nobody else', async () => {
			const body = {
				userid: 'newcomer',
				name: '新成员',
				mobile: '+86 10000000001',
				department: [2, 3],
			};
			expect((await stage.post('user/create', views.standard, body)).errcode).toBe(48002);
			expect((await stage.post('user/create', views.own, body)).errcode).toBe(48002);
			expect((await stage.post('user/create', views.sync, body)).errcode).toBe(0);
			const again = { ...body, userid: 'NEWCOMER', mobile: '1' };
			expect((await stage.post('user/create', views.sync, again)).errcode).toBe(60102);
			const other = { ...body, userid: 'second' };
			expect((await stage.post('user/create', views.sync, other)).errcode).toBe(60104);
			const silent = { userid: 'third', name: 'x', department: [1] };
			expect((await stage.post('user/create', views.sync, silent)).errcode).toBe(60129);
			const odd = { userid: 'newcomer', department: [1], is_leader_in_dept: [1, 0] };
			expect((await stage.post('user/update', views.sync, odd)).errcode).toBe(60132);

			const change = {
				userid: 'newcomer',
				name: 'Renamed',
				department: [4],
				is_leader_in_dept: [1],
			};
			expect((await stage.post('user/update', views.writer, change)).errcode).toBe(0);
			const shown = await stage.get('user/get', { ...views.own, userid: 'newcomer' });
			expect(shown).toMatchObject({ name: 'Renamed', department: [4], is_leader_in_dept: [1] });

			const gone = { ...views.sync, userid: 'newcomer' };
			expect((await stage.get('user/delete', gone)).errcode).toBe(0);
			expect((await stage.get('user/delete', gone)).errcode).toBe(60111);
			const admin = { useridlist: [stage.corp.adminUserId] };
			expect((await stage.post('user/batchdelete', views.sync, admin)).errcode).toBe(301005);
		});

		it('bring their departments along when those do not exist', async () => {
			const body = { userid: 'x1', name: 'x', email: 'x1@example.com', department: [77] };
			expect(await stage.post('user/create', views.sync, body)).toMatchObject({
				created_department_list: { department_info: [{ id: 77 }] },
			});
		});

		it('come in pages to those who may write', async () => {
			expect((await stage.post('user/list_id', views.standard, {})).errcode).toBe(48002);
			const seen: unknown[] = [];
			let cursor = '';
			let pages = 0;
			do {
				const page = await stage.post('user/list_id', views.writer, { cursor, limit: 5 });
				seen.push(...idsIn(page, 'dept_user', 'open_userid'));
				cursor = String(page.next_cursor);
				pages += 1;
			} while (cursor !== '');
			expect(pages).toBe(3);
			expect(seen).toEqual(stage.corp.members.map(({ userId }) => userId));
			const wrong = await stage.post('user/list_id', views.writer, { cursor: '!' });
			expect(wrong.errcode).toBe(50100);
		});

		it('are found by mobile, e-mail and openid, and by their plain ids', async () => {
			const [member] = stage.corp.members;
			Object.assign(member, { mobile: '10000000009', email: 'one@example.com' });
			const { standard } = views;
			const userid = member.userId;
			expect(await stage.post('user/getuserid', standard, { mobile: '10000000009' })).toMatchObject(
				{
					userid,
				},
			);
			const byMail = { email: 'ONE@example.com', email_type: 2 };
			expect(await stage.post('user/get_userid_by_email', standard, byMail)).toMatchObject({
				userid,
			});
			const { openid } = await stage.post('user/convert_to_openid', standard, { userid });
			expect(await stage.post('user/convert_to_userid', standard, { openid })).toMatchObject({
				userid,
			});
			const plain = { userid_list: [member.plainUserId, 'nobody'] };
			expect(await stage.post('batch/userid_to_openuserid', standard, plain)).toMatchObject({
				open_userid_list: [{ userid: member.plainUserId, open_userid: userid }],
				invalid_userid_list: ['nobody'],
			});
			expect((await stage.post('user/getuserid', standard, { mobile: '19999999' })).errcode).toBe(
				60146,
			);
		});
	});

	describe('the contact-write authorisation', () => {
		it('may call what its page lists and nothing else', async () => {
			const [{ userId: userid }] = stage.corp.members;
			expect((await stage.get('user/get', { ...views.writer, userid })).errcode).toBe(48008);
			expect((await stage.get('department/list', views.writer)).errcode).toBe(48008);
			expect((await stage.get('department/simplelist', views.writer)).errcode).toBe(0);
		});
	});

	describe('departments', () => {
		const create = async (body: Json) => await stage.post('department/create', views.sync, body);

		it('are created under a parent, with a name of their own', async () => {
			expect(await create({ name: '新部门', parentid: 2 })).toMatchObject({ errcode: 0, id: 5 });
			expect((await create({ name: '新部门', parentid: 2 })).errcode).toBe(60008);
			expect((await create({ name: '新部门', parentid: 3 })).errcode).toBe(0);
			expect((await create({ name: 'x', parentid: 99 })).errcode).toBe(60004);
			expect((await create({ name: 'a*b', parentid: 1 })).errcode).toBe(60009);
			expect((await create({ name: 'x'.repeat(65), parentid: 1 })).errcode).toBe(60001);
			expect((await create({ name: 'y', parentid: 1, id: 5 })).errcode).toBe(60008);
		});

		it('are at most fifteen deep', async () => {
			let parentid = 1;
			for (let depth = 2; depth <= 15; depth += 1) {
				parentid = Number((await create({ name: `level ${depth}`, parentid })).id);
			}
			expect((await create({ name: 'too deep', parentid })).errcode).toBe(81002);
		});

		it('move anywhere but below themselves', async () => {
			const move = async (id: number, parentid: number) =>
				(await stage.post('department/update', views.sync, { id, parentid })).errcode;
			expect(await move(2, 4)).toBe(60010);
			expect(await move(4, 3)).toBe(0);
			expect(await move(1, 2)).toBe(60007);
			expect(await move(99, 1)).toBe(60123);
		});

		it('are deleted when nobody and nothing is in them', async () => {
			const remove = async (id: number) =>
				(await stage.get('department/delete', { ...views.sync, id: String(id) })).errcode;
			expect(await remove(1)).toBe(60007);
			expect(await remove(2)).toBe(60006);
			expect(await remove(3)).toBe(60005);
			const { id } = await create({ name: 'empty', parentid: 1 });
			expect(await remove(Number(id))).toBe(0);
			expect(await remove(Number(id))).toBe(60123);
		});

		it('are listed as far as the app sees, by id alone to third-party apps', async () => {
			const list = async (view: Record<string, string>, query = {}) =>
				await stage.get('department/list', { ...view, ...query });
			expect(idsIn(await list(views.own), 'department', 'name')).toContain('研发部');
			const bare = await list(views.standard, { id: '2' });
			expect(bare.department).toEqual([
				{ id: 2, name: '2', parentid: 1, order: 3 },
				{ id: 4, name: '4', parentid: 2, order: 1 },
			]);
			await changeScope({ departments: [4] });
			expect(idsIn(await list(views.standard), 'department', 'id')).toEqual([4]);
			expect((await list(views.standard, { id: '2' })).errcode).toBe(60011);
			const one = await stage.get('department/get', { ...views.standard, id: '4' });
			expect(one.department).toMatchObject({ id: 4 });
			const ids = await stage.get('department/simplelist', { ...views.standard, id: '4' });
			expect(ids.department_id).toEqual([{ id: 4, parentid: 2, order: 1 }]);
		});
	});

	describe('tags', () => {
		it('are made, filled and emptied by the app that owns them', async () => {
			const { standard } = views;
			const [one, two] = stage.corp.members;
			const { tagid } = await stage.post('tag/create', standard, { tagname: '测试标签' });
			expect((await stage.post('tag/create', standard, { tagname: '测试标签' })).errcode).toBe(
				40071,
			);
			const added = { tagid, userlist: [one.userId, two.userId, 'nobody'], partylist: [2, 99] };
			expect(await stage.post('tag/addtagusers', standard, added)).toMatchObject({
				invalidlist: 'nobody',
				invalidparty: [99],
			});
			const query = { ...standard, tagid: String(tagid) };
			expect(await stage.get('tag/get', query)).toMatchObject({
				tagname: '测试标签',
				userlist: [{ userid: one.userId }, { userid: two.userId }],
				partylist: [2],
			});
			const removed = { tagid, userlist: [one.userId] };
			expect((await stage.post('tag/deltagusers', standard, removed)).errcode).toBe(0);
			expect(idsIn(await stage.get('tag/get', query), 'userlist', 'userid')).toEqual([two.userId]);
			const nobody = { tagid, userlist: ['nobody'] };
			expect((await stage.post('tag/addtagusers', standard, nobody)).errcode).toBe(40070);
			expect((await stage.post('tag/addtagusers', standard, { tagid })).errcode).toBe(40035);

			const rename = { tagid, tagname: 'Renamed' };
			expect((await stage.post('tag/update', views.own, rename)).errcode).toBe(81011);
			expect((await stage.post('tag/update', standard, rename)).errcode).toBe(0);
			expect(idsIn(await stage.get('tag/list', views.own), 'taglist', 'tagname')).toContain(
				'Renamed',
			);
			expect((await stage.get('tag/delete', { ...views.own, tagid: String(tagid) })).errcode).toBe(
				81011,
			);
			expect((await stage.get('tag/delete', query)).errcode).toBe(0);
			expect((await stage.get('tag/get', query)).errcode).toBe(40068);
		});

		it('of others are seen only inside the scope', async () => {
			await changeScope({ tags: [1] });
			const { standard } = views;
			expect(idsIn(await stage.get('tag/list', standard), 'taglist', 'tagid')).toEqual([1]);
			expect((await stage.get('tag/get', { ...standard, tagid: '2' })).errcode).toBe(60011);
		});
	});
});
