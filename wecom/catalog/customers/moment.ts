import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes, memberId, naming, unixTime } from '../parameters';
import { examples, media } from './content';
import { member } from './parameters';

const publish = '002-企业发表内容到客户的朋友圈';
const records = '004-获取客户朋友圈全部的发表记录';

const momentId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Moment', description: 'moment_id from Get Many', pick: 'moment' });

/** A moment, and the member who has published it. */
const published = (zod: Zod) => ({ moment_id: momentId(zod), userid: memberId(zod).min(1) });

const attachment = (zod: Zod) =>
	naming(
		zod.object({
			msgtype: zod.enum(['image', 'link', 'video']),
			image: media(zod).optional(),
			video: media(zod).optional(),
			link: zod
				.object({
					title: zod.string().max(64).optional(),
					url: zod.string().min(1),
					media_id: zod.string().min(1),
				})
				.optional(),
		}),
		'msgtype',
	);

const visibleRange = (zod: Zod) =>
	zod.object({
		sender_list: zod
			.object({
				user_list: zod.array(zod.string()).max(100_000).optional(),
				department_list: zod.array(zod.int()).optional(),
			})
			.optional(),
		external_contact_list: zod
			.object({ tag_list: zod.array(zod.string()).max(100).optional() })
			.optional(),
	});

export const moment = resource(
	'moment',
	'Moment',
	'客户朋友圈',
	'docs/001-企业内部开发/002-服务端API/015-客户联系/010-客户朋友圈',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a moment',
			zh: '停止发表企业朋友圈',
			about: 'What is published stays',
			doc: '003-停止发表企业朋友圈',
			post: 'externalcontact/cancel_moment_task',
			destroys: true,
			body: (zod) => ({ moment_id: momentId(zod) }),
		},
		create: {
			title: 'Create',
			action: 'Create a moment',
			zh: '创建发表任务',
			about: 'Each member must then publish it',
			doc: publish,
			post: 'externalcontact/add_moment_task',
			atLeastOne: ['text', 'attachments'],
			job: {
				result: 'moment.getCreationResult',
				id: 'jobid',
				status: 'status',
				done: [3],
				reason: 'result',
			},
			body: (zod) => ({
				text: zod
					.object({ content: zod.string().max(2000).optional() })
					.optional()
					.meta({ title: 'Text', example: examples.text }),
				attachments: zod
					.array(attachment(zod))
					.max(9)
					.optional()
					.meta({
						title: 'Attachments',
						description: '9 images, or one video or link; media from Media: Upload Attachment',
						example: [{ msgtype: 'image', image: { media_id: 'MEDIA_ID' } }],
					}),
				visible_range: visibleRange(zod)
					.optional()
					.meta({
						title: 'Audience',
						description: 'who publishes it, and which customers see it',
						example: {
							sender_list: { user_list: ['zhangsan'], department_list: [2] },
							external_contact_list: { tag_list: ['TAG_ID'] },
						},
					}),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many moments',
			zh: '获取企业全部的发表列表',
			doc: records,
			post: 'externalcontact/get_moment_list',
			repeatable: true,
			body: (zod) => ({
				start_time: unixTime(zod, 'Start Time'),
				end_time: unixTime(zod, 'End Time').meta({ description: 'at most 30 days later' }),
				creator: member(zod, 'Creator').optional(),
				filter_type: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ title: 'Type', labels: { 0: 'Of the company', 1: 'Personal', 2: 'All' } }),
			}),
			items: 'moment_list',
			page: cursor(20),
		},
		getAudience: {
			title: 'Get Audience',
			action: 'Get the customers for whom a moment was meant',
			zh: '获取客户朋友圈发表时选择的可见范围',
			doc: records,
			post: 'externalcontact/get_moment_customer_list',
			repeatable: true,
			body: published,
			items: 'customer_list',
			page: cursor(1000),
		},
		getCreationResult: {
			title: 'Get Creation Result',
			action: 'Get the result of creating a moment',
			zh: '获取任务创建结果',
			about: 'For 24 hours',
			doc: publish,
			get: 'externalcontact/get_moment_task_result',
			query: (zod) => ({ jobid: bytes(zod, 64).min(1).meta({ title: 'Job ID' }) }),
		},
		getReactions: {
			title: 'Get Reactions',
			action: 'Get the comments and likes of a moment',
			zh: '获取客户朋友圈的互动数据',
			doc: records,
			post: 'externalcontact/get_moment_comments',
			repeatable: true,
			body: published,
		},
		getTasks: {
			title: 'Get Tasks',
			action: 'Get which members have published a moment',
			zh: '获取客户朋友圈企业发表的列表',
			doc: records,
			post: 'externalcontact/get_moment_task',
			repeatable: true,
			body: (zod) => ({ moment_id: momentId(zod) }),
			items: 'task_list',
			page: cursor(1000),
		},
		getViewers: {
			title: 'Get Viewers',
			action: 'Get the customers who can see a moment',
			zh: '获取客户朋友圈发表后的可见客户列表',
			doc: records,
			post: 'externalcontact/get_moment_send_result',
			repeatable: true,
			body: published,
			items: 'customer_list',
			page: cursor(5000),
		},
	},
);
