import { resource, type Zod } from '../endpoint';
import { filled, folder, meeting } from './parameters';

const backgroundId = (zod: Zod) =>
	filled(zod).meta({
		title: 'Background',
		description: 'background_id from Get Many',
		pick: 'meetingBackground',
	});

export const meetingBackground = resource(
	'meetingBackground',
	'Meeting Background',
	'会议背景',
	`${folder}/010-会议布局和背景管理`,
	{
		create: {
			title: 'Create',
			action: 'Create backgrounds of a meeting',
			zh: '添加会议背景',
			about: 'An event tells when WeCom has fetched the images',
			doc: '011-添加会议背景',
			apps: ['own'],
			post: 'meeting/layout/add_background',
			body: (zod) => ({
				...meeting(zod),
				image_list: zod
					.array(zod.object({ image_md5: filled(zod), image_url: filled(zod) }))
					.min(1)
					.meta({
						title: 'Images',
						description: 'URLs with the MD5 in hexadecimal',
						example: [
							{
								image_md5: '9e107d9d372bb6826bd81d3542a419d6',
								image_url: 'https://example.com/wall.png',
							},
						],
					}),
				default_image_order: zod
					.int()
					.min(1)
					.optional()
					.meta({ title: 'Default', description: 'its place in the list, from 1' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a background of a meeting',
			zh: '删除会议背景',
			doc: '014-删除会议背景',
			apps: ['own'],
			post: 'meeting/layout/delete_background',
			body: (zod) => ({ ...meeting(zod), background_id: backgroundId(zod) }),
			deletes: true,
		},
		deleteMany: {
			title: 'Delete Many',
			action: 'Delete many backgrounds of a meeting',
			zh: '批量删除会议背景',
			doc: '015-批量删除会议背景',
			apps: ['own'],
			post: 'meeting/layout/batch_delete_background',
			body: (zod) => ({
				...meeting(zod),
				background_id_list: zod
					.array(filled(zod))
					.min(1)
					.meta({ title: 'Background IDs', description: 'from Get Many of this meeting' }),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many backgrounds of a meeting',
			zh: '获取会议背景列表',
			doc: '013-获取会议背景列表',
			apps: ['own'],
			post: 'meeting/layout/list_background',
			repeatable: true,
			body: meeting,
			items: 'background_list',
		},
		setDefault: {
			title: 'Set Default',
			action: 'Set the background of a meeting',
			zh: '设置会议默认背景',
			doc: '012-设置会议默认背景',
			apps: ['own'],
			post: 'meeting/layout/set_default_background',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				selected_background_id: zod
					.string()
					.meta({ title: 'Background ID', description: 'an empty text for black' }),
			}),
		},
	},
);
