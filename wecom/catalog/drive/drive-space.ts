import { resource } from '../endpoint';
import { people, somebody, spaceId } from './parameters';

const rights = { 1: 'Download only', 4: 'Preview', 7: 'Administrator' };

export const driveSpace = resource(
	'driveSpace',
	'Drive Space',
	'微盘空间',
	'docs/002-第三方应用开发/002-服务端API/029-微盘',
	{
		addMembers: {
			title: 'Add Members',
			action: 'Add members to a drive space',
			zh: '添加成员/部门',
			doc: '003-管理空间权限/001-添加成员-部门',
			post: 'wedrive/space_acl_add',
			body: (zod) => ({
				spaceid: spaceId(zod),
				auth_info: people(zod, {
					auth: zod.literal([1, 7]).meta({ labels: { 1: rights[1], 7: rights[7] } }),
				})
					.min(1)
					.meta({
						title: 'Members',
						description: 'type 1 with userid, type 2 with departmentid',
						example: [
							{ type: 1, userid: 'zhangsan', auth: 7 },
							{ type: 2, departmentid: 2, auth: 1 },
						],
					}),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create a drive space',
			zh: '新建空间',
			doc: '002-管理空间/001-新建空间',
			post: 'wedrive/space_create',
			body: (zod) => ({
				space_name: zod.string().min(1).meta({ title: 'Name', description: 'of the space' }),
				auth_info: people(zod, { auth: zod.literal([1, 4, 7]).meta({ labels: rights }) })
					.optional()
					.meta({
						title: 'Members',
						description: 'type 1 with userid, type 2 with departmentid',
						example: [{ type: 1, userid: 'zhangsan', auth: 7 }],
					}),
				space_sub_type: zod
					.literal(0)
					.optional()
					.meta({ title: 'Type', description: 'what to create', labels: { 0: 'Ordinary' } }),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a drive space and all files in it',
			zh: '解散空间',
			doc: '002-管理空间/003-解散空间',
			post: 'wedrive/space_dismiss',
			body: (zod) => ({ spaceid: spaceId(zod) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a drive space and its members',
			zh: '获取空间信息',
			doc: '002-管理空间/004-获取空间信息',
			post: 'wedrive/space_info',
			repeatable: true,
			body: (zod) => ({ spaceid: spaceId(zod) }),
			answer: 'space_info',
		},
		getInviteLink: {
			title: 'Get Invite Link',
			action: 'Get a link that invites to a drive space',
			zh: '获取邀请链接',
			doc: '003-管理空间权限/004-获取邀请链接',
			post: 'wedrive/space_share',
			repeatable: true,
			body: (zod) => ({ spaceid: spaceId(zod) }),
		},
		getPermissions: {
			title: 'Get Permissions',
			action: 'Get the members and settings of a drive space',
			zh: '获取空间信息（新）',
			doc: '003-管理空间权限/005-获取空间信息',
			post: 'wedrive/new_space_info',
			repeatable: true,
			body: (zod) => ({ spaceid: spaceId(zod) }),
			answer: 'space_info',
		},
		removeMembers: {
			title: 'Remove Members',
			action: 'Remove members from a drive space',
			zh: '移除成员/部门',
			doc: '003-管理空间权限/002-移除成员-部门',
			post: 'wedrive/space_acl_del',
			destroys: true,
			repeatable: true,
			body: (zod) => ({
				spaceid: spaceId(zod),
				auth_info: people(zod).min(1).meta({
					title: 'Members',
					description: 'type 1 with userid, type 2 with departmentid',
					example: somebody,
				}),
			}),
		},
		rename: {
			title: 'Rename',
			action: 'Rename a drive space',
			zh: '重命名空间',
			doc: 'https://developer.work.weixin.qq.com/document/path/97862',
			post: 'wedrive/space_rename',
			repeatable: true,
			body: (zod) => ({
				spaceid: spaceId(zod),
				space_name: zod.string().min(1).meta({ title: 'New Name', description: 'of the space' }),
			}),
		},
		updateSecurity: {
			title: 'Update Security',
			action: 'Update the settings of a drive space',
			zh: '安全设置',
			about: 'What is not given stays. Only spaces that this app has created',
			doc: '003-管理空间权限/003-安全设置',
			post: 'wedrive/space_setting',
			repeatable: true,
			body: (zod) => ({
				spaceid: spaceId(zod),
				enable_watermark: zod
					.boolean()
					.optional()
					.meta({ title: 'Watermark', description: 'needs the professional edition' }),
				enable_confidential_mode: zod
					.boolean()
					.optional()
					.meta({ title: 'Confidential', description: 'confidential mode of the space' }),
				share_url_no_approve: zod.boolean().optional().meta({
					title: 'Invite Link Without Approval',
					description: 'people join by the link at once',
				}),
				share_url_no_approve_default_auth: zod
					.literal([1, 2, 4, 5, 200])
					.optional()
					.meta({
						title: 'Invite Link Gives',
						description: 'what those who join by it may do',
						labels: {
							1: 'Download only',
							2: 'Edit',
							4: 'Preview',
							5: 'Upload and download',
							200: 'Custom',
						},
					}),
				default_file_scope: zod
					.literal([1, 2])
					.optional()
					.meta({
						title: 'Files Are Open to',
						description: 'unless a file says otherwise',
						labels: { 1: 'Members', 2: 'Company' },
					}),
				ban_share_external: zod.boolean().optional().meta({
					title: 'Forbid Sharing Outside',
					description: 'nobody may share a file out of the company',
				}),
			}),
		},
	},
);
