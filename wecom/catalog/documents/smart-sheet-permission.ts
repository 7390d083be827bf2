import { resource, type Zod } from '../endpoint';
import { needing } from '../parameters';
import { documentId } from './parameters';

const page = '005-管理智能表格内容权限';

const kind = (zod: Zod) =>
	zod.literal([1, 2]).meta({
		title: 'Type',
		description: 'what to create or read',
		labels: { 1: 'For everybody', 2: 'Extra, for some members' },
	});

const ruleId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Permission', description: 'rule_id of an extra one', pick: 'sheetPermission' });

const ruleIds = (zod: Zod) =>
	zod.array(zod.int().min(0)).meta({ title: 'Rule IDs', description: 'of extra permissions' });

const rights = (zod: Zod) => ({
	can_edit: zod.boolean(),
	can_insert: zod.boolean(),
	can_view: zod.boolean(),
});

const defaultRights = (zod: Zod) => ({
	can_edit: zod.boolean().optional(),
	can_insert: zod.boolean().optional(),
	can_view: zod.boolean().optional(),
});

/** What may be done in one sheet. */
const privilege = (zod: Zod) =>
	needing(
		zod.object({
			sheet_id: zod.string().min(1),
			priv: zod
				.literal([1, 2, 3, 4])
				.meta({ labels: { 1: 'Everything', 2: 'Edit', 3: 'View', 4: 'Nothing' } }),
			can_insert_record: zod.boolean().optional(),
			can_delete_record: zod.boolean().optional(),
			can_create_modify_delete_view: zod.boolean().optional(),
			field_priv: zod
				.object({
					field_range_type: zod
						.literal([1, 2])
						.meta({ labels: { 1: 'All fields', 2: 'Some fields' } }),
					field_rule_list: zod.array(
						zod.object({
							field_id: zod.string().min(1),
							field_type: zod.string().min(1),
							...rights(zod),
						}),
					),
					field_default_rule: zod.object(defaultRights(zod)).optional(),
				})
				.optional(),
			record_priv: zod
				.object({
					record_range_type: zod.literal([1, 2, 3]).meta({
						labels: {
							1: 'All records',
							2: 'Those that meet one condition',
							3: 'Those that meet all conditions',
						},
					}),
					record_rule_list: zod
						.array(
							zod.object({
								field_id: zod.string().min(1),
								field_type: zod.string().optional(),
								oper_type: zod.literal([1, 2, 3, 4, 5, 6, 7]).meta({
									labels: {
										1: 'Contains oneself',
										2: 'Contains',
										3: 'Does not contain',
										4: 'Is',
										5: 'Is not',
										6: 'Is empty',
										7: 'Is not empty',
									},
								}),
								value: zod.array(zod.string()).optional(),
							}),
						)
						.optional(),
					other_priv: zod
						.literal([1, 2])
						.meta({ labels: { 1: 'Other records cannot be edited', 2: 'nor seen' } }),
				})
				.optional(),
			clear: zod.boolean().optional(),
		}),
		'record_priv',
		{ priv: [2, 3] },
	);

const members = (zod: Zod, title: string) =>
	zod
		.object({ userid_list: zod.array(zod.string()).optional() })
		.optional()
		.meta({ title, example: { userid_list: ['zhangsan'] } });

/** What members may do with the content of a smart sheet: one permission for everybody, and up to 20 extra ones. */
export const smartSheetPermission = resource(
	'smartSheetPermission',
	'Smart Sheet Permission',
	'智能表格内容权限',
	'docs/002-第三方应用开发/002-服务端API/026-文档/007-设置文档权限',
	{
		create: {
			title: 'Create',
			action: 'Create an extra permission of a smart sheet',
			zh: '新增智能表格指定成员额外权限',
			about: 'At most 20 a smart sheet',
			doc: page,
			post: 'wedoc/smartsheet/content_priv/create_rule',
			body: (zod) => ({
				docid: documentId(zod),
				name: zod.string().min(1).meta({ title: 'Name', description: 'unique in the smart sheet' }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete extra permissions of a smart sheet',
			zh: '删除智能表格指定成员额外权限',
			doc: page,
			post: 'wedoc/smartsheet/content_priv/delete_rule',
			body: (zod) => ({ docid: documentId(zod), rule_id_list: ruleIds(zod).min(1) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many permissions of a smart sheet',
			zh: '查询智能表格子表权限',
			doc: page,
			post: 'wedoc/smartsheet/content_priv/get_sheet_priv',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				type: kind(zod),
				rule_id_list: ruleIds(zod).optional(),
			}),
			items: 'rule_list',
		},
		update: {
			title: 'Update',
			action: 'Update a permission of a smart sheet',
			zh: '更新智能表格子表权限',
			doc: page,
			post: 'wedoc/smartsheet/content_priv/update_sheet_priv',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				type: kind(zod),
				rule_id: ruleId(zod).optional(),
				name: zod
					.string()
					.optional()
					.meta({ title: 'Name', description: 'of an extra permission' }),
				priv_list: zod
					.array(privilege(zod))
					.optional()
					.meta({
						title: 'Privileges',
						description: 'one for each sheet',
						example: [
							{
								sheet_id: 'SHEET_ID',
								priv: 2,
								can_insert_record: true,
								record_priv: { record_range_type: 1, other_priv: 1 },
							},
						],
					}),
			}),
			neededWith: { rule_id: { type: [2] } },
		},
		updateMembers: {
			title: 'Update Members',
			action: 'Update the members of an extra permission',
			zh: '更新智能表格指定成员额外权限',
			about: 'At most 50 members in total',
			doc: page,
			post: 'wedoc/smartsheet/content_priv/mod_rule_member',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				rule_id: ruleId(zod),
				add_member_range: members(zod, 'Members to Add').meta({ description: 'by userid' }),
				del_member_range: members(zod, 'Members to Remove').meta({ description: 'by userid' }),
			}),
			atLeastOne: ['add_member_range', 'del_member_range'],
		},
	},
);
