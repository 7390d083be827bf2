import { listSearch } from './run-workflow';
import { byId, form, nodeType, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

const search = async (method: string, filter: string) =>
	await listSearch({
		type: nodeType,
		method,
		parameters: { callAs: 'ownApp' },
		credential: stage.app,
		filter,
	});

const callsOf = (path: string) =>
	stage.simulator.requests.filter((request) => request.path === `/cgi-bin/${path}`);

describe('customers', () => {
	it('have tags that are found by their name and that of their group', async () => {
		const { output } = await run(stage.app, {
			resource: 'customerTag',
			operation: 'create',
			...form({ group_name: 'Source', tag: '[{"name":"Fair"},{"name":"Web"}]' }),
		});
		expect(output[0]?.json).toMatchObject({ group_name: 'Source' });
		const { results } = await search('searchCustomerTags', 'source / w');
		expect(results).toEqual([
			{
				name: expect.stringMatching(/^Source \/ Web \(et/) as string,
				value: expect.stringMatching(/^et/) as string,
			},
		]);
		const { error } = await run(stage.app, {
			resource: 'customerTag',
			operation: 'update',
			customerTag: byId(results[0]?.value),
			...form({ name: 'Website' }),
		});
		expect(error).toBeUndefined();
		expect((await search('searchCustomerTags', 'website')).results).toHaveLength(1);
	});

	it('are transferred in as many calls as it takes', async () => {
		const ids = Array.from({ length: 250 }, (_, index) => `wm${index}`);
		const { error } = await run(stage.app, {
			resource: 'customerTransfer',
			operation: 'transfer',
			handoverUserid: byId('member1'),
			takeoverUserid: byId('member2'),
			...form({ external_userid: ids }),
		});
		expect(error).toBeUndefined();
		const sent = callsOf('externalcontact/transfer_customer').map(
			({ body }) => (body as { external_userid: string[] }).external_userid,
		);
		expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
		expect(sent.flat()).toEqual(ids);
	});

	it('are not written to before all that was given is right', async () => {
		const { error } = await run(stage.app, {
			resource: 'massMessage',
			operation: 'create',
			...form({ attachments: '[{"msgtype":"link","link":{"title":"Offer"}}]' }),
		});
		expect(error?.message).toContain('attachments[0].link.url');
		expect(callsOf('externalcontact/add_msg_template')).toEqual([]);
	});
});

describe('customer service', () => {
	it('has accounts that are found by name', async () => {
		const { results } = await search('searchCustomerServiceAccounts', 'demo');
		expect(results.map(({ value }) => value)).toEqual(
			stage.corp.customerServiceAccounts.map(({ openKfid }) => openKfid),
		);
	});

	it('goes on with messages where it stopped the last time', async () => {
		const [{ openKfid }] = stage.corp.customerServiceAccounts;
		const { output, error } = await run(stage.app, {
			resource: 'customerServiceMessage',
			operation: 'sync',
			customerServiceAccount: byId(openKfid),
			returnAll: true,
			...form({ cursor: 'CURSOR1', token: 'TOKEN1' }),
		});
		expect(error).toBeUndefined();
		expect(callsOf('kf/sync_msg').map(({ body }) => body)).toEqual([
			{ open_kfid: openKfid, cursor: 'CURSOR1', token: 'TOKEN1', limit: 1000 },
		]);
		expect(output).toHaveLength(1);
		expect(output[0]?.json).toMatchObject({ msg_list: [] });
	});
});
