import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { bytes, chosenAgent } from '../parameters';

const types = [
	'click',
	'view',
	'scancode_push',
	'scancode_waitmsg',
	'pic_sysphoto',
	'pic_photo_or_album',
	'pic_weixin',
	'location_select',
	'view_miniprogram',
] as const;

const entry = (zod: Zod) => ({
	key: bytes(zod, 128).optional(),
	url: bytes(zod, 1024).optional(),
	pagepath: zod.string().optional(),
	appid: zod.string().optional(),
});

interface Entry {
	type?: (typeof types)[number] | undefined;
	key?: string | undefined;
	url?: string | undefined;
	pagepath?: string | undefined;
	appid?: string | undefined;
}

/** What an entry needs to do what its type says. */
function check(item: Entry, context: z.RefinementCtx): void {
	const wanted: (keyof Entry)[] =
		item.type === 'view'
			? ['url']
			: item.type === 'view_miniprogram'
				? ['pagepath', 'appid']
				: ['key'];
	for (const name of wanted) {
		if (!item[name]) {
			context.addIssue({
				code: 'custom',
				path: [name],
				message: `is required in an entry of type ${item.type}`,
			});
		}
	}
}

const subButton = (zod: Zod) =>
	zod
		.object({ type: zod.enum(types), name: bytes(zod, 40).min(1), ...entry(zod) })
		.superRefine(check);

const button = (zod: Zod) =>
	zod
		.object({
			type: zod.enum(types).optional(),
			name: bytes(zod, 16).min(1),
			...entry(zod),
			sub_button: zod.array(subButton(zod)).max(5).optional(),
		})
		.superRefine((item, context) => {
			if (item.sub_button && item.sub_button.length > 0) return;
			if (item.type) return check(item, context);
			context.addIssue({
				code: 'custom',
				path: ['type'],
				message: "is required in an entry without 'sub_button'",
			});
		});

export const menu = resource(
	'menu',
	'Menu',
	'自定义菜单',
	'docs/001-企业内部开发/002-服务端API/010-应用管理/004-自定义菜单',
	{
		create: {
			title: 'Create',
			action: 'Create a menu',
			zh: '创建菜单',
			about: 'Replaces the menu that the app has',
			doc: '001-创建菜单',
			apps: ['own'],
			post: 'menu/create',
			repeatable: true,
			query: (zod) => ({ agentid: chosenAgent(zod) }),
			body: (zod) => ({
				button: zod
					.array(button(zod))
					.min(1)
					.max(3)
					.meta({
						title: 'Entries',
						description: '1 to 3, each with up to 5 below it',
						example: [
							{ type: 'click', name: 'Today', key: 'TODAY' },
							{
								name: 'More',
								sub_button: [{ type: 'view', name: 'Help', url: 'https://example.com' }],
							},
						],
					}),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a menu',
			zh: '删除菜单',
			doc: '003-删除菜单',
			apps: ['own'],
			get: 'menu/delete',
			query: (zod) => ({ agentid: chosenAgent(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a menu',
			zh: '获取菜单',
			doc: '002-获取菜单',
			apps: ['own'],
			get: 'menu/get',
			query: (zod) => ({ agentid: chosenAgent(zod) }),
		},
	},
);
