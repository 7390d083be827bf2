import {
	type IExecuteFunctions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { getEndpoint } from '../../../../wecom/catalog/catalog';
import { checkFile } from '../../../../wecom/catalog/check-file';
import type { CardType } from '../../../../wecom/catalog/messages/template-card';
import { readFile } from '../../../adapter/binary';
import { callEndpoint } from '../../../adapter/call-endpoint';
import type { Caller } from '../../../adapter/caller';
import { inputFile } from '../../../adapter/file-fields';
import { readPart, text, toCollection } from '../../descriptions/part';
import { cardTypes, readCard } from './templateCard';

/*
 * The contents of messages, whoever gets them. The parameter `messageType` chooses one; WeCom's own names of the types
 * are its values.
 */

export const contentTypeOptions: INodePropertyOptions[] = [
	{ name: 'File', value: 'file', description: '文件消息' },
	{ name: 'Image', value: 'image', description: '图片消息' },
	{
		name: 'Markdown',
		value: 'markdown',
		description: 'Markdown消息, of the subset that WeCom shows',
	},
	{ name: 'News', value: 'news', description: '图文消息. Up to eight articles with links.' },
	{
		name: 'News Stored in WeCom',
		value: 'mpnews',
		description: '图文消息 (mpnews). Up to eight articles that WeCom keeps.',
	},
	{ name: 'Text', value: 'text', description: '文本消息' },
	{ name: 'Text Card', value: 'textcard', description: '文本卡片消息. Text that opens a link.' },
	{ name: 'Video', value: 'video', description: '视频消息' },
	{ name: 'Voice', value: 'voice', description: '语音消息' },
];

const mediaTypes = ['file', 'image', 'video', 'voice'];

const show = (...messageType: string[]) => ({ displayOptions: { show: { messageType } } });

export const contentProperties: INodeProperties[] = [
	text('content', 'Text', {
		required: true,
		typeOptions: { rows: 4 },
		description:
			'At most 2,048 bytes. Line breaks and links (<code>&lt;a href="…"&gt;</code>) are shown; with Translate IDs also <code>$userName=ID$</code>.',
		...show('text'),
	}),
	text('content', 'Markdown', {
		required: true,
		typeOptions: { rows: 4 },
		description:
			'At most 2,048 bytes: headings, bold, links, inline code, quotes, and colors with <code>&lt;font color="info"&gt;</code>',
		...show('markdown'),
	}),
	{
		displayName: 'Media From',
		name: 'mediaFrom',
		type: 'options',
		options: [
			{
				name: 'Input File',
				value: 'inputFile',
				description: 'A file of the item, which is uploaded first',
			},
			{ name: 'Media ID', value: 'mediaId', description: 'A file that was uploaded before' },
		],
		default: 'inputFile',
		...show(...mediaTypes),
	},
	{
		...inputFile,
		displayOptions: { show: { messageType: mediaTypes, mediaFrom: ['inputFile'] } },
	},
	text('mediaId', 'Media ID', {
		required: true,
		description: 'From Media: Upload, within three days',
		displayOptions: { show: { messageType: mediaTypes, mediaFrom: ['mediaId'] } },
	}),
	text('title', 'Title', { required: true, ...show('textcard') }),
	text('description', 'Description', {
		required: true,
		typeOptions: { rows: 3 },
		description:
			'May hold <code>&lt;br&gt;</code> and <code>&lt;div class="gray"&gt;</code> (or highlight, normal)',
		...show('textcard'),
	}),
	text('url', 'URL', {
		required: true,
		placeholder: 'e.g. https://example.com',
		...show('textcard'),
	}),
	text('buttonText', 'Button Text', {
		description: 'At most four characters. If empty, 详情.',
		...show('textcard'),
	}),
	text('title', 'Title', show('video')),
	text('description', 'Description', show('video')),
	{
		...toCollection({
			displayName: 'Articles',
			name: 'articles',
			many: true,
			fields: [
				text('title', 'Title'),
				text('description', 'Description'),
				text('url', 'URL', { placeholder: 'e.g. https://example.com' }),
				text('picurl', 'Picture URL'),
				text('appid', 'Mini Program App ID', { description: 'Takes the place of the URL' }),
				text('pagepath', 'Mini Program Page'),
			],
		}),
		...show('news'),
	},
	{
		...toCollection({
			displayName: 'Articles',
			name: 'articles',
			many: true,
			fields: [
				text('title', 'Title'),
				text('thumb_media_id', 'Thumbnail Media ID'),
				text('content', 'Content', {
					typeOptions: { rows: 4 },
					description: 'HTML, at most 666 KB',
				}),
				text('digest', 'Digest'),
				text('author', 'Author'),
				text('content_source_url', 'Original URL'),
			],
		}),
		...show('mpnews'),
	},
];

/**
 * The content that a user filled in, as the part of the body that is named after its type. A file of the item is
 * uploaded on the way.
 */
export async function readContent(
	context: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
): Promise<Record<string, unknown>> {
	const type = context.getNodeParameter('messageType', itemIndex) as string;
	if (cardTypes.includes(type)) {
		return {
			msgtype: 'template_card',
			template_card: readCard(context, itemIndex, type as CardType),
		};
	}
	return { msgtype: type, [type]: readPart(await readBody(context, itemIndex, caller, type)) };
}

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
	type: string,
): Promise<unknown> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	switch (type) {
		case 'text':
		case 'markdown':
			return { content: parameter('content') };
		case 'file':
		case 'image':
		case 'voice':
			return { media_id: await readMediaId(context, itemIndex, caller, type) };
		case 'video':
			return {
				media_id: await readMediaId(context, itemIndex, caller, type),
				title: parameter('title'),
				description: parameter('description'),
			};
		case 'textcard':
			return {
				title: parameter('title'),
				description: parameter('description'),
				url: parameter('url'),
				btntxt: parameter('buttonText'),
			};
		case 'news':
		case 'mpnews':
			return { articles: parameter('articles') };
		case 'miniprogram_notice':
			return {
				appid: parameter('appId'),
				page: parameter('page'),
				title: parameter('title'),
				description: parameter('description'),
				emphasis_first_item: parameter('emphasizeFirst'),
				content_item: parameter('contentItems'),
			};
		case 'template_msg':
			return {
				template_id: parameter('templateId'),
				url: parameter('url'),
				miniprogram: parameter('miniProgram'),
				content_item: parameter('contentItems'),
			};
		default:
			return undefined;
	}
}

async function readMediaId(
	context: IExecuteFunctions,
	itemIndex: number,
	caller: Caller,
	type: string,
): Promise<unknown> {
	if (context.getNodeParameter('mediaFrom', itemIndex) === 'mediaId') {
		return context.getNodeParameter('mediaId', itemIndex);
	}
	const property = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const file = await readFile(context, itemIndex, property);
	const endpoint = getEndpoint('media.upload');
	if (endpoint.file) checkFile(endpoint.file, type, file);
	const answer = await callEndpoint(
		{ caller, endpoint, values: { type }, signal: context.getExecutionCancelSignal() },
		file,
	);
	return answer.media_id;
}
