import { resource, type FileRule } from '../endpoint';
import { offset } from '../page';
import {
	fileId,
	fileName,
	folderId,
	folderOfSpace,
	people,
	place,
	selectedTicket,
	somebody,
	spaceId,
} from './parameters';

const MB = 1024 * 1024;

const content = (max: number): FileRule => ({
	field: 'file_base64_content',
	base64: true,
	accepts: { any: { min: 1, max } },
});

const uploadPage = '004-管理文件/003-文件分块上传';

export const driveFile = resource(
	'driveFile',
	'Drive File',
	'微盘文件',
	'docs/002-第三方应用开发/002-服务端API/029-微盘',
	{
		addMembers: {
			title: 'Add Members',
			action: 'Add members to a drive file',
			zh: '新增成员',
			doc: '005-管理文件权限/001-新增成员',
			post: 'wedrive/file_acl_add',
			body: (zod) => ({
				fileid: fileId(zod),
				auth_info: people(zod, {
					auth: zod.literal(1).meta({ labels: { 1: 'Download only' } }),
				})
					.min(1)
					.meta({
						title: 'Members',
						description: 'type 1 with userid, type 2 with departmentid',
						example: [{ type: 1, userid: 'zhangsan', auth: 1 }],
					}),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create a folder or a document in a drive',
			zh: '新建文件夹/文档',
			doc: 'https://developer.work.weixin.qq.com/document/path/97916',
			post: 'wedrive/file_create',
			body: (zod) => ({
				spaceid: spaceId(zod),
				fatherid: folderOfSpace(zod),
				file_type: zod.literal([1, 3, 4]).meta({
					title: 'Type',
					description: 'what to create',
					labels: { 1: 'Folder', 3: 'Document', 4: 'Spreadsheet' },
				}),
				file_name: fileName(zod),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete drive files',
			zh: '删除文件',
			doc: '004-管理文件/008-删除文件',
			post: 'wedrive/file_delete',
			body: (zod) => ({
				fileid: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'File IDs', description: 'fileid of files and folders' }),
			}),
			deletes: true,
		},
		finishUpload: {
			title: 'Finish Upload',
			action: 'Finish the upload of a large drive file',
			zh: '分块上传完成',
			doc: uploadPage,
			post: 'wedrive/file_upload_finish',
			body: (zod) => ({
				upload_key: zod
					.string()
					.min(1)
					.meta({ title: 'Upload Key', description: 'from Start Upload' }),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get the facts about a drive file',
			zh: '获取文件信息',
			doc: '004-管理文件/009-获取文件信息',
			post: 'wedrive/file_info',
			repeatable: true,
			body: (zod) => ({ fileid: fileId(zod) }),
			answer: 'file_info',
			simple: [
				'fileid',
				'file_name',
				'spaceid',
				'fatherid',
				'file_size',
				'ctime',
				'mtime',
				'file_type',
				'file_status',
				'url',
			],
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many drive files of a folder',
			zh: '获取文件列表',
			doc: '004-管理文件/001-获取文件列表',
			post: 'wedrive/file_list',
			repeatable: true,
			body: (zod) => ({
				spaceid: spaceId(zod),
				fatherid: folderOfSpace(zod),
				sort_type: zod.literal([1, 2, 3, 4, 5, 6]).meta({
					title: 'Order',
					description: 'of the list',
					labels: {
						1: 'Name',
						2: 'Name, last first',
						3: 'Size',
						4: 'Size, largest first',
						5: 'Changed',
						6: 'Changed, latest first',
					},
				}),
			}),
			items: 'file_list.item',
			page: offset(1000, {
				request: 'start',
				answer: 'next_start',
				more: 'has_more',
				first: 0,
			}),
			simple: [
				'fileid',
				'file_name',
				'spaceid',
				'fatherid',
				'file_size',
				'ctime',
				'mtime',
				'file_type',
				'file_status',
				'url',
			],
		},
		getDownloadLink: {
			title: 'Get Download Link',
			action: 'Get a link to download a drive file',
			zh: '下载文件',
			about: 'For two hours, together with the cookie of the answer. No folders or documents',
			doc: '004-管理文件/004-下载文件',
			post: 'wedrive/file_download',
			repeatable: true,
			body: (zod) => ({
				fileid: fileId(zod).optional(),
				selected_ticket: selectedTicket(zod).meta({ description: 'instead of a File ID' }),
			}),
			atLeastOne: ['fileid', 'selected_ticket'],
		},
		getPermissions: {
			title: 'Get Permissions',
			action: 'Get who may open a drive file',
			zh: '获取文件权限信息',
			doc: '005-管理文件权限/005-获取文件权限信息',
			post: 'wedrive/get_file_permission',
			repeatable: true,
			body: (zod) => ({ fileid: fileId(zod) }),
		},
		getShareLink: {
			title: 'Get Share Link',
			action: 'Get a link to share a drive file',
			zh: '获取分享链接',
			doc: '005-管理文件权限/004-获取分享链接',
			post: 'wedrive/file_share',
			repeatable: true,
			body: (zod) => ({ fileid: fileId(zod) }),
		},
		move: {
			title: 'Move',
			action: 'Move drive files to another folder',
			zh: '移动文件',
			doc: '004-管理文件/007-移动文件',
			post: 'wedrive/file_move',
			body: (zod) => ({
				fatherid: folderId(zod),
				fileid: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'File IDs', description: 'fileid of files and folders' }),
				replace: zod
					.boolean()
					.optional()
					.meta({ title: 'Replace', description: 'files of the same name; off: rename the moved' }),
			}),
		},
		removeMembers: {
			title: 'Remove Members',
			action: 'Remove members from a drive file',
			zh: '删除成员',
			doc: '005-管理文件权限/002-删除成员',
			post: 'wedrive/file_acl_del',
			destroys: true,
			repeatable: true,
			body: (zod) => ({
				fileid: fileId(zod),
				auth_info: people(zod).min(1).meta({
					title: 'Members',
					description: 'type 1 with userid, type 2 with departmentid',
					example: somebody,
				}),
			}),
		},
		rename: {
			title: 'Rename',
			action: 'Rename a drive file',
			zh: '重命名文件',
			doc: 'https://developer.work.weixin.qq.com/document/path/97917',
			post: 'wedrive/file_rename',
			repeatable: true,
			body: (zod) => ({
				fileid: fileId(zod),
				new_name: fileName(zod).meta({ title: 'New Name', description: 'of the space' }),
			}),
			answer: 'file',
		},
		startUpload: {
			title: 'Start Upload',
			action: 'Start the upload of a large drive file',
			zh: '分块上传初始化',
			about:
				'Files of up to 20 GB in parts of 2 MB; without an upload key WeCom has the file already',
			doc: uploadPage,
			post: 'wedrive/file_upload_init',
			body: (zod) => ({
				file_name: zod
					.string()
					.min(1)
					.meta({ title: 'File Name', description: 'with its extension' }),
				size: zod
					.int()
					.min(1)
					.max(20 * 1024 ** 3)
					.meta({ title: 'Size', description: 'in bytes' }),
				block_sha: zod.array(zod.string()).min(1).meta({
					title: 'SHA-1 States',
					description: 'after each part of 2 MB, in hex; of the last part the SHA-1 of the file',
				}),
				...place(zod),
				skip_push_card: zod
					.boolean()
					.optional()
					.meta({ title: 'Silent', description: 'without a card in WeCom' }),
			}),
			atLeastOne: ['spaceid', 'selected_ticket'],
		},
		updateSecurity: {
			title: 'Update Security',
			action: 'Update the watermark of a drive file',
			zh: '修改文件安全设置',
			doc: '005-管理文件权限/006-修改文件安全设置',
			post: 'wedrive/file_secure_setting',
			repeatable: true,
			body: (zod) => ({
				fileid: fileId(zod),
				watermark: zod
					.object({
						text: zod.string().optional(),
						margin_type: zod
							.literal([1, 2])
							.optional()
							.meta({ labels: { 1: 'Sparse', 2: 'Dense' } }),
						show_visitor_name: zod.boolean().optional(),
						show_text: zod.boolean().optional(),
					})
					.optional()
					.meta({
						title: 'Watermark',
						description: 'shown on every file',
						example: { margin_type: 1, show_text: true, text: 'Confidential' },
					}),
			}),
		},
		updateSharing: {
			title: 'Update Sharing',
			action: 'Update who may open a shared drive file',
			zh: '分享设置',
			doc: '005-管理文件权限/003-分享设置',
			post: 'wedrive/file_setting',
			repeatable: true,
			body: (zod) => ({
				fileid: fileId(zod),
				auth_scope: zod.literal([1, 2, 3, 4, 5]).meta({
					title: 'Open to',
					description: 'who may open it by the link',
					labels: {
						1: 'Its members',
						2: 'Company',
						3: 'Everybody',
						4: 'Company, with approval',
						5: 'Everybody, with approval',
					},
				}),
				auth: zod
					.literal([1, 4])
					.optional()
					.meta({
						title: 'They May',
						description: 'empty: as before',
						labels: { 1: 'View and download', 4: 'Preview' },
					}),
			}),
		},
		upload: {
			title: 'Upload',
			action: 'Upload a drive file',
			zh: '上传文件',
			about: 'Up to 10 MB; larger ones by Start Upload',
			doc: '004-管理文件/002-上传文件',
			post: 'wedrive/file_upload',
			body: (zod) => ({
				file_name: fileName(zod),
				...place(zod),
			}),
			atLeastOne: ['spaceid', 'selected_ticket'],
			file: content(10 * MB),
		},
		uploadPart: {
			title: 'Upload Part',
			action: 'Upload a part of a large drive file',
			zh: '分块上传文件',
			doc: uploadPage,
			post: 'wedrive/file_upload_part',
			body: (zod) => ({
				upload_key: zod
					.string()
					.min(1)
					.meta({ title: 'Upload Key', description: 'from Start Upload' }),
				index: zod.int().min(1).meta({ title: 'Part', description: 'from 1' }),
			}),
			file: content(2 * MB),
		},
	},
);
