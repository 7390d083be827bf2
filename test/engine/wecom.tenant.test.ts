import { listSearch } from './run-workflow';
import { byId, nodeType, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

describe('a tenant of a suite', () => {
	it('is named by its ID', async () => {
		const [member] = stage.corp.members;
		const { output, error } = await run(stage.suite, {
			tenant: byId(stage.corp.corpId),
			resource: 'user',
			operation: 'get',
			member: byId(member?.userId),
			simple: true,
		});
		expect(error).toBeUndefined();
		expect(output[0]?.json).toMatchObject({ userid: member?.userId });
	});

	it('is named by the item, for a message of its own app', async () => {
		const { output, error } = await run(
			stage.suite,
			{
				tenant: byId('={{ $json.AuthCorpId }}'),
				resource: 'message',
				operation: 'send',
				sendTo: 'member',
				member: byId('={{ $json.UserId }}'),
				content: 'Welcome',
			},
			{ input: [{ json: { AuthCorpId: stage.corp.corpId, UserId: stage.corp.adminUserId } }] },
		);
		expect(error).toBeUndefined();
		expect(output[0]?.json.msgid).toEqual(expect.any(String));
		expect(stage.simulator.messages.at(-1)).toMatchObject({
			corpId: stage.corp.corpId,
			app: 'ww00000000000000b1',
			userIds: [stage.corp.adminUserId],
			content: { content: 'Welcome' },
		});
	});

	it('is found by a part of its name', async () => {
		const ask = async (filter: string) =>
			await listSearch({
				type: nodeType,
				method: 'searchTenants',
				parameters: { callAs: 'tenant' },
				credential: stage.suite,
				filter,
			});
		const { results } = await ask('company a');
		expect(results).toEqual([
			{ name: `${stage.corp.name} (${stage.corp.corpId})`, value: stage.corp.corpId },
		]);
		expect((await ask('nobody')).results).toEqual([]);
	});

	it('has members that are found without their names', async () => {
		const { results } = await listSearch({
			type: nodeType,
			method: 'searchMembers',
			parameters: { callAs: 'tenant', tenant: byId(stage.corp.corpId) },
			credential: stage.suite,
			filter: stage.corp.adminUserId,
		});
		expect(results).toEqual([{ name: stage.corp.adminUserId, value: stage.corp.adminUserId }]);
	});

	it('that is not installed is told apart, item by item', async () => {
		const { output } = await run(
			stage.suite,
			{
				tenant: byId('={{ $json.corpId }}'),
				resource: 'department',
				operation: 'getAllIds',
				parameters: { mappingMode: 'defineBelow', value: {} },
				returnAll: false,
				limit: 1,
			},
			{
				input: ['wpNOBODY', stage.corp.corpId].map((corpId) => ({ json: { corpId } })),
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(output).toHaveLength(2);
		expect(output[0]?.json.error).toContain('wpNOBODY');
		expect(output[1]?.json).toHaveProperty('id');
	});

	it('must be named', async () => {
		const { error } = await run(stage.suite, {
			tenant: byId('={{ "" }}'),
			resource: 'tag',
			operation: 'getAll',
			returnAll: true,
		});
		expect(error?.message).toBe("'Tenant' is required");
	});

	it('can be asked with the token of the suite too', async () => {
		const { output, error } = await run(stage.suite, {
			tenant: byId(stage.corp.corpId),
			resource: 'customApiCall',
			operation: 'request',
			method: 'GET',
			path: 'service/get_pre_auth_code',
		});
		expect(error).toBeUndefined();
		expect(output[0]?.json.pre_auth_code).toEqual(expect.any(String));
	});
});
