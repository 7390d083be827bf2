import { Stage, type Json } from './stage';

let stage: Stage;
let token: { provider_access_token: string };
let company: string;
beforeEach(async () => {
	stage = await Stage.open();
	const { corpId, providerSecret } = stage.simulator.world.provider;
	const answer = await stage.post(
		'service/get_provider_token',
		{},
		{ corpid: corpId, provider_secret: providerSecret },
	);
	token = { provider_access_token: String(answer.provider_access_token) };
	company = stage.corp.corpId;
});
afterEach(async () => await stage.close());

const post = async (path: string, body: Json) =>
	await stage.post(`service/contact/${path}`, token, { auth_corpid: company, ...body });
const usersIn = (answer: Json) =>
	(answer.query_result as { user: { userid: string[] } }).user.userid;
const partiesIn = (answer: Json) =>
	(answer.query_result as { party: { department_id: number[] } }).party.department_id;

describe('a provider that searches contacts', () => {
	it('finds what its apps see, members and departments', async () => {
		await stage.install();
		expect(usersIn(await post('search', { query_word: 'member 1' }))).toHaveLength(2);
		const both = await post('search', { query_word: '测试' });
		expect([usersIn(both), partiesIn(both)]).toEqual([[], [4]]);
		expect(partiesIn(await post('search', { query_word: '测试', query_type: 1 }))).toEqual([]);
		expect(usersIn(await post('search', { query_word: 'member 1', query_type: 2 }))).toEqual([]);
	});

	it('finds the whole name where it asks for that', async () => {
		await stage.install();
		const exact = await post('search', { query_word: 'member 1', full_match_field: 1 });
		expect(usersIn(exact)).toEqual([stage.corp.members[0].userId]);
	});

	it('finds nobody out of sight, of all its apps or of the one it names', async () => {
		const [first, second] = stage.corp.members;
		const { agentId } = await stage.install(stage.suite, stage.corp, { users: [first.userId] });
		const other = stage.suiteNamed('ww00000000000000b2');
		await stage.install(other, stage.corp, { users: [second.userId] });
		const all = await post('search', { query_word: 'e', query_type: 1 });
		expect(usersIn(all)).toEqual([first.userId]);
		expect(usersIn(await post('search', { query_word: '成员', agentid: 0 }))).toEqual([
			second.userId,
		]);
		expect(usersIn(await post('search', { query_word: '成员', agentid: agentId }))).toEqual([]);
		expect((await post('search', { query_word: 'e', agentid: 1 })).errcode).toBe(40056);
	});

	it('reads on with the cursor until the last page', async () => {
		await stage.install();
		const first = await post('search', { query_word: 'm', query_type: 1, limit: 4 });
		expect(first).toMatchObject({ is_last: false });
		const second = await post('search', {
			query_word: 'm',
			query_type: 1,
			limit: 4,
			cursor: first.next_cursor,
		});
		expect(second).toMatchObject({ is_last: true, next_cursor: '' });
		expect(new Set([...usersIn(first), ...usersIn(second)]).size).toBe(6);
	});

	it('asks several at once', async () => {
		await stage.install();
		const list = [{ query_word: 'member 3', query_type: 1 }, { query_word: 'nobody' }];
		const { query_result_list: results } = await post('batchsearch', { query_request_list: list });
		const all = results as Json[];
		expect(all.map(({ query_request: request }) => request)).toEqual(list);
		expect(all.map(usersIn)).toEqual([[stage.corp.members[2].userId], []]);
	});

	it('is refused where it has no app, and where there is no company', async () => {
		expect((await post('search', { query_word: 'a' })).errcode).toBe(48001);
		expect((await post('search', { query_word: 'a', auth_corpid: 'wpNobody' })).errcode).toBe(
			40013,
		);
	});
});

describe('a provider that sorts members', () => {
	it('gets them by name or alias, up or down', async () => {
		await stage.install();
		const [one, two, three] = stage.corp.members;
		Object.assign(one, { name: 'B', alias: '1' });
		Object.assign(two, { name: 'A', alias: '2' });
		Object.assign(three, { name: 'B', alias: '3' });
		const useridlist = [one.userId, two.userId, three.userId];
		const sorted = async (sort_options?: Json[]) =>
			((await post('sort', { useridlist, sort_options })).useridlist as string[]).map((id) =>
				useridlist.indexOf(id),
			);
		expect(await sorted()).toEqual([1, 0, 2]);
		const down = { sort_field: 1, sort_type: 1 };
		expect(await sorted([down])).toEqual([2, 1, 0]);
		expect(await sorted([{ sort_field: 0, sort_type: 0 }, down])).toEqual([1, 2, 0]);
	});

	it('is refused for somebody out of sight', async () => {
		await stage.install(stage.suite, stage.corp, { users: [stage.corp.members[0].userId] });
		const useridlist = [stage.corp.members[1].userId];
		expect((await post('sort', { useridlist })).errcode).toBe(60011);
	});
});

describe('a provider that translates files', () => {
	const upload = async () => {
		const body = new FormData();
		body.append('media', new Blob(['userid,name']), 'list.csv');
		const address = stage.address('service/media/upload', { ...token, type: 'file' });
		const response = await fetch(address, { method: 'POST', body });
		return ((await response.json()) as Json).media_id;
	};

	it('gets an address when the job is done', async () => {
		await stage.install();
		const { jobid } = await post('id_translate', { media_id_list: [await upload()] });
		const result = async () =>
			await stage.get('service/batch/getresult', { ...token, jobid: String(jobid) });
		expect(await result()).toMatchObject({ errcode: 0, status: 2 });
		await stage.simulator.actions.moveClock({ seconds: 2 });
		expect(await result()).toMatchObject({
			status: 3,
			result: { contact_id_translate: { url: expect.stringContaining('http') as string } },
		});
	});

	it('is refused for a file that is not its own, and for several without a name', async () => {
		await stage.install();
		expect((await post('id_translate', { media_id_list: ['nothing'] })).errcode).toBe(40007);
		const two = [await upload(), await upload()];
		expect((await post('id_translate', { media_id_list: two })).errcode).toBe(40058);
		const named = { media_id_list: two, output_file_name: 'all' };
		expect((await post('id_translate', named)).errcode).toBe(0);
		const unknown = await stage.get('service/batch/getresult', { ...token, jobid: 'nothing' });
		expect(unknown.errcode).toBe(40058);
	});
});
