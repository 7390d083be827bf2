import { resource, type Zod } from '../endpoint';
import { memberId } from '../parameters';
import { folder } from './parameters';

const options = {
	1: 'Secure login is forced',
	2: 'IMAP and SMTP',
	3: 'POP and SMTP',
	4: 'Secure login',
};

const option = (zod: Zod) => zod.literal([1, 2, 3, 4]).meta({ labels: options });

/** The mailboxes of members. */
export const mailbox = resource('mailbox', 'Mailbox', '成员邮箱', folder, {
	getOptions: {
		title: 'Get Options',
		action: 'Get how mail clients may use a mailbox',
		zh: '获取用户功能属性',
		doc: '009-其他邮件客户端登录设置/001-获取用户功能属性',
		apps: ['own'],
		post: 'exmail/useroption/get',
		repeatable: true,
		target: { lookup: 'member', parameter: 'userid' },
		body: (zod) => ({
			type: zod.array(option(zod)).min(1).meta({
				title: 'Options',
				description: '1: secure login forced, 2: IMAP, 3: POP, 4: secure login',
			}),
		}),
		items: 'option.list',
	},
	getUnreadCount: {
		title: 'Get Unread Count',
		action: 'Get how many unread mails a mailbox has',
		zh: '获取邮件未读数',
		doc: '010-获取邮件未读数',
		apps: ['own'],
		post: 'exmail/mail/get_newcount',
		repeatable: true,
		target: { lookup: 'member', parameter: 'userid' },
	},
	setState: {
		title: 'Set State',
		action: 'Enable or disable a mailbox',
		zh: '禁用/启用邮箱账号',
		about: 'Of a member, or a shared one; not of the creator of the company',
		doc: '008-禁用-启用邮箱账号',
		apps: ['own'],
		post: 'exmail/account/act_email',
		repeatable: true,
		body: (zod) => ({
			userid: memberId(zod).optional(),
			publicemail_id: zod.int().min(0).optional().meta({
				title: 'Shared Mailbox',
				description: 'only without a member',
				pick: 'sharedMailbox',
			}),
			type: zod.literal([1, 2]).meta({
				title: 'State',
				description: 'whether the mailbox can be used',
				labels: { 1: 'Enabled', 2: 'Disabled' },
			}),
		}),
		atLeastOne: ['userid', 'publicemail_id'],
	},
	updateOptions: {
		title: 'Update Options',
		action: 'Update how mail clients may use a mailbox',
		zh: '更改用户功能属性',
		doc: '009-其他邮件客户端登录设置/002-更改用户功能属性',
		apps: ['own'],
		post: 'exmail/useroption/update',
		repeatable: true,
		target: { lookup: 'member', parameter: 'userid' },
		body: (zod) => ({
			option: zod
				.object({
					list: zod.array(zod.object({ type: option(zod), value: zod.enum(['0', '1']) })).min(1),
				})
				.meta({
					title: 'Options',
					description: 'type 1 to 4, value 1 on or 0 off',
					example: { list: [{ type: 2, value: '1' }] },
				}),
		}),
	},
});
