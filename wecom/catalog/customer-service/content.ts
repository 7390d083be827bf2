import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes, flag, naming } from '../parameters';

/** The ID by which the sender knows a message; WeCom makes one if there is none. */
export const messageId = (zod: Zod) =>
	bytes(zod, 32)
		.regex(/^[0-9A-Za-z_-]*$/, { error: 'must consist of letters, digits, _ and -' })
		.optional()
		.meta({ title: 'Message ID', description: 'empty: WeCom makes one' });

/** A menu that a customer can click. @param most Entries. */
export const menu = (zod: Zod, most: number): z.ZodObject =>
	zod.object({
		head_content: bytes(zod, 1024).optional(),
		list: zod
			.array(
				naming(
					zod.object({
						type: zod.enum(['click', 'view', 'miniprogram', 'text']),
						click: zod
							.object({ id: bytes(zod, 128).optional(), content: bytes(zod, 128).min(1) })
							.optional(),
						view: zod
							.object({ url: bytes(zod, 2048).min(1), content: bytes(zod, 1024).min(1) })
							.optional(),
						miniprogram: zod
							.object({
								appid: bytes(zod, 32).min(1),
								pagepath: bytes(zod, 1024).min(1),
								content: bytes(zod, 1024).min(1),
							})
							.optional(),
						text: zod
							.object({ content: bytes(zod, 256).min(1), no_newline: flag(zod).optional() })
							.optional(),
					}),
					'type',
				),
			)
			.max(most)
			.optional(),
		tail_content: bytes(zod, 1024).optional(),
	});

export const menuExample = {
	head_content: 'Did that help?',
	list: [
		{ type: 'click', click: { id: 'yes', content: 'Yes' } },
		{ type: 'view', view: { url: 'https://example.com', content: 'Read more' } },
	],
};
