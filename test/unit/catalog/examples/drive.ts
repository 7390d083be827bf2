import { post, type Examples } from './example';

const people = [
	{ type: 1, userid: 'zhangsan' },
	{ type: 2, departmentid: 1 },
];

const place = { spaceid: 'SPACE1', fatherid: 'FOLDER1', selected_ticket: 'TICKET1' };

export const drive: Examples = {
	'drive.getCapacity': post('wedrive/mng_capacity'),
	'drive.getPlan': post('wedrive/mng_pro_info'),

	'driveAdvancedAccount.assign': post(
		'wedrive/vip/batch_add',
		{ userid_list: 'zhangsan, lisi' },
		{ userid_list: ['zhangsan', 'lisi'] },
	),
	'driveAdvancedAccount.getAll': post('wedrive/vip/list'),
	'driveAdvancedAccount.revoke': post('wedrive/vip/batch_del', { userid_list: ['zhangsan'] }),

	'driveFile.addMembers': post('wedrive/file_acl_add', {
		fileid: 'FILE1',
		auth_info: people.map((one) => ({ ...one, auth: 1 })),
	}),
	'driveFile.create': post(
		'wedrive/file_create',
		{ spaceid: 'SPACE1', fatherid: 'SPACE1', file_type: '1', file_name: 'Requests' },
		{ spaceid: 'SPACE1', fatherid: 'SPACE1', file_type: 1, file_name: 'Requests' },
	),
	'driveFile.delete': post(
		'wedrive/file_delete',
		{ fileid: 'FILE1, FILE2' },
		{ fileid: ['FILE1', 'FILE2'] },
	),
	'driveFile.finishUpload': post('wedrive/file_upload_finish', { upload_key: 'KEY1' }),
	'driveFile.get': post('wedrive/file_info', { fileid: 'FILE1' }),
	'driveFile.getAll': post('wedrive/file_list', {
		spaceid: 'SPACE1',
		fatherid: 'SPACE1',
		sort_type: 6,
	}),
	'driveFile.getDownloadLink': post('wedrive/file_download', { fileid: 'FILE1' }),
	'driveFile.getPermissions': post('wedrive/get_file_permission', { fileid: 'FILE1' }),
	'driveFile.getShareLink': post('wedrive/file_share', { fileid: 'FILE1' }),
	'driveFile.move': post('wedrive/file_move', {
		fatherid: 'FOLDER1',
		fileid: ['FILE1', 'FILE2'],
		replace: true,
	}),
	'driveFile.removeMembers': post('wedrive/file_acl_del', { fileid: 'FILE1', auth_info: people }),
	'driveFile.rename': post('wedrive/file_rename', { fileid: 'FILE1', new_name: 'plan.docx' }),
	'driveFile.startUpload': post('wedrive/file_upload_init', {
		file_name: 'film.mp4',
		size: 4_194_304,
		block_sha: ['9b71d224bd62f3785d96d46ad3ea3d73319bfbc2'],
		...place,
		skip_push_card: false,
	}),
	'driveFile.updateSecurity': post('wedrive/file_secure_setting', {
		fileid: 'FILE1',
		watermark: { text: 'Draft', margin_type: 2, show_visitor_name: true, show_text: true },
	}),
	'driveFile.updateSharing': post('wedrive/file_setting', {
		fileid: 'FILE1',
		auth_scope: 2,
		auth: 1,
	}),
	'driveFile.upload': post('wedrive/file_upload', {
		file_name: 'hello.txt',
		...place,
	}),
	'driveFile.uploadPart': post('wedrive/file_upload_part', { upload_key: 'KEY1', index: 1 }),

	'driveSpace.addMembers': post('wedrive/space_acl_add', {
		spaceid: 'SPACE1',
		auth_info: people.map((one) => ({ ...one, auth: 7 })),
	}),
	'driveSpace.create': post('wedrive/space_create', {
		space_name: 'Project',
		auth_info: people.map((one) => ({ ...one, auth: 4 })),
		space_sub_type: 0,
	}),
	'driveSpace.delete': post('wedrive/space_dismiss', { spaceid: 'SPACE1' }),
	'driveSpace.get': post('wedrive/space_info', { spaceid: 'SPACE1' }),
	'driveSpace.getInviteLink': post('wedrive/space_share', { spaceid: 'SPACE1' }),
	'driveSpace.getPermissions': post('wedrive/new_space_info', { spaceid: 'SPACE1' }),
	'driveSpace.removeMembers': post('wedrive/space_acl_del', {
		spaceid: 'SPACE1',
		auth_info: people,
	}),
	'driveSpace.rename': post('wedrive/space_rename', {
		spaceid: 'SPACE1',
		space_name: 'Old project',
	}),
	'driveSpace.updateSecurity': post(
		'wedrive/space_setting',
		{
			spaceid: 'SPACE1',
			enable_watermark: 'true',
			enable_confidential_mode: false,
			share_url_no_approve: true,
			share_url_no_approve_default_auth: '200',
			default_file_scope: 1,
			ban_share_external: true,
		},
		{
			spaceid: 'SPACE1',
			enable_watermark: true,
			enable_confidential_mode: false,
			share_url_no_approve: true,
			share_url_no_approve_default_auth: 200,
			default_file_scope: 1,
			ban_share_external: true,
		},
	),
};
