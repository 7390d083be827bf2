import {
	Workflow,
	type IExecuteFunctions,
	type INodeTypes,
	type IRun,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { onStored } from '../../../../nodes/WeComSuiteTrigger/answer';
import { emitOnce } from '../../../../nodes/adapter/emit-once';
import { eventOptions } from '../../../../nodes/WeComSuiteTrigger/eventOptions';
import { toItem } from '../../../../nodes/WeComSuiteTrigger/item';
import { readSettings } from '../../../../nodes/WeComSuiteTrigger/settings';
import { WeComSuiteTrigger } from '../../../../nodes/WeComSuiteTrigger/WeComSuiteTrigger.node';
import type { WeComEvent } from '../../../../wecom/events/event';
import { eventGroups } from '../../../../wecom/events/table';
import { CLAIM_LIFE } from '../../../../wecom/suite/deliveries';
import type { Emission } from '../../../../wecom/suite/emission';
import { defer, type Deferred } from './defer';

const { description } = new WeComSuiteTrigger();

describe('the description', () => {
	it('answers success, which n8n does for nothing else', () => {
		expect(description.webhooks).toEqual([
			{
				name: 'setup',
				httpMethod: expect.stringContaining('GET') as string,
				responseMode: 'onReceived',
				path: 'wecom',
				ndvHideUrl: expect.stringContaining('subscribe') as string,
			},
			{
				name: 'default',
				httpMethod: expect.stringContaining('POST') as string,
				responseMode: expect.stringContaining('?? "onReceived"') as string,
				responseData: expect.stringContaining(': "success"') as string,
				path: 'wecom',
				ndvHideUrl: expect.stringContaining('subscribe') as string,
			},
		]);
	});

	it.each([
		// While the editor tests a workflow, n8n makes an inactive copy of it, published or not.
		['a test with the next event', { testWith: 'event' }, false, ['GET', 'POST']],
		['a test with samples', { testWith: 'sample' }, false, ['', '']],
		['a test of a subscription', { mode: 'subscribe' }, false, ['', '']],
		[
			'a test of an own app that was a subscription',
			{ receivesFor: 'ownApp', mode: 'subscribe' },
			false,
			['GET', 'POST'],
		],
		['a published workflow', {}, true, ['GET', 'POST']],
		[
			'a published workflow that was tested with samples',
			{ testWith: 'sample' },
			true,
			['GET', 'POST'],
		],
		// n8n tells of its end by a webhook.
		['a published subscription', { mode: 'subscribe' }, true, ['GET', 'POST']],
	])('has webhooks in %s', (_case, parameters, active, methods) => {
		const node = {
			id: 'id',
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters,
		};
		const nodeTypes = { getByNameAndVersion: () => new WeComSuiteTrigger() };
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active,
			nodeTypes: nodeTypes as unknown as INodeTypes,
		});
		const evaluated = description.webhooks?.map(({ httpMethod }) =>
			workflow.expression.getSimpleParameterValue(node, httpMethod, 'internal', {}),
		);
		expect(evaluated).toEqual(methods);
	});

	it('keeps what saved workflows hold', () => {
		expect(description).toMatchObject({ name: 'weComSuiteTrigger', version: 1 });
		expect(description.properties.map(({ name }) => name)).toEqual([
			'suiteNotice',
			'subscribeNotice',
			'ownAppNotice',
			'receivesFor',
			'mode',
			'events',
			'testWith',
			'reply',
			'completeInstalls',
			'filters',
			'options',
			'additionalOptions',
		]);
	});

	it('begins with what most want, and takes bodies unparsed', () => {
		const defaults = description.properties
			.filter(({ type }) => type !== 'notice')
			.map(({ name, default: value }) => [name, value]);
		expect(Object.fromEntries(defaults)).toEqual({
			receivesFor: 'suite',
			mode: 'receive',
			events: ['create_auth', 'change_auth', 'cancel_auth'],
			testWith: 'event',
			reply: 'immediately',
			completeInstalls: true,
			filters: {},
			options: { binaryData: true },
			additionalOptions: {},
		});
	});

	it('asks for the credential of what it receives for', () => {
		const asked = description.credentials?.map(({ name, required, displayOptions }) => [
			name,
			required,
			displayOptions?.show?.receivesFor,
		]);
		expect(asked).toEqual([
			['weComSuiteApi', true, ['suite']],
			['weComCorpApi', true, ['ownApp']],
		]);
	});

	it('lets every event of the table be chosen, once, by its English and Chinese name', () => {
		const values = eventOptions.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		for (const { events } of eventGroups) {
			for (const { id, title, titleZh } of events) {
				const option = eventOptions.find(({ value }) => value === id);
				expect(option?.name).toContain(title);
				expect(option?.name).toContain(titleZh);
			}
		}
	});
});

const event = (fields: Partial<WeComEvent> = {}): WeComEvent => ({
	id: 'create_auth',
	known: true,
	family: 'command',
	suiteId: 'ww1',
	occurredAt: 1_700_000_000,
	data: { InfoType: 'create_auth', AuthCode: 'the-code', TimeStamp: 1_700_000_000 },
	...fields,
});

describe('the settings', () => {
	const read = (parameters: Record<string, unknown>) =>
		readSettings({
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		} as unknown as IWebhookFunctions);

	it('are careful by default', () => {
		expect(read({})).toMatchObject({
			receivesFor: 'suite',
			completesInstalls: true,
			replayWindow: 3_600,
			includesSecrets: false,
			includesRaw: false,
		});
		expect(read({}).wants(event())).toBe(false);
	});

	it('want what was chosen and nothing else', () => {
		const { wants } = read({ events: ['create_auth'] });
		expect(wants(event())).toBe(true);
		expect(wants(event({ id: 'cancel_auth' }))).toBe(false);
	});

	it('want anything but tickets', () => {
		const { wants } = read({ events: ['any'] });
		expect(wants(event({ id: 'new_thing', known: false }))).toBe(true);
		expect(wants(event({ id: 'suite_ticket' }))).toBe(false);
		expect(read({ events: ['any', 'suite_ticket'] }).wants(event({ id: 'suite_ticket' }))).toBe(
			true,
		);
	});

	it('want what the table does not have', () => {
		const { wants } = read({ events: ['other'] });
		expect(wants(event({ id: 'new_thing', known: false }))).toBe(true);
		expect(wants(event())).toBe(false);
	});

	it('filter by company, but let pass what names none yet', () => {
		const { wants, isOfTenant } = read({
			events: ['any'],
			filters: { tenants: 'wpA, wpB' },
		});
		expect(wants(event({ corpId: 'wpB' }))).toBe(true);
		expect(wants(event({ corpId: 'wpC' }))).toBe(false);
		expect(wants(event())).toBe(true);
		expect(isOfTenant('wpC')).toBe(false);
	});

	it('filter by change type', () => {
		const { wants } = read({ events: ['any'], filters: { changeTypes: 'create_user，x' } });
		expect(wants(event({ data: { ChangeType: 'create_user' } }))).toBe(true);
		expect(wants(event({ data: { ChangeType: 'delete_user' } }))).toBe(false);
		expect(wants(event())).toBe(false);
	});

	it('take no replay window that is longer than claims are kept, and none that is nothing', () => {
		const window = (replayWindow: unknown) =>
			read({ additionalOptions: { replayWindow } }).replayWindow;
		expect(window(5)).toBe(300);
		expect(window(1_000_000)).toBe(86_400);
		expect(86_400_000).toBeLessThanOrEqual(CLAIM_LIFE);
		for (const nothing of [0, '', null, 'soon']) expect(window(nothing)).toBe(3_600);
	});

	it('subscribe only for a suite, and never ask for an auth code then', () => {
		expect(read({}).subscribes).toBe(false);
		expect(read({ mode: 'subscribe', receivesFor: 'ownApp' }).subscribes).toBe(false);
		expect(read({ mode: 'subscribe', completeInstalls: false })).toMatchObject({
			subscribes: true,
			completesInstalls: true,
		});
	});

	it('say as plain data what is wanted', () => {
		const { wishes } = read({
			events: ['any'],
			filters: { tenants: 'wpA, wpB', changeTypes: 'create_user' },
		});
		expect(JSON.parse(JSON.stringify(wishes))).toEqual({
			events: ['any'],
			tenants: ['wpA', 'wpB'],
			changeTypes: ['create_user'],
		});
	});

	it('complete no installs for an own app', () => {
		expect(read({ receivesFor: 'ownApp' }).completesInstalls).toBe(false);
	});
});

describe('the item', () => {
	const quiet = { includesSecrets: false, includesRaw: false, completesInstalls: true };
	const emission = (fields: Partial<Emission> = {}): Emission => ({
		event: event(),
		receivedAt: 1_700_000_001_000,
		raw: '<xml><AuthCode>the-code</AuthCode></xml>',
		...fields,
	});

	it('has no secret', () => {
		const item = toItem(emission(), { ...quiet, includesRaw: true });
		expect(JSON.stringify(item)).not.toContain('the-code');
		expect(item).toMatchObject({
			event: 'create_auth',
			suiteId: 'ww1',
			corpId: null,
			occurredAt: '2023-11-14T22:13:20.000Z',
			receivedAt: '2023-11-14T22:13:21.000Z',
			data: { InfoType: 'create_auth' },
		});
	});

	it('has them when they were asked for', () => {
		const item = toItem(emission(), { ...quiet, includesSecrets: true, includesRaw: true });
		expect(item).toMatchObject({
			data: { AuthCode: 'the-code' },
			raw: expect.any(String) as string,
		});
	});

	it('has the auth code when the workflow is to exchange it', () => {
		const item = toItem(emission(), { ...quiet, completesInstalls: false });
		expect(item).toMatchObject({ data: { AuthCode: 'the-code' } });
	});

	it('has no ticket even then', () => {
		const ticket = event({ id: 'suite_ticket', data: { SuiteTicket: 'the-ticket' } });
		const item = toItem(emission({ event: ticket }), { ...quiet, completesInstalls: false });
		expect(JSON.stringify(item)).not.toContain('the-ticket');
	});

	it('has the raw message of an event without secrets', () => {
		const message = event({ id: 'message.text', data: { Content: 'hello' } });
		const raw = '<xml><Content>hello</Content></xml>';
		expect(toItem(emission({ event: message, raw }), quiet)).not.toHaveProperty('raw');
		expect(toItem(emission({ event: message, raw }), { ...quiet, includesRaw: true }).raw).toBe(
			raw,
		);
	});

	it('names the company of its installation, and tells of a failure', () => {
		const installation = {
			corpId: 'wpA',
			corpName: 'A',
			authorizedAt: { timeStamp: 1_700_000_000, receivedAt: 1_700_000_000_500 },
			updatedAt: 1_700_000_001_000,
		} as Emission['installation'];
		expect(toItem(emission({ installation }), quiet)).toMatchObject({
			corpId: 'wpA',
			installation: {
				corpName: 'A',
				authorizedAt: '2023-11-14T22:13:20.000Z',
				updatedAt: '2023-11-14T22:13:21.000Z',
			},
		});
		const failure = { code: 'wecom_platform', message: 'dead', hint: 'install again' };
		expect(toItem(emission({ failure }), quiet).failure).toEqual(failure);
	});
});

describe('an execution that is started from the background', () => {
	const context = (emit: (done: Deferred<IRun | undefined>) => void) => {
		const emitted: unknown[][] = [];
		return {
			emitted,
			helpers: { createDeferredPromise: defer },
			emit(...parts: unknown[]) {
				emitted.push(parts);
				emit(parts[2] as Deferred<IRun | undefined>);
			},
		} as unknown as ITriggerFunctions & { emitted: unknown[][] };
	};

	it('is over when n8n says so, also if it has it already', async () => {
		const n8n = context((done) => done.resolve(undefined));
		await emitOnce(n8n, [[{ json: {} }]], 'key');
		expect(n8n.emitted).toEqual([
			[[[{ json: {} }]], undefined, expect.objectContaining({}), 'key'],
		]);
	});

	it('fails when n8n could not store it', async () => {
		const n8n = context((done) => done.reject(new Error('SQLITE_FULL')));
		await expect(emitOnce(n8n, [[]], 'key')).rejects.toThrow('SQLITE_FULL');
	});

	it('is not waited for as long as it lasts', async () => {
		await emitOnce(
			context(() => {}),
			[[]],
			'key',
			10,
		);
	});
});

it('passes on what came in, which is how a test event reaches the workflow', async () => {
	const items = [{ json: { event: 'create_auth' } }];
	const context = {
		getMode: () => 'manual',
		getInputData: () => items,
		getNodeParameter: () => 'event',
	} as unknown as IExecuteFunctions;
	expect(await new WeComSuiteTrigger().execute.call(context)).toEqual([items]);
});

describe('whether an execution was stored', () => {
	const respond = () => {
		const ended: unknown[][] = [];
		const response = {
			statusCode: 200,
			end(...parts: unknown[]) {
				ended.push(parts);
				return response;
			},
		};
		const told: boolean[] = [];
		onStored({ getResponseObject: () => response } as unknown as IWebhookFunctions, (stored) =>
			told.push(stored),
		);
		return { response, told, ended };
	};

	it('is told by the end of the response, once', () => {
		const { response, told, ended } = respond();
		response.end('success');
		response.end();
		expect(told).toEqual([true]);
		expect(ended).toEqual([['success'], []]);
	});

	it('is denied by any other status', () => {
		const { response, told } = respond();
		response.statusCode = 500;
		response.end();
		expect(told).toEqual([false]);
	});
});
