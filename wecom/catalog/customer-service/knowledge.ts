import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes, naming } from '../parameters';

const docs = 'docs/001-企业内部开发/002-服务端API/016-微信客服/008-机器人管理';
const groups = '001-知识库分组管理';
const questions = '002-知识库问答管理';

const groupId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Knowledge Group', pick: 'knowledgeGroup' });
const questionId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Question', pick: 'knowledgeQuestion' });

const groupName = (zod: Zod) =>
	zod.string().min(1).max(12).meta({ title: 'Name', description: 'at most 12 characters' });

const text = (zod: Zod, most: number) => zod.object({ content: zod.string().min(1).max(most) });

const media = (zod: Zod) => zod.object({ media_id: zod.string().min(1) });

const similar = (zod: Zod) =>
	zod
		.object({
			items: zod
				.array(zod.object({ text: text(zod, 200) }))
				.max(100)
				.optional(),
		})
		.meta({
			title: 'Similar Questions',
			description: 'at most 100',
			example: { items: [{ text: { content: 'When do you open?' } }] },
		});

const attachment = (zod: Zod) =>
	naming(
		zod.object({
			msgtype: zod.enum(['image', 'video', 'link', 'miniprogram']),
			image: media(zod).optional(),
			video: zod.object({ media_id: zod.string().optional() }).optional(),
			link: zod
				.object({
					title: zod.string().min(1),
					pic_url: zod.string().optional(),
					desc: zod.string().optional(),
					url: zod.string().min(1),
				})
				.optional(),
			miniprogram: zod
				.object({
					title: bytes(zod, 64).optional(),
					thumb_media_id: zod.string().min(1),
					appid: zod.string().min(1),
					pagepath: zod.string().min(1),
				})
				.optional(),
		}),
		'msgtype',
	);

const answers = (zod: Zod): z.ZodArray =>
	zod
		.array(
			zod.object({
				text: text(zod, 500),
				attachments: zod.array(attachment(zod)).max(4).optional(),
			}),
		)
		.max(1)
		.meta({
			title: 'Answers',
			description: 'exactly one',
			example: [{ text: { content: 'From 9:00 to 18:00' } }],
		});

const questionExample = { text: { content: 'What are your hours?' } };

export const knowledgeGroup = resource('knowledgeGroup', 'Knowledge Group', '知识库分组', docs, {
	create: {
		title: 'Create',
		action: 'Create a knowledge group',
		zh: '知识库新增分组',
		doc: groups,
		apps: ['own'],
		post: 'kf/knowledge/add_group',
		body: (zod) => ({ name: groupName(zod) }),
	},
	delete: {
		title: 'Delete',
		action: 'Delete a knowledge group',
		zh: '知识库删除分组',
		doc: groups,
		apps: ['own'],
		post: 'kf/knowledge/del_group',
		body: (zod) => ({ group_id: groupId(zod) }),
		deletes: true,
	},
	getAll: {
		title: 'Get Many',
		action: 'Get many knowledge groups',
		zh: '知识库获取分组列表',
		doc: groups,
		apps: ['own'],
		post: 'kf/knowledge/list_group',
		repeatable: true,
		body: (zod) => ({
			group_id: groupId(zod).optional().meta({ description: 'only this one' }),
		}),
		items: 'group_list',
		page: cursor(1000, { more: 'has_more' }),
	},
	update: {
		title: 'Update',
		action: 'Rename a knowledge group',
		zh: '知识库修改分组',
		doc: groups,
		apps: ['own'],
		post: 'kf/knowledge/mod_group',
		repeatable: true,
		body: (zod) => ({ group_id: groupId(zod), name: groupName(zod) }),
	},
});

export const knowledgeQuestion = resource(
	'knowledgeQuestion',
	'Knowledge Question',
	'知识库问答',
	docs,
	{
		create: {
			title: 'Create',
			action: 'Create a question with its answer',
			zh: '知识库新增问答',
			doc: questions,
			apps: ['own'],
			post: 'kf/knowledge/add_intent',
			body: (zod) => ({
				group_id: groupId(zod),
				question: zod
					.object({ text: text(zod, 200) })
					.meta({ title: 'Question', example: questionExample }),
				similar_questions: similar(zod).optional(),
				answers: answers(zod).min(1),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a question with its answer',
			zh: '知识库删除问答',
			doc: questions,
			apps: ['own'],
			post: 'kf/knowledge/del_intent',
			body: (zod) => ({ intent_id: questionId(zod) }),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many questions with their answers',
			zh: '知识库获取问答列表',
			doc: questions,
			apps: ['own'],
			post: 'kf/knowledge/list_intent',
			repeatable: true,
			body: (zod) => ({
				group_id: groupId(zod).optional().meta({ description: 'only this one' }),
				intent_id: questionId(zod).optional().meta({ description: 'only this one' }),
			}),
			items: 'intent_list',
			page: cursor(1000, { more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update a question with its answer',
			zh: '知识库修改问答',
			about: 'What is not given stays, what is given is replaced',
			doc: questions,
			apps: ['own'],
			post: 'kf/knowledge/mod_intent',
			repeatable: true,
			body: (zod) => ({
				intent_id: questionId(zod),
				question: zod
					.object({ text: text(zod, 200).optional() })
					.optional()
					.meta({ title: 'Question', example: questionExample }),
				similar_questions: similar(zod).optional(),
				answers: answers(zod).optional(),
			}),
		},
	},
);
