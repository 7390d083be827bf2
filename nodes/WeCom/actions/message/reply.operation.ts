import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { readReplyMessage, type ReplyMessage } from '../../../../wecom/callback/reply-message';
import type { Caller } from '../../../adapter/caller';
import { sendLateReply } from '../../../adapter/late-reply';
import { text } from '../../descriptions/part';
import { contentTypeOptions, readContent } from './content';
import { cardTypeOptions } from './templateCard';

/** Kinds of content that a reply can be besides the update of a card. */
const REPLIES = new Set(['image', 'news', 'text', 'video', 'voice']);

const properties: INodeProperties[] = [
	{
		displayName:
			"Answers the message or event that has started the workflow, within 4.5 seconds. Set <b>Reply</b> of the WeCom Suite Trigger to 'Using a Reply Operation'.",
		name: 'replyNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Reply With',
		name: 'messageType',
		type: 'options',
		options: [
			...contentTypeOptions.filter(({ value }) => REPLIES.has(String(value))),
			{
				name: 'Same Card with Disabled Buttons',
				value: 'button',
				description: '更新按钮文案. Replaces the buttons with a text that cannot be clicked.',
			},
			...cardTypeOptions,
		].sort((one, other) => one.name.localeCompare(other.name, 'en')),
		default: 'text',
		description:
			'To the click of a card the reply can be a card in its place, or a text in place of its buttons; this member alone sees it',
	},
	text('replaceName', 'Text', {
		required: true,
		placeholder: 'e.g. Approved',
		displayOptions: { show: { messageType: ['button'] } },
	}),
	text('replaceText', 'Text in Place of the Buttons', {
		placeholder: 'e.g. Submitted',
		description: 'If given, the buttons of the new card cannot be clicked',
		displayOptions: {
			show: { messageType: ['button_interaction', 'vote_interaction', 'multiple_interaction'] },
		},
	}),
];

const ifTooLate: INodeProperties = {
	displayName: 'If Too Late',
	name: 'ifTooLate',
	type: 'options',
	options: [
		{ name: 'Do Nothing', value: 'drop' },
		{ name: 'Fail', value: 'fail' },
		{
			name: 'Send as Message',
			value: 'send',
			description: 'The app sends it to the member; an update of a card is made by its code',
		},
	],
	default: 'send',
	description: 'What to do when WeCom no longer waits for the reply, or never did',
};

const displayOptions = { show: { resource: ['message'], operation: ['reply'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export const optionsDescription = updateDisplayOptions(displayOptions, [ifTooLate]);

/** The company of the member who is answered. */
export function tenantOf(this: IExecuteFunctions, itemIndex: number): string {
	return String(findCallback(this, itemIndex).corpId);
}

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<INodeExecutionData[]> {
	const callback = findCallback(this, itemIndex);
	const message = await readMessage(this, itemIndex, caller);
	const rule = this.getNodeParameter('ifTooLate', itemIndex, 'send') as 'send' | 'drop' | 'fail';
	const result = (sentAs: string | null, answer: IDataObject = {}) =>
		this.helpers.returnJsonArray({ replied: sentAs === 'reply', sentAs, ...answer });

	if (Date.now() < readTime(callback.replyUntil)) {
		// Sealed where the callback came in. What gets there too late after all is treated there.
		const body = { ...message, ifTooLate: rule === 'send' ? 'send' : 'drop' };
		await this.sendResponse({ body, headers: {}, statusCode: 200 });
		return result('reply');
	}
	if (rule === 'drop') return result(null);
	if (rule === 'send') {
		return result('message', await sendLateReply(caller, callback.data, message));
	}
	throw new NodeOperationError(
		this.getNode(),
		callback.replyUntil === undefined
			? 'WeCom does not wait for this reply: the trigger has answered already'
			: 'It is too late for this reply: WeCom waits no longer than 5 seconds',
		{
			itemIndex,
			description:
				callback.replyUntil === undefined
					? "Set Reply of the WeCom Suite Trigger to 'Using a Reply Operation'. Only messages of members and some events can be replied to"
					: "Reply before the slow part of the workflow, or set If Too Late to 'Send as Message'",
		},
	);
}

interface Callback {
	corpId?: unknown;
	data: IDataObject;
	replyUntil?: unknown;
}

/** The item that the workflow has started with: the node's own input, or what the trigger before it has given. */
function findCallback(context: IExecuteFunctions, itemIndex: number): Callback {
	const input = context.getInputData()[itemIndex]?.json;
	if (isCallback(input)) return input;
	const { $: nodeOf } = context.getWorkflowDataProxy(itemIndex) as unknown as {
		$(name: string): { isExecuted: boolean; first(): INodeExecutionData | undefined };
	};
	const triggers = context
		.getParentNodes(context.getNode().name)
		.filter(({ type }) => type.endsWith('.weComSuiteTrigger'));
	for (const { name } of triggers) {
		const trigger = nodeOf(name);
		const item = trigger.isExecuted ? trigger.first()?.json : undefined;
		if (isCallback(item)) return item;
	}
	throw new NodeOperationError(context.getNode(), 'There is nothing to reply to', {
		itemIndex,
		description:
			'Reply in the workflow that a WeCom Suite Trigger has started with the message of a member, or pass the item of the trigger on to this node',
	});
}

function isCallback(item: unknown): item is Callback {
	if (typeof item !== 'object' || item === null || !('data' in item)) return false;
	const { data } = item;
	return typeof data === 'object' && data !== null && 'FromUserName' in data && 'MsgType' in data;
}

function readTime(text: unknown): number {
	return typeof text === 'string' ? Date.parse(text) || 0 : 0;
}

async function readMessage(
	context: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<ReplyMessage> {
	const given = readReplyMessage(await readForm(context, itemIndex, caller));
	if (given && 'message' in given) return given.message;
	throw new NodeOperationError(context.getNode(), `This is no reply: ${given?.problem ?? ''}`, {
		itemIndex,
		description: 'Correct the field that is named, as WeCom calls it in the API for messages',
	});
}

async function readForm(
	context: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<Record<string, unknown>> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	if (parameter('messageType') === 'button') {
		return { msgtype: 'update_button', button: { replace_name: parameter('replaceName') } };
	}
	const content = await readContent(context, itemIndex, caller);
	if (content.msgtype !== 'template_card') return content;
	const replaceText = parameter('replaceText');
	return {
		msgtype: 'update_template_card',
		template_card: {
			...(content.template_card as object),
			...(replaceText ? { replace_text: replaceText } : {}),
		},
	};
}
