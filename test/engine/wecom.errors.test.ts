import { byId, form, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

const get = { resource: 'user', operation: 'get', member: byId('={{ $json.id }}'), simple: true };
const items = (...ids: string[]) => ids.map((id) => ({ json: { id } }));

describe('an operation that fails', () => {
	it('ends the workflow with what WeCom said, its code, what to do, and the item', async () => {
		const { error } = await run(stage.app, get, { input: items('member1', 'nobody') });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '60111',
			context: { itemIndex: 1 },
		});
		expect(error?.message).toContain('GET /cgi-bin/user/get: WeCom answered 60111');
		expect(error?.description).toContain('Check the user ID');
	});

	it('concerns its item alone where the node goes on', async () => {
		const { output, error } = await run(stage.app, get, {
			input: items('member1', 'nobody', 'member3'),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.userid)).toEqual(['member1', undefined, 'member3']);
		expect(output[1]).toMatchObject({
			json: {
				error: expect.stringContaining('60111') as string,
				details: { code: '60111', description: expect.any(String) as string },
			},
			pairedItem: { item: 1 },
		});
	});

	it('goes to the error output where the node has one', async () => {
		const { outputs } = await run(stage.app, get, {
			input: items('member1', 'nobody'),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs.WeCom?.[0]).toHaveLength(1);
		expect(outputs.WeCom?.[1]).toHaveLength(1);
	});

	it('names the parameter that is wrong, and asks WeCom nothing', async () => {
		const before = stage.simulator.requests.length;
		const { error } = await run(stage.contacts, {
			resource: 'department',
			operation: 'create',
			department: byId('1'),
			...form({ name: 'A|B' }),
		});
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(error?.message).toContain("'Name' (name) must not contain");
		expect(stage.simulator.requests).toHaveLength(before);
	});

	it('names the thing that was not chosen', async () => {
		const { error } = await run(stage.app, { ...get, member: byId('={{ "" }}') });
		expect(error?.message).toBe("'Member' (userid) is required");
	});

	it('says that an operation is gone', async () => {
		const { error } = await run(stage.app, { resource: 'user', operation: 'gone' });
		expect(error?.message).toBe("'user: gone' is not an operation of this node");
	});

	it('does nothing for no items', async () => {
		const { output } = await run(stage.app, get, { input: [] });
		expect(output).toEqual([]);
	});

	it('tells no secret', async () => {
		const { run: whole } = await run(stage.app, get, { input: items('nobody') });
		const text = JSON.stringify(whole);
		const secrets = stage.corp.ownApps.map(({ secret }) => secret);
		for (const secret of secrets) expect(text).not.toContain(secret);
		const tokens = stage.simulator.requests.flatMap(({ query }) => query.access_token ?? []);
		expect(tokens.length).toBeGreaterThan(0);
		for (const token of tokens) expect(text).not.toContain(token);
	});
});

describe('Custom API Call', () => {
	const call = (more: Record<string, unknown>) => ({
		resource: 'customApiCall',
		operation: 'request',
		...more,
	});

	it('calls any endpoint with the token of the company', async () => {
		const { output } = await run(
			stage.app,
			call({
				method: 'GET',
				path: 'https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN',
				query: { item: [{ name: 'userid', value: '={{ $json.id }}' }] },
			}),
			{ input: items('member2') },
		);
		expect(output[0]?.json).toMatchObject({ userid: 'member2' });
		expect(output[0]?.json).not.toHaveProperty('errcode');
	});

	it('posts a body', async () => {
		const { output } = await run(
			stage.app,
			call({ method: 'POST', path: '/cgi-bin/tag/create', body: '={{ { tagname: $json.id } }}' }),
			{ input: items('Posted') },
		);
		expect(output[0]?.json.tagid).toEqual(expect.any(Number));
	});

	it('takes a file as an answer', async () => {
		const media = {
			data: Buffer.from('some text').toString('base64'),
			fileName: 'a.txt',
			mimeType: 'text/plain',
		};
		const uploaded = await run(
			stage.app,
			{ resource: 'media', operation: 'upload', binaryPropertyName: 'data' },
			{ input: [{ json: {}, binary: { data: media } }] },
		);
		const { output } = await run(
			stage.app,
			call({
				method: 'GET',
				path: 'media/get',
				query: { item: [{ name: 'media_id', value: uploaded.output[0]?.json.media_id }] },
				responseFormat: 'file',
				outputPropertyName: 'file',
			}),
		);
		expect(output[0]?.json).toMatchObject({ fileName: 'a.txt' });
		expect(output[0]?.binary?.file).toBeDefined();
	});

	it.each([
		['https://example.com/cgi-bin/user/get', 'leads to example.com'],
		['service/get_order', 'suite token'],
		['webhook/send?key=1', 'takes no token'],
	])('refuses %s', async (path, message) => {
		const { error } = await run(stage.app, call({ method: 'GET', path }));
		expect(error?.message).toContain(message);
	});
});
