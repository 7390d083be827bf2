import { resource, type Zod } from '../endpoint';

const target = { lookup: 'member', parameter: 'userid' } as const;
/** The official site, for pages that the folder lacks. */
const site = 'https://developer.work.weixin.qq.com/document/path';

const fieldId = (zod: Zod) => zod.int().min(0);

/** Where a group of fields is there several times, which of them. */
const index = (zod: Zod) => zod.int().min(0);

/** The groups that can be there several times. */
const group = (zod: Zod) =>
	zod.literal([1, 2, 3, 4, 5]).meta({
		labels: {
			1: 'Education',
			2: 'Work experience',
			3: 'Family',
			4: 'Emergency contacts',
			5: 'Contracts',
		},
	});

/** The value of a field, by the type that Get Fields tells. */
const value = (zod: Zod) => ({
	fieldid: fieldId(zod),
	value_string: zod.string().optional(),
	value_uint64: zod.int().min(0).optional(),
	value_uint32: zod.int().min(0).optional(),
	value_int64: zod.int().optional(),
	value_mobile: zod
		.object({
			value_country_code: zod.string().optional(),
			value_mobile: zod.string().optional(),
		})
		.optional(),
	value_file: zod.object({ media_id: zod.array(zod.string()) }).optional(),
});

export const staffRecord = resource(
	'staffRecord',
	'Staff Record',
	'花名册',
	'docs/001-企业内部开发/002-服务端API/034-人事助手/001-花名册',
	{
		get: {
			title: 'Get',
			action: 'Get the staff record of a member',
			zh: '获取员工花名册信息',
			doc: `${site}/99132`,
			apps: ['own'],
			post: 'hr/get_staff_info',
			repeatable: true,
			target,
			atLeastOne: ['get_all', 'fieldids'],
			body: (zod) => ({
				get_all: zod
					.boolean()
					.optional()
					.meta({ title: 'All Fields', description: 'or only those given in Fields' }),
				fieldids: zod
					.array(zod.object({ fieldid: fieldId(zod), sub_idx: index(zod).optional() }))
					.optional()
					.meta({
						title: 'Fields',
						description: 'IDs from Get Fields',
						example: [{ fieldid: 11_001 }],
					}),
			}),
			items: 'field_info',
		},
		getFields: {
			title: 'Get Fields',
			action: 'Get the fields of staff records',
			zh: '获取员工字段配置',
			doc: '002-获取员工字段配置',
			apps: ['own'],
			get: 'hr/get_fields',
			items: 'group_list',
		},
		update: {
			title: 'Update',
			action: 'Update the staff record of a member',
			zh: '更新员工花名册信息',
			doc: `${site}/99133`,
			apps: ['own'],
			post: 'hr/update_staff_info',
			repeatable: false,
			target,
			atLeastOne: ['update_items', 'insert_items', 'remove_items'],
			body: (zod) => ({
				update_items: zod
					.array(zod.object({ ...value(zod), sub_idx: index(zod).optional() }))
					.max(100)
					.optional()
					.meta({
						title: 'Set',
						description: 'single fields; an empty value clears',
						example: [{ fieldid: 11_002, value_string: 'Sam' }],
					}),
				insert_items: zod
					.array(
						zod.object({
							group_type: group(zod),
							item: zod.array(zod.object({ ...value(zod), sub_idx: index(zod).optional() })),
						}),
					)
					.max(10)
					.optional()
					.meta({
						title: 'Add Groups',
						description: '1 education, 2 work, 3 family, 4 emergency contacts, 5 contracts',
						example: [{ group_type: 1, item: [{ fieldid: 14_001, value_string: 'Li Si' }] }],
					}),
				remove_items: zod
					.array(zod.object({ group_type: group(zod), sub_idx: index(zod) }))
					.max(10)
					.optional()
					.meta({
						title: 'Remove Groups',
						description: 'whole ones, by kind and index',
						example: [{ group_type: 1, sub_idx: 0 }],
					}),
			}),
		},
	},
);
