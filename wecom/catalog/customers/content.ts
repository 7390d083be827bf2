import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes, naming } from '../parameters';

/* What messages and posts to customers hold, in parts that several endpoints share. */

/** @param most Bytes. */
export const text = (zod: Zod, most: number) =>
	zod.object({ content: bytes(zod, most).optional() });

export const image = (zod: Zod) =>
	zod.object({ media_id: zod.string().optional(), pic_url: zod.string().optional() });

/** @param most Bytes of each address; absent: WeCom names no limit. */
export const link = (zod: Zod, most?: number) => {
	const address = most === undefined ? zod.string() : bytes(zod, most);
	return zod.object({
		title: bytes(zod, 128),
		picurl: address.optional(),
		desc: bytes(zod, 512).optional(),
		url: address.min(1),
	});
};

export const miniProgram = (zod: Zod) =>
	zod.object({
		title: bytes(zod, 64),
		pic_media_id: zod.string().min(1),
		appid: zod.string().min(1),
		page: zod.string().min(1),
	});

export const media = (zod: Zod) => zod.object({ media_id: zod.string().min(1) });

/** What goes along with the text of a message to customers. */
export const attachments = (zod: Zod): z.ZodArray =>
	zod
		.array(
			naming(
				zod.object({
					msgtype: zod.enum(['image', 'link', 'miniprogram', 'video', 'file']),
					image: image(zod).optional(),
					link: link(zod, 2048).optional(),
					miniprogram: miniProgram(zod).optional(),
					video: media(zod).optional(),
					file: media(zod).optional(),
				}),
				'msgtype',
			),
		)
		.max(9)
		.meta({ title: 'Attachments', description: 'at most 9', example: examples.attachments });

/** The examples from which the JSON of a content starts. */
export const examples = {
	text: { content: 'Hello' },
	image: { media_id: 'MEDIA_ID' },
	link: { title: 'Spring offer', url: 'https://example.com' },
	miniprogram: {
		title: 'Shop',
		pic_media_id: 'MEDIA_ID',
		appid: 'wx1234567890',
		page: 'pages/index.html',
	},
	media: { media_id: 'MEDIA_ID' },
	attachments: [
		{ msgtype: 'link', link: { title: 'Spring offer', url: 'https://example.com' } },
		{ msgtype: 'image', image: { media_id: 'MEDIA_ID' } },
	],
} as const;
