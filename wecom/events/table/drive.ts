import { group } from '../define';
import { integer, many, text } from '../field';

const spaces = () => ({ SpaceId: many(text) });
const files = () => ({ FileId: many(text) });

export const driveAndMail = group('Drive and Mail', '微盘与邮件', {
	wedrive_insufficient_capacity: {
		title: 'Drive Capacity Insufficient',
		titleZh: '微盘容量不足事件',
		from: 'data',
	},
	'wedrive_space_change.dismiss_space': {
		title: 'Drive Space Dismissed',
		titleZh: '解散空间',
		from: 'data',
		fields: spaces,
	},
	'wedrive_space_change.space_member_change': {
		title: 'Drive Space Members Changed',
		titleZh: '修改空间成员',
		from: 'data',
		fields: spaces,
	},
	'wedrive_space_change.space_security_settings_change': {
		title: 'Drive Space Security Settings Changed',
		titleZh: '修改空间安全设置',
		from: 'data',
		fields: spaces,
	},
	'wedrive_file_change.create_file': {
		title: 'Drive File Created',
		titleZh: '新建文件',
		from: 'data',
		fields: files,
	},
	'wedrive_file_change.rename_file': {
		title: 'Drive File Renamed',
		titleZh: '重命名文件',
		from: 'data',
		fields: files,
	},
	'wedrive_file_change.update_file': {
		title: 'Drive File Updated',
		titleZh: '更新文件',
		from: 'data',
		fields: files,
	},
	'wedrive_file_change.delete_file': {
		title: 'Drive File Deleted',
		titleZh: '删除文件',
		from: 'data',
		fields: files,
	},
	'wedrive_file_change.move_file': {
		title: 'Drive File Moved',
		titleZh: '移动文件',
		from: 'data',
		fields: files,
	},
	'app_email_change.receive_email': {
		title: 'App Mailbox Received Mail',
		titleZh: '应用邮箱收到邮件',
		from: 'data',
		fields: () => ({ Amount: integer }),
	},
});
