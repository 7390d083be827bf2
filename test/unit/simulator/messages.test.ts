import { Stage, type Installed, type Json } from './stage';

describe('messages', () => {
	let stage: Stage;
	let app: Installed;
	let byApp: { access_token: string };

	beforeEach(async () => {
		stage = await Stage.open();
		app = await stage.install();
		byApp = { access_token: app.accessToken };
	});
	afterEach(async () => await stage.close());

	const send = async (more: Json) =>
		await stage.post('message/send', byApp, {
			msgtype: 'text',
			agentid: app.agentId,
			text: { content: 'hello' },
			...more,
		});
	const sent = () => stage.simulator.messages;

	it('reach members, departments with all below, tags, and everybody', async () => {
		const { members } = stage.corp;
		const inDepartments = (...ids: number[]) =>
			members.filter(({ departments }) => ids.includes(departments[0])).map(({ userId }) => userId);
		await send({ touser: `${members[1].userId}| ${members[0].userId}` });
		expect(sent().at(-1)?.userIds).toEqual([members[0].userId, members[1].userId]);
		await send({ toparty: '2' });
		expect(sent().at(-1)?.userIds).toEqual(inDepartments(2, 4));
		await send({ totag: '2' });
		expect(sent().at(-1)?.userIds).toEqual(inDepartments(3));
		await send({ touser: '@all' });
		expect(sent().at(-1)?.userIds).toHaveLength(12);
	});

	it('name whom they did not reach, and fail when they reached nobody', async () => {
		const [member] = stage.corp.members;
		const partly = { touser: `${member.userId}|nobody|ghost`, toparty: '99', totag: '98' };
		expect(await send(partly)).toMatchObject({
			errcode: 0,
			invaliduser: 'nobody|ghost',
			invalidparty: '99',
			invalidtag: '98',
		});
		expect((await send({ touser: 'nobody' })).errcode).toBe(81013);
		expect((await send({})).errcode).toBe(82001);
		const many = Array(1001).fill(member.userId).join('|');
		expect((await send({ touser: many })).errcode).toBe(40058);
	});

	it('leave out members without a licence', async () => {
		const [one, two] = stage.corp.members;
		const { corpId } = stage.corp;
		await stage.simulator.actions.requireLicences({ corpId });
		await stage.simulator.actions.activateLicence({ corpId, userId: one.userId });
		const touser = `${one.userId}|${two.userId}`;
		expect(await send({ touser })).toMatchObject({ unlicenseduser: two.userId });
		expect((await send({ touser: two.userId })).errcode).toBe(81013);
	});

	it.each([
		['an agent that is not the token’s', { agentid: 1 }, 301002],
		['no agent', { agentid: undefined }, 41011],
		['an unknown type', { msgtype: 'carrier pigeon' }, 40008],
		['no content', { text: { content: ' ' } }, 44004],
		['no part for the type', { msgtype: 'markdown' }, 40058],
		['media the company does not have', { msgtype: 'image', image: { media_id: 'x' } }, 40007],
		[
			'nine articles',
			{ msgtype: 'news', news: { articles: Array(9).fill({ title: 'a' }) } },
			40035,
		],
		['a number where a text belongs', { text: { content: 5 } }, 40058],
	])('with %s are refused', async (_what, more, errcode) => {
		expect((await send({ touser: '@all', ...more })).errcode).toBe(errcode);
		expect(sent()).toHaveLength(0);
	});

	it('that are too long are cut, not refused', async () => {
		const text = { content: 'x'.repeat(5000) };
		expect((await send({ touser: '@all', text })).errcode).toBe(0);
	});

	it('sent twice within the interval arrive once, when asked to', async () => {
		const touser = stage.corp.adminUserId;
		const once = { touser, enable_duplicate_check: 1, duplicate_check_interval: 60 };
		await send(once);
		await send(once);
		expect(sent().map(({ userIds }) => userIds.length)).toEqual([1, 0]);
		await stage.simulator.actions.moveClock({ seconds: 61 });
		await send(once);
		expect(sent().at(-1)?.userIds).toHaveLength(1);
	});

	it('over thirty a minute to one member are dropped without a word', async () => {
		const touser = stage.corp.adminUserId;
		for (let count = 0; count < 31; count += 1) {
			expect((await send({ touser })).errcode).toBe(0);
		}
		expect(sent().at(29)?.userIds).toHaveLength(1);
		expect(sent().at(30)?.userIds).toHaveLength(0);
	});

	it('of one app reach 200 persons a day for each account and no more', async () => {
		const [member] = stage.corp.members;
		stage.corp.members.push(
			...Array.from({ length: 988 }, (_, index) => ({
				...member,
				userId: `woDEMOmore${index}`,
				plainUserId: `more${index}`,
			})),
		);
		for (let count = 0; count < 40; count += 1) {
			if (count === 30) {
				await stage.simulator.actions.moveClock({ seconds: 61 });
			}
			expect((await send({ touser: '@all' })).errcode).toBe(0);
		}
		expect(sent().at(-1)?.userIds).toHaveLength(1000);
		expect((await send({ touser: '@all' })).errcode).toBe(45009);
	});

	it('are recalled within a day by the app that sent them', async () => {
		const { msgid } = await send({ touser: '@all' });
		const recall = async (query: Record<string, string>) =>
			(await stage.post('message/recall', query, { msgid })).errcode;
		const other = await stage.install(stage.suiteNamed('ww00000000000000b2'));
		expect(await recall({ access_token: other.accessToken })).toBe(40058);
		expect(await recall(byApp)).toBe(0);
		expect(sent()[0].recalled).toBe(true);
		await stage.simulator.actions.moveClock({ seconds: 86_400 });
		const again = await stage.install();
		expect(await recall({ access_token: again.accessToken })).toBe(42052);
	});

	describe('that are cards', () => {
		const button = {
			card_type: 'button_interaction',
			main_title: { title: 'A question' },
			task_id: 'task-1',
			button_list: [{ text: 'Yes', key: 'yes', style: 9 }],
		};
		const sendCard = async (card: Json) =>
			await send({ touser: '@all', msgtype: 'template_card', template_card: card });
		const update = async (more: Json) =>
			await stage.post('message/update_template_card', byApp, {
				agentid: app.agentId,
				userids: [stage.corp.adminUserId],
				...more,
			});

		it('give a code that changes them once within 72 hours', async () => {
			const { response_code: code } = await sendCard(button);
			const change = { response_code: code, button: { replace_name: 'Done' } };
			expect(await update(change)).toMatchObject({ errcode: 0, invaliduser: [] });
			expect(sent()[0].updatedTo).toEqual({ replace_name: 'Done' });
			expect((await update(change)).errcode).toBe(60140);
			const { response_code: late } = await sendCard({ ...button, task_id: 'task-2' });
			await stage.simulator.actions.moveClock({ seconds: 72 * 3600 });
			byApp = { access_token: (await stage.install()).accessToken };
			const tooLate = { response_code: late, button: { replace_name: 'Done' } };
			expect((await update(tooLate)).errcode).toBe(60140);
		});

		it('are answered by members, whose event brings another code', async () => {
			await sendCard(button);
			const { suiteId } = stage.suite;
			const { corpId, adminUserId: userId } = stage.corp;
			await stage.simulator.actions.pressCard({
				...{ suiteId, corpId, userId },
				taskId: 'task-1',
				eventKey: 'yes',
				selected: { q1: ['o1', 'o2'] },
			});
			const code = /<ResponseCode><!\[CDATA\[(.*?)\]/.exec(stage.lastEvent())?.[1];
			expect(stage.lastEvent()).toContain(
				'<OptionIds><OptionId><![CDATA[o1]]></OptionId><OptionId><![CDATA[o2]]></OptionId></OptionIds>',
			);
			const card = { ...button, task_id: undefined, main_title: { title: 'Answered' } };
			expect((await update({ response_code: code, template_card: card })).errcode).toBe(0);
			expect(sent()[0].updatedTo).toMatchObject({ main_title: { title: 'Answered' } });
		});

		it.each([
			['the same task id again', {}, 42014],
			['no task id', { task_id: undefined }, 42014],
			['no title', { main_title: {}, task_id: 't' }, 42033],
			['no buttons', { button_list: [], task_id: 't' }, 42038],
			['a button without a key', { button_list: [{ text: 'x' }], task_id: 't' }, 42039],
			['a notice that links nowhere', { card_type: 'text_notice' }, 42045],
			[
				'a picture notice without a picture',
				{ card_type: 'news_notice', card_action: { type: 1, url: 'https://a' } },
				42044,
			],
			['a vote without options', { card_type: 'vote_interaction', task_id: 't' }, 42037],
			['a choice without selections', { card_type: 'multiple_interaction', task_id: 't' }, 42047],
			['an unknown type', { card_type: 'pigeon' }, 40058],
		])('with %s are refused', async (_what, more, errcode) => {
			await sendCard(button);
			expect((await sendCard({ ...button, ...more })).errcode).toBe(errcode);
		});

		it('need a callback URL to be answered at', async () => {
			const { plainCorpId: corpid, ownApps } = stage.corp;
			const own = await stage.get('gettoken', { corpid, corpsecret: ownApps[0].secret });
			byApp = { access_token: String(own.access_token) };
			app = { ...app, agentId: ownApps[0].agentId };
			expect((await sendCard(button)).errcode).toBe(43012);
		});
	});

	describe('in group chats', () => {
		it('go to the members of a chat that an own app made', async () => {
			const { plainCorpId: corpid, ownApps, members } = stage.corp;
			const own = await stage.get('gettoken', { corpid, corpsecret: ownApps[0].secret });
			const byOwn = { access_token: String(own.access_token) };
			const body = { name: 'Chat', userlist: ['member1', 'member2'], chatid: 'chat1' };
			expect((await stage.post('appchat/create', byApp, body)).errcode).toBe(48002);
			expect(await stage.post('appchat/create', byOwn, body)).toMatchObject({ chatid: 'chat1' });
			expect((await stage.post('appchat/create', byOwn, body)).errcode).toBe(86215);
			const lonely = { userlist: ['member1', 'MEMBER1'] };
			expect((await stage.post('appchat/create', byOwn, lonely)).errcode).toBe(86006);
			const strange = { userlist: ['member1', 'nobody'] };
			expect((await stage.post('appchat/create', byOwn, strange)).errcode).toBe(86007);
			const change = { chatid: 'chat1', add_user_list: ['member3'], owner: 'member3', name: 'New' };
			expect((await stage.post('appchat/update', byOwn, change)).errcode).toBe(0);
			expect((await stage.get('appchat/get', { ...byOwn, chatid: 'chat1' })).chat_info).toEqual({
				chatid: 'chat1',
				name: 'New',
				owner: 'member3',
				userlist: ['member1', 'member2', 'member3'],
			});
			const message = { chatid: 'chat1', msgtype: 'text', text: { content: 'hi' } };
			expect((await stage.post('appchat/send', byOwn, message)).errcode).toBe(0);
			const userIds = members.slice(0, 3).map(({ userId }) => userId);
			expect(sent().at(-1)).toMatchObject({ chatId: 'chat1', userIds });
			const nowhere = { ...message, chatid: 'chat2' };
			expect((await stage.post('appchat/send', byOwn, nowhere)).errcode).toBe(86003);
		});
	});
});
