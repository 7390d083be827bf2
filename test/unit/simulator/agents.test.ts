import { Stage, type Json } from './stage';

describe('agents', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
	});
	afterEach(async () => await stage.close());

	const asApp = async (suiteId: string) => {
		const { accessToken, agentId } = await stage.install(stage.suiteNamed(suiteId));
		return { token: { access_token: accessToken }, agentid: String(agentId), agentId };
	};
	const asOwnApp = async () => {
		const { plainCorpId: corpid, ownApps } = stage.corp;
		const answer = await stage.get('gettoken', { corpid, corpsecret: ownApps[0].secret });
		const { agentId } = ownApps[0];
		return {
			token: { access_token: String(answer.access_token) },
			agentid: String(agentId),
			agentId,
		};
	};

	it('show themselves and nobody else', async () => {
		const { token, agentid, agentId } = await asApp('dk00000000000000c1');
		expect(await stage.get('agent/get', { ...token, agentid })).toMatchObject({
			agentid: agentId,
			allow_partys: { partyid: [1] },
			close: 0,
			customized_publish_status: 2,
		});
		expect((await stage.get('agent/get', { ...token, agentid: '1' })).errcode).toBe(301002);
		expect((await stage.get('agent/get', token)).errcode).toBe(41011);
		expect((await stage.get('agent/get', { ...token, agentid: 'x' })).errcode).toBe(40058);
		expect((await stage.get('agent/list', token)).agentlist).toHaveLength(1);
		expect(await stage.post('agent/get_permissions', token, {})).toMatchObject({
			app_permissions: expect.arrayContaining(['contact:sensitive:user_name']),
		});
		expect(await stage.post('agent/get_admin_list', token, {})).toMatchObject({
			admin: [{ userid: stage.corp.adminUserId, auth_type: 1 }],
		});
	});

	it('are set where they are own apps or old suites, not where they are single apps', async () => {
		const single = await asApp('ww00000000000000b1');
		const body = { agentid: single.agentId, name: 'x' };
		expect((await stage.post('agent/set', single.token, body)).errcode).toBe(48002);
		for (const app of [await asOwnApp(), await asApp('tj00000000000000e1')]) {
			const change = { agentid: app.agentId, name: 'Renamed', isreportenter: 1 };
			expect((await stage.post('agent/set', app.token, change)).errcode).toBe(0);
			const { token, agentid } = app;
			expect(await stage.get('agent/get', { ...token, agentid })).toMatchObject({
				name: 'Renamed',
				isreportenter: 1,
			});
			const short = { agentid: app.agentId, description: 'abc' };
			expect((await stage.post('agent/set', app.token, short)).errcode).toBe(45004);
		}
	});

	it('have a menu of two levels', async () => {
		const { token, agentid } = await asOwnApp();
		const query = { ...token, agentid };
		const create = async (button: unknown) =>
			(await stage.post('menu/create', query, { button })).errcode;
		expect((await stage.get('menu/get', query)).errcode).toBe(46003);
		const click = { type: 'click', name: '点我', key: 'K' };
		const nested = {
			name: 'More',
			sub_button: [click, { type: 'view', name: 'W', url: 'https://a' }],
		};
		expect(await create([click, nested])).toBe(0);
		expect((await stage.get('menu/get', query)).button).toEqual([click, nested]);
		expect(await create([])).toBe(40063);
		expect(await create([click, click, click, click])).toBe(40016);
		expect(await create([{ name: 'x' }])).toBe(40017);
		expect(await create([{ ...click, type: 'pigeon' }])).toBe(40017);
		expect(await create([{ ...click, name: '一二三四五六' }])).toBe(40018);
		expect(await create([{ type: 'click', name: 'x' }])).toBe(40019);
		expect(await create([{ type: 'view', name: 'x', url: 'a' }])).toBe(40055);
		expect(await create([{ name: 'x', sub_button: [nested] }])).toBe(40058);
		expect((await stage.get('menu/delete', query)).errcode).toBe(0);
		expect((await stage.get('menu/get', query)).errcode).toBe(46003);
		const single = await asApp('ww00000000000000b1');
		const denied = { ...single.token, agentid: single.agentid };
		expect((await stage.get('menu/get', denied)).errcode).toBe(48002);
	});

	it('show data on the workbench once a template is set', async () => {
		const { token, agentId: agentid } = await asApp('ww00000000000000b1');
		const userid = stage.corp.adminUserId;
		const call = async (path: string, body: Json) =>
			await stage.post(`agent/${path}`, token, { agentid, ...body });
		const keydata = { items: [{ key: 'k', data: '1' }] };
		const data = { userid, type: 'keydata', keydata };
		expect((await call('set_workbench_data', data)).errcode).toBe(94008);
		expect((await call('set_workbench_template', { type: 'keydata' })).errcode).toBe(94002);
		const template = { type: 'keydata', keydata };
		expect((await call('set_workbench_template', template)).errcode).toBe(0);
		expect(await call('get_workbench_template', {})).toMatchObject({ type: 'keydata', keydata });
		expect((await call('set_workbench_data', data)).errcode).toBe(0);
		expect((await call('get_workbench_data', { userid })).data).toMatchObject({ keydata });
		for (let count = 0; count < 8; count += 1) {
			expect((await call('set_workbench_data', data)).errcode).toBe(0);
		}
		expect((await call('set_workbench_data', data)).errcode).toBe(45009);
	});

	it('get a ticket per company and one per app, the same until it expires', async () => {
		const one = await asApp('ww00000000000000b1');
		const two = await asApp('ww00000000000000b2');
		const corp = async (token: { access_token: string }) =>
			(await stage.get('get_jsapi_ticket', token)).ticket;
		const agent = async (token: { access_token: string }) =>
			(await stage.get('ticket/get', { ...token, type: 'agent_config' })).ticket;
		expect(await corp(one.token)).toBe(await corp(two.token));
		expect(await agent(one.token)).not.toBe(await agent(two.token));
		expect(await agent(one.token)).toBe(await agent(one.token));
		const wrong = await stage.get('ticket/get', { ...one.token, type: 'wx_card' });
		expect(wrong.errcode).toBe(91040);
	});

	it('learn the addresses of the platform', async () => {
		const { token } = await asApp('ww00000000000000b1');
		expect((await stage.get('getcallbackip', token)).ip_list).toEqual(['127.0.0.1']);
	});

	it('get the documented answer where no state is kept', async () => {
		const { token } = await asOwnApp();
		const rooms = await stage.post('oa/meetingroom/list', token, {});
		expect(rooms).toMatchObject({ errcode: 0, meetingroom_list: [] });
		const calendar = await stage.post('oa/calendar/get', token, {});
		expect(calendar.errcode).toBe(40058);
		expect(calendar.errmsg).toContain('"cal_id_list"');
	});

	it('may call only what is open to their kind', async () => {
		const { token } = await asApp('ww00000000000000b1');
		expect((await stage.post('security/trustdevice/import', token, {})).errcode).toBe(48002);
		const scope = { agentid: 1000002, allow_party: [1] };
		expect((await stage.post('agent/set_scope', token, scope)).errcode).toBe(48002);
	});
});
