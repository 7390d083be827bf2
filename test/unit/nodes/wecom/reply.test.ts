import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { operations } from '../../../../nodes/WeCom/actions/operations';
import { makeCaller, makeContext } from './context';

const data = { ToUserName: 'wpA', FromUserName: 'zhangsan', MsgType: 'text', AgentID: 7 };
const soon = () => new Date(Date.now() + 60_000).toISOString();
const past = '2026-01-01T00:00:00.000Z';

interface Place {
	/** Item of the node's own input. */
	input?: IDataObject;
	/** Items of the triggers before it, by name; `null` for one that has not run. */
	triggers?: Record<string, IDataObject | null>;
}

function place(parameters: INodeParameters, { input = {}, triggers = {} }: Place) {
	const reply = operations.get('message.reply');
	const { context } = makeContext(
		{ resource: 'message', operation: 'reply', ...parameters },
		{ json: input },
	);
	const sent: unknown[] = [];
	Object.assign(context, {
		getParentNodes: () => [
			{ name: 'Set', type: 'n8n-nodes-base.set' },
			...Object.keys(triggers).map((name) => ({ name, type: 'x.weComSuiteTrigger' })),
		],
		getWorkflowDataProxy: () => ({
			$: (name: string) => ({
				isExecuted: triggers[name] !== null,
				first: () => ({ json: triggers[name] }),
			}),
		}),
		sendResponse: async (response: unknown) => {
			sent.push(response);
			await Promise.resolve();
		},
	});
	const { caller, calls } = makeCaller({ msgid: 'MSG' });
	return {
		sent,
		calls,
		tenant: () => reply?.tenantOf?.call(context, 0),
		run: async () => (await reply?.execute.call(context, 0, caller))?.map(({ json }) => json),
	};
}

const hello = { content: 'Hello' };

it('gives the reply to the response that waits, with what to do if that is too late', async () => {
	const trigger = { corpId: 'wpA', data, replyUntil: soon() };
	const { run, sent, calls, tenant } = place(hello, {
		triggers: { Other: null, Trigger: trigger },
	});
	expect(await run()).toEqual([{ replied: true, sentAs: 'reply' }]);
	expect(sent).toMatchObject([
		{ body: { msgtype: 'text', text: { content: 'Hello' }, ifTooLate: 'send' }, statusCode: 200 },
	]);
	expect(calls).toEqual([]);
	expect(tenant()).toBe('wpA');
});

it('takes its own input before a trigger, where that is a callback', async () => {
	const { run, sent, tenant } = place(
		{ ...hello, ifTooLate: 'fail' },
		{
			input: { corpId: 'wpB', data, replyUntil: soon() },
			triggers: { Trigger: { corpId: 'wpA', data, replyUntil: past } },
		},
	);
	expect(await run()).toEqual([{ replied: true, sentAs: 'reply' }]);
	expect(sent).toMatchObject([{ body: { ifTooLate: 'drop' } }]);
	expect(tenant()).toBe('wpB');
});

it.each([
	['it is too late', { replyUntil: past }, /too late for this reply/],
	['the trigger has answered at once', {}, /the trigger has answered already/],
])('sends a message, does nothing or fails when %s', async (_when, more, failure) => {
	const input = { corpId: 'wpA', data, ...more };
	const sending = place(hello, { input });
	expect(await sending.run()).toEqual([{ replied: false, sentAs: 'message', msgid: 'MSG' }]);
	expect(sending.calls).toMatchObject([
		{
			path: '/cgi-bin/message/send',
			body: { touser: 'zhangsan', agentid: 7, msgtype: 'text', text: { content: 'Hello' } },
		},
	]);
	const dropping = place({ ...hello, ifTooLate: 'drop' }, { input });
	expect(await dropping.run()).toEqual([{ replied: false, sentAs: null }]);
	await expect(place({ ...hello, ifTooLate: 'fail' }, { input }).run()).rejects.toThrow(failure);
	expect([...sending.sent, ...dropping.sent, ...dropping.calls]).toEqual([]);
});

it('updates a card by the code of the click when it is too late', async () => {
	const input = { corpId: 'wpA', data: { ...data, ResponseCode: 'CODE' }, replyUntil: past };
	const { run, calls } = place({ messageType: 'button', replaceName: 'Done' }, { input });
	await run();
	expect(calls).toMatchObject([
		{
			path: '/cgi-bin/message/update_template_card',
			body: { response_code: 'CODE', userids: ['zhangsan'], button: { replace_name: 'Done' } },
		},
	]);
	const without = { ...input, data };
	await expect(
		place({ messageType: 'button', replaceName: 'Done' }, { input: without }).run(),
	).rejects.toThrow(/no ResponseCode/);
});

it('names the field of a reply that is none', async () => {
	const input = { corpId: 'wpA', data, replyUntil: soon() };
	const articles = { item: [{ title: 'A', appid: 'wx1' }] };
	await expect(place({ messageType: 'news', articles }, { input }).run()).rejects.toThrow(
		/'news.articles.0'/,
	);
});

it('says that there is nothing to reply to', async () => {
	const { run, tenant } = place(hello, { input: { data: { InfoType: 'suite_ticket' } } });
	await expect(run()).rejects.toThrow('There is nothing to reply to');
	expect(tenant).toThrow('There is nothing to reply to');
});
