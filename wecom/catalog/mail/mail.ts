import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { flag, unixTime } from '../parameters';
import { folder } from './parameters';

const ids = (zod: Zod, max = Infinity) => {
	const list = zod.array(zod.string());
	return max < Infinity ? list.max(max) : list;
};

const recipients = (zod: Zod) =>
	zod.object({ emails: ids(zod).optional(), userids: ids(zod).optional() });

const some = { emails: ['name@email.com'], userids: ['zhangsan'] };

const days = (zod: Zod, most: number) => zod.array(zod.int().min(1).max(most)).optional();

const reminders = (zod: Zod) =>
	zod.object({
		is_remind: flag(zod).optional(),
		remind_before_event_mins: zod.int().optional(),
		timezone: zod.int().min(-12).max(12).optional(),
		is_repeat: flag(zod).optional(),
		is_custom_repeat: flag(zod).optional(),
		repeat_type: zod
			.literal([0, 1, 2, 5])
			.optional()
			.meta({ labels: { 0: 'Daily', 1: 'Weekly', 2: 'Monthly', 5: 'Yearly' } }),
		repeat_interval: zod.int().min(1).optional(),
		repeat_day_of_week: days(zod, 7),
		repeat_day_of_month: days(zod, 31),
		repeat_week_of_month: zod.array(zod.int()).optional(),
		repeat_month_of_year: days(zod, 12),
		repeat_until: zod.int().min(0).optional(),
	});

/** Makes the mail an invitation; with a meeting, one to a meeting. */
const schedule = (zod: Zod) =>
	zod
		.object({
			schedule_id: zod.string().optional(),
			method: zod
				.enum(['request', 'cancel'])
				.optional()
				.meta({ labels: { request: 'Invite or change', cancel: 'Cancel' } }),
			location: zod.string().optional(),
			start_time: zod.int().min(0),
			end_time: zod.int().min(0),
			schedule_admins: zod.object({ userids: ids(zod, 3).optional() }).optional(),
			reminders: reminders(zod).optional(),
		})
		.refine(({ method, schedule_id: id }) => method !== 'cancel' || Boolean(id), {
			path: ['schedule_id'],
			error: 'is required to cancel',
		});

const meeting = (zod: Zod) =>
	zod.object({
		hosts: zod.object({ userids: ids(zod, 10).optional() }).optional(),
		meeting_admins: zod.object({ userids: ids(zod, 1).optional() }),
		option: zod
			.object({
				password: zod
					.string()
					.regex(/^\d{4,6}$/, { error: 'must be 4 to 6 digits' })
					.optional(),
				auto_record: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ labels: { 0: 'No', 1: 'On the computer', 2: 'In the cloud' } }),
				enable_waiting_room: zod.boolean().optional(),
				allow_enter_before_host: zod.boolean().optional(),
				enter_restraint: zod
					.literal([0, 2])
					.optional()
					.meta({ labels: { 0: 'Everybody', 2: 'Company' } }),
				enable_screen_watermark: zod.boolean().optional(),
				enable_enter_mute: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ labels: { 0: 'No', 1: 'Yes', 2: 'From six people on' } }),
				remind_scope: zod
					.literal([1, 2, 3])
					.optional()
					.meta({ labels: { 1: 'Nobody', 2: 'Host', 3: 'Everybody' } }),
				water_mark_type: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'Sparse', 1: 'Dense' } }),
			})
			.optional(),
	});

export const mail = resource(
	'mail',
	'Mail',
	'邮件',
	'docs/002-第三方应用开发/002-服务端API/025-邮件',
	{
		get: {
			title: 'Get',
			action: 'Get a mail of the app mailbox',
			zh: '获取邮件内容',
			about: 'As text in the format of email (EML)',
			doc: '003-获取接收的邮件/002-获取邮件内容',
			post: 'exmail/app/read_mail',
			repeatable: true,
			body: (zod) => ({
				mail_id: zod.string().min(1).meta({ title: 'Mail ID', description: 'from Mail: Get Many' }),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many mails of the app mailbox',
			zh: '获取收件箱邮件列表',
			about: 'Their IDs; what answers a mail of this app arrives there',
			doc: `${folder}/003-获取接收的邮件/001-获取收件箱邮件列表.md`,
			post: 'exmail/app/get_mail_list',
			repeatable: true,
			body: (zod) => ({
				begin_time: unixTime(zod, 'Start Time'),
				end_time: unixTime(zod, 'End Time'),
			}),
			items: 'mail_list',
			page: cursor(1000, { more: 'has_more' }),
		},
		send: {
			title: 'Send',
			action: 'Send a mail',
			zh: '发送邮件',
			about: 'With a schedule or a meeting it invites to it',
			doc: '002-发送邮件/001-发送普通邮件',
			post: 'exmail/app/compose_send',
			body: (zod) => ({
				to: recipients(zod)
					.refine(({ emails = [], userids = [] }) => emails.length + userids.length > 0, {
						error: 'must name an address or a member',
					})
					.meta({ title: 'To', description: 'addresses and members', example: some }),
				subject: zod
					.string()
					.min(1)
					.meta({ title: 'Subject', description: 'shown as the title of the mail' }),
				content: zod
					.string()
					.min(1)
					.meta({ title: 'Content', description: 'text or HTML, as Content Type says' }),
				content_type: zod
					.enum(['html', 'text'])
					.optional()
					.meta({
						title: 'Content Type',
						description: 'empty: HTML',
						labels: { html: 'HTML', text: 'Text' },
					}),
				cc: recipients(zod).optional().meta({
					title: 'CC',
					description: 'addresses in emails, members in userids',
					example: some,
				}),
				bcc: recipients(zod).optional().meta({
					title: 'BCC',
					description: 'addresses in emails, members in userids',
					example: some,
				}),
				attachment_list: zod
					.array(zod.object({ file_name: zod.string().min(1), content: zod.string().min(1) }))
					.max(200)
					.optional()
					.meta({
						title: 'Attachments',
						description: 'content as Base64, at most 200 and 50 MB in total',
						example: [{ file_name: 'notes.txt', content: 'SGVsbG8=' }],
					}),
				schedule: schedule(zod)
					.optional()
					.meta({
						title: 'Schedule',
						description: 'times in Unix seconds',
						example: { start_time: 1893456000, end_time: 1893459600, location: 'Room 402' },
					}),
				meeting: meeting(zod)
					.optional()
					.meta({
						title: 'Meeting',
						description: 'together with a schedule',
						example: { meeting_admins: { userids: ['zhangsan'] } },
					}),
				enable_id_trans: flag(zod).optional().meta({
					title: 'Translate IDs to Names',
					description: 'in the text, of third-party apps only',
				}),
			}),
		},
	},
);
