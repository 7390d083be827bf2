import { resource, type Zod } from '../endpoint';

const roomId = (zod: Zod) =>
	zod.int().min(0).meta({
		title: 'Meeting Room',
		description: 'meetingroom_id from Get Many',
		pick: 'meetingRoom',
	});

const equipment = (zod: Zod) =>
	zod
		.array(zod.literal([1, 2, 3, 4, 5]))
		.optional()
		.meta({
			title: 'Equipment',
			description: '1 television, 2 phone, 3 projector, 4 whiteboard, 5 video',
		});

const place = (zod: Zod) => ({
	city: zod
		.string()
		.optional()
		.meta({ title: 'City', description: 'a room with a place needs city, building and floor' }),
	building: zod.string().optional().meta({ title: 'Building', description: 'needs the city' }),
	floor: zod.string().optional().meta({ title: 'Floor', description: 'needs the building' }),
});

const settings = (zod: Zod) => ({
	...place(zod),
	equipment: equipment(zod),
	coordinate: zod
		.object({ latitude: zod.string().optional(), longitude: zod.string().optional() })
		.optional()
		.meta({
			title: 'Coordinates',
			description: 'of the building, in degrees',
			example: { latitude: '22.540503', longitude: '113.934528' },
		}),
	range: zod
		.object({
			user_list: zod.array(zod.string()).max(1000).optional(),
			department_list: zod.array(zod.int()).max(1000).optional(),
		})
		.optional()
		.meta({
			title: 'Who May Book',
			description: 'at most 1000 members and 1000 departments, empty: everybody',
			example: { user_list: ['zhangsan'], department_list: [2] },
		}),
});

const name = (zod: Zod) =>
	zod.string().min(1).max(30).meta({ title: 'Name', description: 'at most 30 characters' });

const capacity = (zod: Zod) =>
	zod.int().min(0).meta({ title: 'Seats', description: 'how many people the room holds' });

/** One page for all, which the folder lacks. */
const doc = 'https://developer.work.weixin.qq.com/document/path/93619';

export const meetingRoom = resource(
	'meetingRoom',
	'Meeting Room',
	'会议室',
	'docs/001-企业内部开发/002-服务端API/035-会议室',
	{
		create: {
			title: 'Create',
			action: 'Create a meeting room',
			zh: '添加会议室',
			doc,
			apps: ['own'],
			post: 'oa/meetingroom/add',
			body: (zod) => ({ name: name(zod), capacity: capacity(zod), ...settings(zod) }),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a meeting room',
			zh: '删除会议室',
			doc,
			apps: ['own'],
			post: 'oa/meetingroom/del',
			body: (zod) => ({ meetingroom_id: roomId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many meeting rooms',
			zh: '查询会议室',
			doc,
			apps: ['own'],
			post: 'oa/meetingroom/list',
			repeatable: true,
			body: (zod) => ({ ...place(zod), equipment: equipment(zod) }),
			items: 'meetingroom_list',
		},
		update: {
			title: 'Update',
			action: 'Update a meeting room',
			zh: '编辑会议室',
			about: 'Who may book is replaced, the rest stays where it is not given',
			doc,
			apps: ['own'],
			post: 'oa/meetingroom/edit',
			repeatable: true,
			body: (zod) => ({
				meetingroom_id: roomId(zod),
				name: name(zod).optional(),
				capacity: capacity(zod).optional(),
				...settings(zod),
			}),
		},
	},
);
