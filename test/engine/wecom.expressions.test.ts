import { byId, form, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

/** How the simulator keeps a member. */
const idOf = (member: string) =>
	stage.corp.members.find(({ plainUserId }) => plainUserId === member)?.userId;

const people = ['member1', 'member2', 'member3', 'member4'];

describe.each(['legacy', 'vm'] as const)('expressions in the %s engine', (expressionEngine) => {
	/** What the platform was sent for each item, in their order, whichever ended first. */
	const send = async (parameters: Record<string, unknown>, items: Record<string, unknown>[]) => {
		const before = stage.simulator.messages.length;
		const { output, error } = await run(
			stage.app,
			{
				resource: 'message',
				operation: 'send',
				sendTo: 'member',
				requestOptions: { concurrency: 1 },
				...parameters,
			},
			{ input: items.map((json) => ({ json: json as never })), expressionEngine },
		);
		expect(error).toBeUndefined();
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		return stage.simulator.messages.slice(before);
	};

	it.each([
		['names a field', '={{ $json.text }}'],
		['names a field in brackets', '={{ $json["text"] }}'],
		['computes', '={{ $json.text.trim() }}'],
		['stands in a text', '={{ $json.text }}{{ "" }}'],
	])('give each item its own value where one %s', async (_what, content) => {
		const items = people.map((id) => ({ id, text: `To ${id}` }));
		const sent = await send({ member: byId('={{ $json.id }}'), content }, items);
		expect(sent.map(({ userIds, content: got }) => [userIds, got])).toEqual(
			items.map(({ id, text }) => [[idOf(id)], { content: text }]),
		);
	});

	it('give what n8n gives where an item has no such field, or no plain value in it', async () => {
		const items = [
			{ id: 'member1', text: 'first' },
			{ id: 'member2', text: null },
			{ id: 'member3' },
			{ id: 'member4', text: 12345 },
		];
		const { output } = await run(
			stage.app,
			{
				resource: 'message',
				operation: 'send',
				sendTo: 'member',
				member: byId('={{ $json.id }}'),
				content: '={{ $json.text }}',
			},
			{
				input: items.map((json) => ({ json: json as never })),
				settings: { onError: 'continueRegularOutput' },
				expressionEngine,
			},
		);
		expect(output.map(({ json }) => typeof json.msgid)).toEqual([
			'string',
			'undefined',
			'undefined',
			'string',
		]);
		expect(output[1]?.json.error).toContain("'Text' (text) is required");
		expect(output[2]?.json.error).toContain("'Text' (text) is required");
	});

	it('reach into lists and collections', async () => {
		const items = people.map((id, n) => ({
			id,
			title: `Title ${n}`,
			to: { url: [`https://example.com/${n}`] },
		}));
		const sent = await send(
			{
				member: byId('={{ $json.id }}'),
				messageType: 'news',
				articles: {
					item: [
						{ title: '={{ $json.title }}', url: '={{ $json.to.url[0] }}' },
						{ title: 'Always', url: 'https://example.com' },
					],
				},
				options: { translateIds: false, duplicateInterval: '={{ 60 * ($itemIndex + 1) }}' },
			},
			items,
		);
		expect(sent.map(({ content }) => content)).toEqual(
			items.map(({ title, to }) => ({
				articles: [
					expect.objectContaining({ title, url: to.url[0] }) as object,
					expect.objectContaining({ title: 'Always', url: 'https://example.com' }) as object,
				],
			})),
		);
	});

	it('fill a form, with lists and numbers of the item', async () => {
		const tags = ['One', 'Two', 'Three'].map((name, n) => ({
			name: `${name} ${expressionEngine}`,
			n,
		}));
		const created = await run(
			stage.app,
			{ resource: 'tag', operation: 'create', ...form({ tagname: '={{ $json.name }}' }) },
			{ input: tags.map((json) => ({ json })), expressionEngine },
		);
		const ids = created.output.map(({ json }) => json.tagid as number);
		expect(ids.map((id) => stage.corp.tags.find((one) => one.id === id)?.name)).toEqual(
			tags.map(({ name }) => name),
		);
		const members = [['member1'], ['member2', 'member3'], ['member4']];
		const added = await run(
			stage.app,
			{
				resource: 'tag',
				operation: 'addMembers',
				tag: byId('={{ $json.tag }}'),
				...form({ userlist: '={{ $json.members }}' }),
			},
			{
				input: ids.map((tag, index) => ({ json: { tag, members: members[index] } })),
				expressionEngine,
			},
		);
		expect(added.error).toBeUndefined();
		expect(
			ids.map((id) => [...(stage.corp.tags.find((one) => one.id === id)?.userIds ?? [])].sort()),
		).toEqual(members.map((each) => each.map(idOf)));
	});

	it('switch what is returned for each item', async () => {
		const { output } = await run(
			stage.app,
			{
				resource: 'user',
				operation: 'get',
				member: byId('member1'),
				simple: '={{ $json.short }}',
			},
			{ input: [true, false, true].map((short) => ({ json: { short } })), expressionEngine },
		);
		expect(output.map(({ json }) => Object.keys(json).length <= 10)).toEqual([true, false, true]);
	});

	it('fill the query of a custom call', async () => {
		const { output } = await run(
			stage.app,
			{
				resource: 'customApiCall',
				operation: 'request',
				path: '/cgi-bin/user/get',
				query: { item: [{ name: 'userid', value: '={{ $json["id"] }}' }] },
			},
			{ input: people.map((id) => ({ json: { id } })), expressionEngine },
		);
		expect(output.map(({ json }) => json.userid)).toEqual(people);
	});
});
