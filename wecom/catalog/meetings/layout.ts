import { resource, type Zod } from '../endpoint';
import { needing } from '../parameters';
import { deviceKind, filled, folder, meeting, temporaryId } from './parameters';

const layoutId = (zod: Zod) =>
	filled(zod).meta({
		title: 'Layout',
		description: 'layout_id from Get Many',
		pick: 'meetingLayout',
	});

const chosenLayout = (zod: Zod) =>
	zod.string().meta({ title: 'Layout ID', description: 'an empty text for the original one' });

const seat = (zod: Zod) =>
	needing(
		zod.object({
			grid_id: filled(zod),
			grid_type: zod
				.literal([1, 2, 3])
				.meta({ labels: { 1: 'Video', 2: 'Shared screen', 3: 'App' } }),
			userid: zod.string().optional(),
			tmp_openid: zod.string().optional(),
			nick_name: zod.string().optional(),
			tool_sdkid: zod.string().optional(),
		}),
		'nick_name',
		{ grid_type: [1] },
	);

const pages = (zod: Zod) =>
	zod
		.array(
			zod.object({
				layout_template_id: filled(zod),
				user_seat_list: zod.array(seat(zod)).optional(),
			}),
		)
		.min(1);

const pageExample = {
	layout_template_id: 'TEMPLATE_ID',
	user_seat_list: [{ grid_id: '1', grid_type: 1, userid: 'zhangsan', nick_name: 'Zhang' }],
};

const polling = (zod: Zod) =>
	zod
		.object({
			polling_interval_unit: zod.literal([1, 2]).meta({ labels: { 1: 'Seconds', 2: 'Minutes' } }),
			polling_interval: zod.int().min(1).max(999_999),
			ignore_user_novideo: zod.boolean(),
			ignore_user_absence: zod.boolean(),
		})
		.optional();

const place = (zod: Zod) => ({
	grid_id: filled(zod),
	grid_type: zod.literal([1, 2]).meta({ labels: { 1: 'Video', 2: 'Shared screen' } }),
	video_type: zod
		.literal([1, 2, 3])
		.optional()
		.meta({ labels: { 1: 'Who speaks', 2: 'Filled automatically', 3: 'Those in user_list' } }),
});

const person = (zod: Zod) => ({
	userid: zod.string().optional(),
	tmp_openid: zod.string().optional(),
});

const advancedExample = {
	layout_template_id: 'TEMPLATE_ID',
	enable_polling: false,
	user_seat_list: [
		{ grid_id: '1', grid_type: 1, video_type: 3, user_list: [{ tmp_openid: 'TMP_OPENID' }] },
	],
};

export const meetingLayout = resource(
	'meetingLayout',
	'Meeting Layout',
	'会议布局',
	`${folder}/010-会议布局和背景管理`,
	{
		apply: {
			title: 'Apply',
			action: 'Apply an advanced layout to a meeting or to attendees',
			zh: '设置高级布局',
			doc: '007-设置高级布局',
			apps: ['own'],
			post: 'meeting/advanced_layout/apply',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				layout_id: chosenLayout(zod),
				user_list: zod
					.array(zod.object({ tmp_openid: filled(zod) }))
					.max(20)
					.optional()
					.meta({
						title: 'Attendees',
						description: 'at most 20, empty: the whole meeting',
						example: [{ tmp_openid: 'TMP_OPENID' }],
					}),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create layouts of a meeting',
			zh: '添加会议基础布局',
			about: 'At most ten in a meeting',
			doc: '002-添加会议基础布局',
			apps: ['own'],
			post: 'meeting/layout/add',
			body: (zod) => ({
				...meeting(zod),
				layout_list: zod
					.array(zod.object({ page_list: pages(zod) }))
					.min(1)
					.meta({
						title: 'Layouts',
						description: 'pages with a template and who sits where',
						example: [{ page_list: [pageExample] }],
					}),
				default_layout_order: zod
					.int()
					.min(1)
					.optional()
					.meta({ title: 'Default', description: 'its place in the list, from 1' }),
			}),
		},
		createAdvanced: {
			title: 'Create Advanced',
			action: 'Create advanced layouts of a meeting',
			zh: '添加会议高级布局',
			about: 'For room systems (MRA), at most 20 in a meeting',
			doc: '003-添加会议高级布局',
			apps: ['own'],
			post: 'meeting/advanced_layout/add',
			body: (zod) => ({
				...meeting(zod),
				layout_list: zod
					.array(
						zod.object({
							layout_name: zod.string().optional(),
							page_list: zod
								.array(
									zod.object({
										layout_template_id: filled(zod),
										enable_polling: zod.boolean().optional(),
										polling_setting: polling(zod),
										user_seat_list: zod.array(
											zod.object({
												...place(zod),
												user_list: zod
													.array(zod.object({ ...person(zod), nick_name: zod.string().optional() }))
													.optional(),
											}),
										),
									}),
								)
								.min(1),
						}),
					)
					.min(1)
					.meta({
						title: 'Layouts',
						description: 'pages with a template and who sits where',
						example: [{ page_list: [advancedExample] }],
					}),
			}),
		},
		deleteMany: {
			title: 'Delete Many',
			action: 'Delete many layouts of a meeting',
			zh: '批量删除布局',
			about: 'Not the one in use',
			doc: '010-批量删除布局',
			apps: ['own'],
			post: 'meeting/advanced_layout/batch_delete',
			body: (zod) => ({
				...meeting(zod),
				layout_id_list: zod
					.array(filled(zod))
					.min(1)
					.max(20)
					.meta({ title: 'Layout IDs', description: 'at most 20' }),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many layouts of a meeting',
			zh: '获取会议布局列表',
			doc: '008-获取会议布局列表',
			apps: ['own'],
			post: 'meeting/advanced_layout/list',
			repeatable: true,
			body: meeting,
			items: 'layout_list',
		},
		getOfAttendee: {
			title: 'Get of Attendee',
			action: 'Get the layout that an attendee sees',
			zh: '获取用户布局',
			doc: '009-获取用户布局',
			apps: ['own'],
			post: 'meeting/advanced_layout/get_user_layout',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				tmp_openid: temporaryId(zod),
				instance_id: deviceKind(zod),
			}),
		},
		getTemplates: {
			title: 'Get Templates',
			action: 'Get the templates of layouts',
			zh: '获取布局模板列表',
			doc: '001-获取布局模板列表',
			apps: ['own'],
			get: 'meeting/layout/list_template',
			items: 'layout_template_list',
		},
		setDefault: {
			title: 'Set Default',
			action: 'Set the layout of a meeting',
			zh: '设置会议默认布局',
			doc: '006-设置会议默认布局',
			apps: ['own'],
			post: 'meeting/layout/set_default',
			repeatable: true,
			body: (zod) => ({ ...meeting(zod), selected_layout_id: chosenLayout(zod) }),
		},
		update: {
			title: 'Update',
			action: 'Update a layout of a meeting',
			zh: '修改会议基础布局',
			doc: '004-修改会议基础布局',
			apps: ['own'],
			post: 'meeting/layout/update',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				layout_id: layoutId(zod),
				page_list: pages(zod).meta({
					title: 'Pages',
					description: 'template, and who sits where',
					example: [pageExample],
				}),
				enable_set_default: zod
					.boolean()
					.optional()
					.meta({ title: 'Set as Default', description: 'everybody sees it' }),
			}),
		},
		updateAdvanced: {
			title: 'Update Advanced',
			action: 'Update an advanced layout of a meeting',
			zh: '修改会议高级布局',
			about: 'Everything is replaced',
			doc: '005-修改会议高级布局',
			apps: ['own'],
			post: 'meeting/advanced_layout/update',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				layout_id: layoutId(zod),
				layout_name: zod.string().optional().meta({ title: 'Name', description: 'of the layout' }),
				page_list: zod
					.array(
						zod.object({
							layout_template_id: filled(zod),
							enable_polling: zod.boolean(),
							polling_setting: polling(zod),
							user_seat_list: zod
								.array(
									zod.object({
										...place(zod),
										user_list: zod.array(zod.object(person(zod))).optional(),
									}),
								)
								.optional(),
						}),
					)
					.min(1)
					.meta({
						title: 'Pages',
						description: 'template, and who sits where',
						example: [advancedExample],
					}),
			}),
		},
	},
);
