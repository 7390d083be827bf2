import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { properties } from '../../../../nodes/WeComSuiteTrigger/properties';
import { WeComSuiteTrigger } from '../../../../nodes/WeComSuiteTrigger/WeComSuiteTrigger.node';
import { eventGroups } from '../../../../wecom/events/table';

const REAL = [{ json: { event: 'from outside' } }];

/** What the node gives when n8n executes it. */
async function execute(
	parameters: INodeParameters,
	mode: WorkflowExecuteMode = 'manual',
): Promise<IDataObject[]> {
	const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, {} as INode, null);
	const context = {
		getMode: () => mode,
		getInputData: () => REAL,
		getNodeParameter: (name: string, _itemIndex: number, fallback: unknown) =>
			all?.[name] ?? fallback,
		helpers: { returnJsonArray: (items: IDataObject[]) => items.map((json) => ({ json })) },
	} as unknown as IExecuteFunctions;
	const [items] = await new WeComSuiteTrigger().execute.call(context);
	return items.map(({ json }) => json);
}

const samples = async (parameters: INodeParameters) =>
	await execute({ testWith: 'sample', ...parameters });
const ids = (items: IDataObject[]) => items.map(({ event }) => event);

it('gives a sample of each chosen event, in the shape of a real one', async () => {
	const items = await samples({ events: ['message.text', 'change_auth'] });
	expect(items).toEqual([
		{
			event: 'change_auth',
			title: 'Authorisation Changed',
			family: 'command',
			suiteId: expect.any(String) as string,
			corpId: expect.stringMatching(/^wp/) as string,
			occurredAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			receivedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			data: expect.objectContaining({ InfoType: 'change_auth' }) as IDataObject,
			installation: expect.objectContaining({ agentId: 1000002 }) as IDataObject,
			changes: expect.objectContaining({ allowUser: expect.anything() as unknown }) as IDataObject,
		},
		{
			event: 'message.text',
			title: 'Text Message',
			family: 'data',
			suiteId: null,
			corpId: items[0].corpId,
			occurredAt: items[0].occurredAt,
			receivedAt: items[0].receivedAt,
			data: expect.objectContaining({ Content: expect.any(String) as string }) as IDataObject,
		},
	]);
});

it.each(['webhook', 'trigger', 'retry', 'integrated'] as const)(
	'gives what came in, and no sample, in an execution by %s',
	async (mode) => {
		expect(ids(await execute({ testWith: 'sample', events: ['any'] }, mode))).toEqual([
			'from outside',
		]);
	},
);

it('gives what came in where the next real event was asked for', async () => {
	expect(ids(await execute({ testWith: 'event' }))).toEqual(['from outside']);
	expect(ids(await execute({}))).toEqual(['from outside']);
});

it('gives all of them for any event, except tickets', async () => {
	const all = eventGroups.flatMap(({ events }) => events.map(({ id }) => id));
	expect(ids(await samples({ events: ['any'] }))).toEqual(
		all.filter((id) => id !== 'suite_ticket'),
	);
	expect(ids(await samples({ events: ['suite_ticket', 'other'] }))).toEqual([
		'suite_ticket',
		'event_of_tomorrow',
	]);
});

it('keeps to the filter by change type, and leaves out the one by tenant', async () => {
	const events = ['change_contact.create_user', 'change_contact.delete_user', 'cancel_auth'];
	const filters = { tenants: 'wpSomebodyElse', changeTypes: 'delete_user' };
	expect(ids(await samples({ events, filters }))).toEqual(['change_contact.delete_user']);
});

it('shows secrets and the raw message only where they are asked for', async () => {
	const events = ['suite_ticket', 'create_auth', 'cancel_auth'];
	const additionalOptions = { includeRawXml: true };
	const [ticket, created, cancelled] = await samples({ events, additionalOptions });
	expect(ticket.data).not.toHaveProperty('SuiteTicket');
	expect(ticket).not.toHaveProperty('raw');
	expect(created.data).not.toHaveProperty('AuthCode');
	expect(cancelled.raw).toMatch(/^<xml>.*cancel_auth/);

	const [shown] = await samples({ events, additionalOptions: { includeSecrets: true } });
	expect(shown.data).toHaveProperty('SuiteTicket');
});

it('leaves the auth code to the workflow where installs are not completed', async () => {
	const [created] = await samples({ events: ['create_auth'], completeInstalls: false });
	expect(created.data).toHaveProperty('AuthCode');
	expect(created).not.toHaveProperty('installation');
});

it("gives an own app what comes to an own app's URL", async () => {
	const events = ['change_contact.create_user', 'other'];
	const [member, other] = await samples({ receivesFor: 'ownApp', events });
	expect(member).toMatchObject({
		family: 'data',
		suiteId: null,
		data: { Event: 'change_contact' },
	});
	expect(other).toMatchObject({ event: 'event_of_tomorrow', family: 'data' });
});
