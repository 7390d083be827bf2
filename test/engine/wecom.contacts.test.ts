import type { Workflow } from '../host/rest';
import { listSearch, resourceMapperFields, runWorkflow } from './run-workflow';
import contactsWorkflow from './wecom.contacts.workflow.json';
import { byId, form, nodeType, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

describe('contacts', () => {
	it('lets a member come and go in a workflow', async () => {
		const { items, error } = await runWorkflow({
			workflow: contactsWorkflow as Workflow,
			credentials: [stage.app, stage.contacts],
			input: [{ json: { department: 'Launch', member: 'zhangsan' } }],
		});
		expect(error).toBeUndefined();
		expect(items['Create Department']?.[0]?.json).toEqual({ id: expect.any(Number) as number });
		expect(items['Get Member']?.[0]?.json).toMatchObject({ userid: 'zhangsan', name: '张三' });
		expect(items['Delete Member']?.[0]?.json).toEqual({ deleted: true });
		expect(
			stage.corp.members.find(({ plainUserId }) => plainUserId === 'zhangsan'),
		).toBeUndefined();
		const launch = stage.corp.departments.find(({ name }) => name === 'Launch');
		expect(launch).toMatchObject({ parentId: 1, order: 7 });
	});

	it('gives each item what belongs to it', async () => {
		const { output } = await run(
			stage.app,
			{ resource: 'user', operation: 'get', member: byId('={{ $json.id }}'), simple: false },
			{ input: ['member2', 'member1', 'member3'].map((id) => ({ json: { id } })) },
		);
		expect(output.map(({ json }) => json.userid)).toEqual(['member2', 'member1', 'member3']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[0]?.json).not.toHaveProperty('errcode');
	});

	it('shows no more than ten fields of a member unless all are wanted', async () => {
		const parameters = { resource: 'user', operation: 'get', member: byId('member1') };
		const { output: short } = await run(stage.app, { ...parameters, simple: true });
		const { output: whole } = await run(stage.app, { ...parameters, simple: false });
		expect(Object.keys(short[0]?.json ?? {}).length).toBeLessThanOrEqual(10);
		expect(Object.keys(whole[0]?.json ?? {}).length).toBeGreaterThan(10);
	});

	it('lists as many as are wanted', async () => {
		const parameters = { resource: 'department', operation: 'getAll', ...form({}) };
		const { output: all } = await run(stage.app, { ...parameters, returnAll: true });
		expect(all.length).toBeGreaterThanOrEqual(4);
		const { output: two } = await run(stage.app, { ...parameters, returnAll: false, limit: 2 });
		expect(two).toEqual(all.slice(0, 2));
	});

	it('follows the pages of a list, and asks for no more than it needs', async () => {
		const parameters = { resource: 'user', operation: 'getAllIds' };
		const before = stage.simulator.requests.length;
		const { output } = await run(stage.contacts, { ...parameters, returnAll: false, limit: 3 });
		expect(output).toHaveLength(3);
		const asked = stage.simulator.requests
			.slice(before)
			.filter(({ path }) => path === '/cgi-bin/user/list_id');
		expect(asked.map(({ body }) => body)).toEqual([{ limit: 3 }]);
		const { output: all } = await run(stage.contacts, { ...parameters, returnAll: true });
		expect(all.length).toBeGreaterThan(3);
	});

	it('maps the fields of an item to the parameters of the same name', async () => {
		const { output, error } = await run(
			stage.app,
			{
				resource: 'tag',
				operation: 'create',
				parameters: { mappingMode: 'autoMapInputData', value: null },
			},
			{ input: [{ json: { tagname: 'Mapped', color: 'blue' } }] },
		);
		expect(error).toBeUndefined();
		const { tagid } = output[0]?.json ?? {};
		expect(stage.corp.tags.find(({ id }) => id === tagid)?.name).toBe('Mapped');
	});

	it('tells which of the IDs do not exist', async () => {
		const created = await run(stage.app, {
			resource: 'tag',
			operation: 'create',
			...form({ tagname: 'Partly' }),
		});
		const { output } = await run(stage.app, {
			resource: 'tag',
			operation: 'addMembers',
			tag: byId(created.output[0]?.json.tagid),
			...form({ userlist: 'member1, nobody' }),
		});
		expect(output[0]?.json).toMatchObject({ invalidlist: 'nobody' });
	});
});

describe('the forms', () => {
	const ask = (method: string, parameters: Record<string, unknown>, filter?: string) => ({
		type: nodeType,
		method,
		parameters: { callAs: 'ownApp', ...parameters },
		credential: stage.app,
		filter,
	});

	it.each([
		['searchDepartments', '研发', ['2']],
		['searchMembers', 'Member 1', ['member1', 'member11']],
		['searchTags', 'demo tag 2', ['2']],
		['searchAgents', '', ['1000001']],
	])('find what they are asked for by %s', async (method, filter, expected) => {
		const { results } = await listSearch(ask(method, {}, filter));
		expect(results.map(({ value }) => value)).toEqual(expected);
	});

	it('have the fields of the chosen operation', async () => {
		const { fields } = await resourceMapperFields(
			ask('getFields', { resource: 'department', operation: 'create' }),
		);
		expect(fields.map(({ id }) => id)).toEqual(['name', 'name_en', 'order', 'id']);
	});

	it('say that an operation is gone', async () => {
		await expect(
			resourceMapperFields(ask('getFields', { resource: 'department', operation: 'gone' })),
		).rejects.toThrow("'department: gone' is not an operation of this node");
	});
});
