import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IWebhookFunctions } from 'n8n-workflow';

import { awaitReply } from '../../../../nodes/WeComSuiteTrigger/awaitReply';
import { receiptOf } from '../../../../nodes/WeComSuiteTrigger/receipt';
import { readReply } from '../../../../simulator/callbacks/reply';
import { createCallbackKeys } from '../../../../wecom/callback/keys';
import type { LateRule, ReplyMessage } from '../../../../wecom/callback/reply-message';
import { until } from '../../suite/stage';

const pair = { token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const address = {
	keys: createCallbackKeys(pair),
	receiveId: 'wpCompany0001',
	member: 'zhangsan',
	company: 'wpCompany0001',
};

type Express = ServerResponse & {
	status(code: number): Express;
	type(text: string): Express;
	send(body?: unknown): Express;
	json(body?: unknown): Express;
};

/** As much of express as n8n and the trigger use; like express, it throws when it writes after the end. */
function toExpress(response: ServerResponse): Express {
	const express: Express = Object.assign(response, {
		status(code: number) {
			express.statusCode = code;
			return express;
		},
		type(text: string) {
			express.setHeader('content-type', text);
			return express;
		},
		send(body?: unknown) {
			express.setHeader('x-powered-by', 'express');
			express.end(body);
			return express;
		},
		json: (body?: unknown) => express.type('application/json').send(JSON.stringify(body)),
	});
	return express;
}

let server: Server;
let settled: boolean[];
let late: ReplyMessage[];
let log: string[];
let response: Express;
let time: number;
let ifTooLate: LateRule;

beforeEach(async () => {
	[settled, late, log, time, ifTooLate] = [[], [], [], 60_000, 'send'];
	server = createServer((_request, raw) => {
		const held = toExpress(raw);
		awaitReply({ getResponseObject: () => held } as unknown as IWebhookFunctions, {
			address,
			until: Date.now() + time,
			ifTooLate,
			sendLate: async (message) => {
				late.push(message);
				await Promise.resolve();
			},
			settle: (stored) => settled.push(stored),
			warn: (text) => log.push(text),
			report: (error) => log.push(error.message),
		});
		response = held;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** Delivers something, as WeCom does, and lets n8n answer. */
async function deliver(answer?: () => unknown) {
	const { port } = server.address() as AddressInfo;
	const delivery = fetch(`http://127.0.0.1:${port}/`, { method: 'POST' });
	if (answer) {
		await until(() => response !== undefined);
		answer();
	}
	const given = await delivery;
	return {
		status: given.status,
		type: given.headers.get('content-type'),
		body: await given.text(),
	};
}

afterEach(() => {
	response = undefined as unknown as Express;
});

const SUCCESS = { status: 200, type: 'text/plain', body: 'success' };
const reply = { text: 'Hello' };

it('answers with the reply of the workflow, sealed, and settles it once', async () => {
	const { status, type, body } = await deliver(() => response.json([reply]));
	expect({ status, type }).toEqual({ status: 200, type: 'text/xml' });
	expect(readReply(body, pair, 'wpCompany0001')).toEqual({
		message: expect.stringContaining('<Content><![CDATA[Hello]]></Content>') as string,
	});
	expect({ settled, late }).toEqual({ settled: [true], late: [] });
});

it('takes whatever n8n writes after the end, and nothing more comes of it', async () => {
	await deliver(() => response.json(reply));
	response.status(500).setHeader('content-security-policy', 'sandbox');
	response.write('x');
	response.json({ message: 'There was a problem executing the workflow' });
	response.end();
	expect({ settled, late, log }).toEqual({ settled: [true], late: [], log: [] });
});

it.each([
	['no reply', 200, { output: 'x' }],
	['nothing', 200, undefined],
	['a workflow that failed', 500, { message: 'Error in workflow' }],
	[
		'a workflow whose last node has no item',
		500,
		{ code: 0, message: 'No item to return was found' },
	],
])('answers success to %s, and does not want it again', async (_what, status, body) => {
	expect(await deliver(() => response.status(status).json(body))).toEqual(SUCCESS);
	expect({ settled, late }).toEqual({ settled: [true], late: [] });
});

it('says what is wrong with a reply', async () => {
	expect(await deliver(() => response.json({ msgtype: 'image', image: {} }))).toEqual(SUCCESS);
	expect(log).toEqual([expect.stringContaining("no reply: 'image.media_id'")]);
});

it('lets WeCom send again what n8n could not start', async () => {
	const failed = { code: 0, message: 'There was a problem executing the workflow' };
	expect(await deliver(() => response.status(500).json(failed))).toMatchObject({ status: 503 });
	expect(settled).toEqual([false]);
});

it('answers success when the time is over, and sends a later reply as a message, once', async () => {
	time = 20;
	expect(await deliver()).toEqual(SUCCESS);
	expect(settled).toEqual([true]);
	response.json(reply);
	response.json(reply);
	expect(late).toEqual([{ msgtype: 'text', text: { content: 'Hello' } }]);
	expect(settled).toEqual([true]);
});

it.each<[LateRule, object, number]>([
	['drop', reply, 0],
	['drop', { ...reply, ifTooLate: 'send' }, 1],
	['send', { ...reply, ifTooLate: 'drop' }, 0],
])('with the rule %s a late reply %j goes out as %d messages', async (rule, given, count) => {
	[time, ifTooLate] = [20, rule];
	await deliver();
	response.json(given);
	expect(late).toHaveLength(count);
	expect(log).toHaveLength(1 - count);
});

it('sends the reply as a message when WeCom has hung up', async () => {
	const { port } = server.address() as AddressInfo;
	const client = request({ port, host: '127.0.0.1', method: 'POST', agent: false });
	client.on('error', () => {});
	client.end();
	await until(() => response !== undefined);
	client.destroy();
	await until(() => response.destroyed);
	response.json(reply);
	expect({ settled, late }).toEqual({
		settled: [true],
		late: [{ msgtype: 'text', text: { content: 'Hello' } }],
	});
});

it('counts the time from when the server took the request on', async () => {
	let receipt: number | undefined;
	const began = Date.now();
	const slow = createServer((incoming, outgoing) => {
		setTimeout(() => {
			receipt = Date.now() - receiptOf(incoming);
			outgoing.end();
		}, 30);
	});
	await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
	await fetch(`http://127.0.0.1:${(slow.address() as AddressInfo).port}/`);
	slow.closeAllConnections();
	slow.close();
	expect(receipt).toBeGreaterThanOrEqual(20);
	expect(receiptOf({})).toBeGreaterThanOrEqual(began);
});
