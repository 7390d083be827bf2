import { resource, type Zod } from '../endpoint';
import type { CursorPage } from '../page';

const lessonId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Live ID', description: 'of a lesson that this app created' });

const lesson = (zod: Zod) => ({ livingid: lessonId(zod) });

/** WeCom says in `ending` whether the older lists go on, and in `has_more` whether the newer ones do. */
const older: CursorPage = {
	kind: 'cursor',
	request: 'next_key',
	answer: 'next_key',
	ended: 'ending',
};
const newer: CursorPage = {
	kind: 'cursor',
	request: 'next_cursor',
	answer: 'next_cursor',
	more: 'has_more',
};

export const onlineLesson = resource(
	'onlineLesson',
	'Online Lesson',
	'上课直播',
	'docs/002-第三方应用开发/002-服务端API/023-家校应用/001-上课直播',
	{
		get: {
			title: 'Get',
			action: 'Get an online lesson',
			zh: '获取直播详情',
			doc: '002-获取直播详情',
			get: 'school/living/get_living_info',
			query: lesson,
			answer: 'living_info',
			simple: [
				'theme',
				'living_start',
				'living_duration',
				'anchor_userid',
				'living_range',
				'viewer_num',
				'comment_num',
				'online_count',
				'subscribe_count',
				'open_replay',
			],
		},
		getAbsentees: {
			title: 'Get Absentees',
			action: 'Get who has not watched an online lesson',
			zh: '获取未观看直播统计V2',
			doc: '007-获取未观看直播统计V2',
			post: 'school/living/get_unwatch_stat_v2',
			repeatable: true,
			body: lesson,
			page: newer,
		},
		getAbsentStudents: {
			title: 'Get Absent Students',
			action: 'Get which students have not watched an online lesson',
			zh: '获取未观看直播统计',
			about: 'Parents count as their children',
			doc: '004-获取未观看直播统计',
			post: 'school/living/get_unwatch_stat',
			repeatable: true,
			body: lesson,
			page: older,
		},
		getStudentViewers: {
			title: 'Get Student Viewers',
			action: 'Get which students have watched an online lesson',
			zh: '获取观看直播统计',
			about: 'Parents count as their children',
			doc: '003-获取观看直播统计',
			post: 'school/living/get_watch_stat',
			repeatable: true,
			body: lesson,
			page: older,
		},
		getViewers: {
			title: 'Get Viewers',
			action: 'Get who has watched an online lesson',
			zh: '获取观看直播统计V2',
			about: 'Students, parents and guests',
			doc: '006-获取观看直播统计V2',
			post: 'school/living/get_watch_stat_v2',
			repeatable: true,
			body: lesson,
			page: newer,
		},
	},
);
