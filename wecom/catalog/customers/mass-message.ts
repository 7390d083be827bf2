import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId, unixTime } from '../parameters';
import { attachments, examples, text } from './content';
import { member } from './parameters';

const records = '004-获取企业的全部群发记录';

const messageId = (zod: Zod) =>
	zod.string().min(1).meta({
		title: 'Mass Message',
		description: 'msgid from Create or Get Many',
		pick: 'massMessage',
	});

const kind = (zod: Zod) =>
	zod
		.enum(['single', 'group'])
		.meta({ title: 'Recipients', labels: { single: 'Customers', group: 'Customer groups' } });

export const massMessage = resource(
	'massMessage',
	'Mass Message',
	'企业群发',
	'docs/002-第三方应用开发/002-服务端API/019-客户联系/012-消息推送',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a mass message',
			zh: '停止企业群发',
			about: 'What is sent stays',
			doc: '003-停止企业群发',
			post: 'externalcontact/cancel_groupmsg_send',
			destroys: true,
			body: (zod) => ({ msgid: messageId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a mass message',
			zh: '创建企业群发',
			about: 'Each member must then send it',
			doc: '001-创建企业群发',
			post: 'externalcontact/add_msg_template',
			atLeastOne: ['text', 'attachments'],
			neededWith: { sender: { chat_type: ['group'] } },
			body: (zod) => ({
				chat_type: kind(zod).optional(),
				external_userid: zod
					.array(zod.string())
					.max(10_000)
					.optional()
					.meta({ title: 'Customer IDs', description: 'at most 10000' }),
				chat_id_list: zod
					.array(zod.string())
					.max(2000)
					.optional()
					.meta({ title: 'Chat IDs', description: 'of customer groups, at most 2000' }),
				tag_filter: zod
					.object({
						group_list: zod
							.array(zod.object({ tag_list: zod.array(zod.string()).min(1).max(100) }))
							.min(1),
					})
					.optional()
					.meta({
						title: 'Tag Filter',
						description: 'customers with a tag of every list',
						example: { group_list: [{ tag_list: ['TAG_ID'] }] },
					}),
				sender: member(zod, 'Sender').optional(),
				allow_select: zod
					.boolean()
					.optional()
					.meta({ title: 'Let the Sender Choose', description: 'among the customers' }),
				text: text(zod, 4000).optional().meta({ title: 'Text', example: examples.text }),
				attachments: attachments(zod).optional(),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many mass messages',
			zh: '获取群发记录列表',
			doc: records,
			post: 'externalcontact/get_groupmsg_list_v2',
			repeatable: true,
			body: (zod) => ({
				chat_type: kind(zod),
				start_time: unixTime(zod, 'Start Time'),
				end_time: unixTime(zod, 'End Time').meta({ description: 'at most a month later' }),
				creator: member(zod, 'Creator').optional(),
				filter_type: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ title: 'Type', labels: { 0: 'Of the company', 1: 'Personal', 2: 'All' } }),
			}),
			items: 'group_msg_list',
			page: cursor(100),
		},
		getSendResults: {
			title: 'Get Send Results',
			action: 'Get who got a mass message from a member',
			zh: '获取企业群发成员执行结果',
			doc: records,
			post: 'externalcontact/get_groupmsg_send_result',
			repeatable: true,
			body: (zod) => ({ msgid: messageId(zod), userid: memberId(zod).min(1) }),
			items: 'send_list',
			page: cursor(1000),
		},
		getTasks: {
			title: 'Get Tasks',
			action: 'Get which members have sent a mass message',
			zh: '获取群发成员发送任务列表',
			doc: records,
			post: 'externalcontact/get_groupmsg_task',
			repeatable: true,
			body: (zod) => ({ msgid: messageId(zod) }),
			items: 'task_list',
			page: cursor(1000),
		},
		remind: {
			title: 'Remind',
			action: 'Remind the members to send a mass message',
			zh: '提醒成员群发',
			doc: '002-提醒成员群发',
			post: 'externalcontact/remind_groupmsg_send',
			body: (zod) => ({ msgid: messageId(zod) }),
		},
	},
);
