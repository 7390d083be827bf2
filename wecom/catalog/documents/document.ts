import { resource, type Zod } from '../endpoint';
import { documentId, documentOrForm, place, single } from './parameters';

const own = 'Only those that this app has created';
const internal = 'docs/001-企业内部开发/002-服务端API/025-文档';

const range = (zod: Zod) => zod.object({ start_index: zod.int().min(0), length: zod.int().min(0) });

const ranges = (zod: Zod) => zod.array(range(zod)).min(1).max(10);

const at = (zod: Zod) => ({ location: zod.object({ index: zod.int().min(0) }) });

const colour = (zod: Zod) =>
	zod
		.string()
		.regex(/^[0-9A-Fa-f]{6}$/, { error: 'must be a colour as RRGGBB' })
		.optional();

/** One change of a document's text. */
const change = (zod: Zod) =>
	single(
		zod.object({
			replace_text: zod.object({ text: zod.string(), ranges: ranges(zod) }).optional(),
			insert_text: zod.object({ text: zod.string(), ...at(zod) }).optional(),
			delete_content: zod.object({ range: range(zod) }).optional(),
			insert_image: zod
				.object({
					image_id: zod.string().min(1),
					...at(zod),
					width: zod.int().min(1).optional(),
					height: zod.int().min(1).optional(),
				})
				.optional(),
			insert_page_break: zod.object(at(zod)).optional(),
			insert_table: zod
				.object({ rows: zod.int().min(1).max(100), cols: zod.int().min(1).max(60), ...at(zod) })
				.refine(({ rows, cols }) => rows * cols <= 1000, {
					path: ['rows'],
					error: 'must make at most 1000 cells together with cols',
				})
				.optional(),
			insert_paragraph: zod.object(at(zod)).optional(),
			update_text_property: zod
				.object({
					text_property: zod.object({
						bold: zod.boolean().optional(),
						color: colour(zod),
						background_color: colour(zod),
					}),
					ranges: ranges(zod),
				})
				.optional(),
		}),
	);

const viewOrEdit = (zod: Zod, title: string) =>
	zod
		.literal([1, 2])
		.optional()
		.meta({ title, labels: { 1: 'View', 2: 'Edit' } });

const yes = (zod: Zod, title: string, description?: string) =>
	zod
		.boolean()
		.optional()
		.meta(description === undefined ? { title } : { title, description });

const who = (zod: Zod) => ({
	type: zod.literal(1),
	userid: zod.string().optional(),
	tmp_external_userid: zod.string().optional(),
});

const members = (zod: Zod) => ({
	update_file_member_list: zod
		.array(
			zod.object({
				...who(zod),
				auth: zod.literal([1, 2, 7]).meta({ labels: { 1: 'View', 2: 'Edit', 7: 'Administrator' } }),
			}),
		)
		.max(100)
		.optional()
		.meta({
			title: 'Members to Add or Change',
			description: 'at most 100',
			example: [{ type: 1, userid: 'zhangsan', auth: 2 }],
		}),
	del_file_member_list: zod
		.array(zod.object(who(zod)))
		.max(100)
		.optional()
		.meta({
			title: 'Members to Remove',
			description: 'at most 100',
			example: [{ type: 1, userid: 'lisi' }],
		}),
});

export const document = resource(
	'document',
	'Document',
	'文档',
	'docs/002-第三方应用开发/002-服务端API/026-文档',
	{
		create: {
			title: 'Create',
			action: 'Create a document',
			zh: '新建文档',
			about: 'Keep the docid of the answer: WeCom does not tell it again',
			doc: '002-管理文档/001-新建文档',
			post: 'wedoc/create_doc',
			body: (zod) => ({
				doc_type: zod.literal([3, 4, 10, 11]).meta({
					title: 'Type',
					description: 'what to create or read',
					labels: { 3: 'Document', 4: 'Spreadsheet', 10: 'Smart sheet', 11: 'Smart document' },
				}),
				doc_name: zod
					.string()
					.min(1)
					.meta({ title: 'Name', description: 'shown above the content, at most 255 characters' }),
				admin_users: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Administrator IDs', description: 'userids of members' }),
				...place(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a document or a form',
			zh: '删除文档',
			about: own,
			doc: '002-管理文档/003-删除文档',
			post: 'wedoc/del_doc',
			body: documentOrForm,
			atLeastOne: ['docid', 'formid'],
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get the name and type of a document',
			zh: '获取文档基础信息',
			doc: '002-管理文档/004-获取文档基础信息',
			post: 'wedoc/get_doc_base_info',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod) }),
			answer: 'doc_base_info',
		},
		getContent: {
			title: 'Get Content',
			action: 'Get the content of a document',
			zh: '获取文档数据',
			doc: '003-管理文档内容/002-获取文档数据',
			post: 'wedoc/document/get',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod) }),
		},
		getPermissions: {
			title: 'Get Permissions',
			action: 'Get who may open a document',
			zh: '获取文档权限信息',
			doc: '007-设置文档权限/001-获取文档权限信息',
			post: 'wedoc/doc_get_auth',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod) }),
		},
		getShareLink: {
			title: 'Get Share Link',
			action: 'Get a link to a document or a form',
			zh: '分享文档',
			about: own,
			doc: '002-管理文档/005-分享文档',
			post: 'wedoc/doc_share',
			repeatable: true,
			body: documentOrForm,
			atLeastOne: ['docid', 'formid'],
		},
		rename: {
			title: 'Rename',
			action: 'Rename a document or a form',
			zh: '重命名文档',
			about: own,
			doc: `${internal}/002-管理文档/002-重命名文档.md`,
			post: 'wedoc/rename_doc',
			repeatable: true,
			body: (zod) => ({
				...documentOrForm(zod),
				new_name: zod.string().min(1).meta({
					title: 'New Name',
					description: 'at most 255 characters, Chinese ones count twice',
				}),
			}),
			atLeastOne: ['docid', 'formid'],
		},
		updateContent: {
			title: 'Update Content',
			action: 'Update the content of a document',
			zh: '编辑文档内容',
			about: 'All changes or none. Positions come from Get Content',
			doc: `${internal}/003-管理文档内容/001-编辑文档内容.md`,
			post: 'wedoc/document/batch_update',
			body: (zod) => ({
				docid: documentId(zod),
				version: zod
					.int()
					.min(0)
					.optional()
					.meta({ title: 'Version', description: 'from Get Content, at most 100 old' }),
				requests: zod
					.array(change(zod))
					.min(1)
					.max(30)
					.meta({
						title: 'Changes',
						description: 'at most 30, one kind in each',
						example: [{ insert_text: { text: 'Hello', location: { index: 1 } } }],
					}),
			}),
		},
		updateMembers: {
			title: 'Update Members',
			action: 'Update the members of a document',
			zh: '修改文档成员与权限',
			doc: 'https://developer.work.weixin.qq.com/document/path/97781',
			post: 'wedoc/mod_doc_member',
			repeatable: true,
			body: (zod) => ({ docid: documentId(zod), ...members(zod) }),
			atLeastOne: ['update_file_member_list', 'del_file_member_list'],
		},
		updateSecurity: {
			title: 'Update Security',
			action: 'Update copying and watermark of a document',
			zh: '修改文档安全设置',
			doc: '007-设置文档权限/004-修改文档安全设置',
			post: 'wedoc/mod_doc_safty_setting',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				enable_readonly_copy: yes(zod, 'Readers May Copy', 'copy and download'),
				watermark: zod
					.object({
						margin_type: zod
							.literal([1, 2])
							.optional()
							.meta({ labels: { 1: 'Sparse', 2: 'Dense' } }),
						show_visitor_name: zod.boolean().optional(),
						show_text: zod.boolean().optional(),
						text: zod.string().optional(),
					})
					.optional()
					.meta({
						title: 'Watermark',
						description: 'density, name of the visitor, own text',
						example: { margin_type: 1, show_text: true, text: 'Confidential' },
					}),
			}),
		},
		updateViewRules: {
			title: 'Update View Rules',
			action: 'Update who may open a document',
			zh: '修改文档查看规则',
			doc: 'https://developer.work.weixin.qq.com/document/path/97804',
			post: 'wedoc/mod_doc_join_rule',
			repeatable: true,
			body: (zod) => ({
				docid: documentId(zod),
				enable_corp_internal: yes(zod, 'Open to the Company', 'members may open it'),
				corp_internal_auth: viewOrEdit(zod, 'Members May').meta({
					description: 'only a smart sheet may be opened for editing',
				}),
				enable_corp_external: yes(zod, 'Open to Outsiders', 'people outside may open it'),
				corp_external_auth: viewOrEdit(zod, 'Outsiders May').meta({
					description: 'only a smart sheet may be opened for editing',
				}),
				corp_internal_approve_only_by_admin: yes(
					zod,
					'Administrators Approve Members',
					'true where it is closed to members; needs an administrator',
				),
				corp_external_approve_only_by_admin: yes(
					zod,
					'Administrators Approve Outsiders',
					'true where it is closed to outsiders but may be shared; needs an administrator',
				),
				ban_share_external: yes(
					zod,
					'Forbid Sharing Outside',
					'nobody may share it out of the company',
				),
				update_co_auth_list: yes(zod, 'Update Departments', 'needed to change the departments'),
				co_auth_list: zod
					.array(
						zod.object({
							type: zod.literal(2).meta({ labels: { 2: 'Department' } }),
							departmentid: zod.int().min(0),
							auth: zod.literal([1, 2]).meta({ labels: { 1: 'View', 2: 'Edit' } }),
						}),
					)
					.optional()
					.meta({
						title: 'Departments',
						description: 'replaces all',
						example: [{ type: 2, departmentid: 2, auth: 1 }],
					}),
			}),
		},
		uploadImage: {
			title: 'Upload Image',
			action: 'Upload an image for a document',
			zh: '上传文档图片',
			about: 'The URL of the answer is the image_id in Update Content',
			doc: `${internal}/011-素材管理/001-上传文档图片.md`,
			post: 'wedoc/image_upload',
			body: (zod) => ({ docid: documentId(zod) }),
			// The page names no limit.
			file: {
				field: 'base64_content',
				base64: true,
				accepts: { any: { min: 1, max: Infinity } },
			},
		},
	},
);
