import { resource, type Zod } from '../endpoint';
import { flag } from '../parameters';
import { deviceKind, filled, folder, meeting, meetingId } from './parameters';

/** The host or an administrator of the meeting, in whose name a poll is dealt with. */
const operator = (zod: Zod) => ({
	operator_userid: filled(zod).meta({
		title: 'Operator ID',
		description: 'openid of the host or an administrator',
	}),
	instance_id: deviceKind(zod).meta({ description: 'instance_id of the operator' }),
});

const both = (zod: Zod) => ({ ...operator(zod), ...meeting(zod) });

const themeId = (zod: Zod) =>
	filled(zod).meta({
		title: 'Theme',
		description: 'poll_theme_id from Create or Get Many',
		pick: 'meetingPollTheme',
	});

const pollId = (zod: Zod) =>
	filled(zod).meta({
		title: 'Poll',
		description: 'poll_id from Start or Get Many',
		pick: 'meetingPoll',
	});

const content = (zod: Zod, fewest: number) => ({
	poll_topic: filled(zod).max(50).meta({ title: 'Topic', description: 'at most 50 characters' }),
	poll_desc: filled(zod)
		.max(100)
		.meta({ title: 'Description', description: 'at most 100 characters' }),
	is_anony: flag(zod)
		.optional()
		.meta({ title: 'Anonymous', description: 'votes are not shown with names' }),
	poll_questions: zod
		.array(
			zod.object({
				question_type: zod
					.literal([0, 1])
					.meta({ labels: { 0: 'One choice', 1: 'Several choices' } }),
				question_desc: filled(zod).max(50),
				poll_option: zod.array(filled(zod).max(36)).min(fewest).max(10),
			}),
		)
		.min(1)
		.max(10)
		.meta({
			title: 'Questions',
			description: 'at most ten, each with at most ten options',
			example: [{ question_type: 0, question_desc: 'Lunch?', poll_option: ['Rice', 'Noodles'] }],
		}),
});

export const meetingPoll = resource(
	'meetingPoll',
	'Meeting Poll',
	'会议投票',
	`${folder}/005-会中控制管理`,
	{
		create: {
			title: 'Create',
			action: 'Create a theme to be voted on',
			zh: '创建会议投票主题',
			about: 'Of a running meeting',
			doc: '010-创建会议投票主题',
			apps: ['own'],
			post: 'meeting/poll/create_theme',
			body: (zod) => ({ ...both(zod), ...content(zod, 2) }),
		},
		delete: {
			title: 'Delete',
			action: 'Delete a theme or a poll',
			zh: '删除会议投票',
			about: 'The poll if both are given',
			doc: '015-删除会议投票',
			apps: ['own'],
			post: 'meeting/poll/delete',
			body: (zod) => ({
				...both(zod),
				poll_theme_id: themeId(zod).optional(),
				poll_id: pollId(zod).optional(),
			}),
			atLeastOne: ['poll_theme_id', 'poll_id'],
			deletes: true,
		},
		finish: {
			title: 'Finish',
			action: 'Finish a poll',
			zh: '结束会议投票',
			doc: '017-结束会议投票',
			apps: ['own'],
			post: 'meeting/poll/finish',
			destroys: true,
			repeatable: true,
			body: (zod) => ({ ...both(zod), poll_theme_id: themeId(zod), poll_id: pollId(zod) }),
		},
		get: {
			title: 'Get',
			action: 'Get a theme that can be voted on',
			zh: '获取会议投票主题信息',
			doc: '013-获取会议投票主题信息',
			apps: ['own'],
			post: 'meeting/poll/get_theme_info',
			repeatable: true,
			body: (zod) => ({
				...operator(zod),
				meetingid: meetingId(zod).optional(),
				poll_theme_id: themeId(zod),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many themes with their polls',
			zh: '获取会议投票列表',
			doc: '012-获取会议投票列表',
			apps: ['own'],
			post: 'meeting/poll/get_poll_list',
			repeatable: true,
			body: both,
			items: 'polls_theme_info',
		},
		getResult: {
			title: 'Get Result',
			action: 'Get the result of a poll',
			zh: '获取会议投票详情',
			doc: '014-获取会议投票详情',
			apps: ['own'],
			post: 'meeting/poll/get_poll_detail',
			repeatable: true,
			body: (zod) => ({ ...both(zod), poll_id: pollId(zod) }),
		},
		start: {
			title: 'Start',
			action: 'Start a poll',
			zh: '发起会议投票',
			doc: '016-发起会议投票',
			apps: ['own'],
			post: 'meeting/poll/start',
			body: (zod) => ({ ...both(zod), poll_theme_id: themeId(zod) }),
		},
		update: {
			title: 'Update',
			action: 'Update a theme to be voted on',
			zh: '修改会议投票主题',
			about: 'Everything is replaced',
			doc: '011-修改会议投票主题',
			apps: ['own'],
			post: 'meeting/poll/update_theme',
			repeatable: true,
			body: (zod) => ({ ...both(zod), poll_theme_id: themeId(zod), ...content(zod, 1) }),
		},
	},
);
