import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { needing, unixTime } from '../parameters';
import { formId, place } from './parameters';

const yes = (zod: Zod) => zod.boolean().optional();
const count = (zod: Zod) => zod.int().min(0).optional();

const uploadLimit = (zod: Zod) =>
	zod
		.object({
			count_limit_type: zod
				.literal([0, 1])
				.optional()
				.meta({ labels: { 0: 'Exactly', 1: 'At most' } }),
			count: zod.int().min(1).max(9).optional(),
			max_size: zod.int().min(0).max(3000).optional(),
		})
		.optional();

const several = (zod: Zod) => zod.object({ allow_multiple_selection: yes(zod) }).optional();

/** What a question of each type may be set to. */
const settings = (zod: Zod) =>
	zod.object({
		text_setting: zod
			.object({
				validation_type: zod
					.literal([0, 1, 2, 3, 4, 5, 6])
					.optional()
					.meta({
						labels: {
							0: 'Length',
							1: 'Number',
							2: 'Email',
							3: 'URL',
							4: 'Identity card',
							5: 'Mobile',
							6: 'Telephone',
						},
					}),
				validation_detail: zod
					.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
					.optional()
					.meta({
						labels: {
							1: 'At most so many characters',
							2: 'At least so many characters',
							3: 'Exactly so many characters',
							4: 'Any number',
							5: 'Larger than',
							6: 'At least',
							7: 'Smaller than',
							8: 'At most',
							9: 'Between',
							10: 'Not between',
							11: 'Whole number',
						},
					}),
				char_len: zod.int().min(1).max(4000).optional(),
				number_min: zod.number().optional(),
				number_max: zod.number().optional(),
			})
			.optional(),
		radio_setting: zod.object({ add_other_option: yes(zod) }).optional(),
		checkbox_setting: zod
			.object({
				add_other_option: yes(zod),
				type: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({ labels: { 0: 'Any number', 1: 'At least', 2: 'At most', 3: 'Exactly' } }),
				number: count(zod),
			})
			.optional(),
		location_setting: zod
			.object({
				location_type: zod
					.literal([0, 1, 2, 3, 4])
					.optional()
					.meta({
						labels: {
							0: 'Full address',
							1: 'Province and city',
							2: 'Down to the district',
							3: 'Down to the street',
							4: 'Where the person is',
						},
					}),
				distance_type: zod
					.literal([0, 1, 2, 3])
					.optional()
					.meta({
						labels: { 0: 'There', 1: 'Within 100 m', 2: 'Within 200 m', 3: 'Within 300 m' },
					}),
			})
			.optional(),
		image_setting: zod
			.object({ camera_only: yes(zod), upload_image_limit: uploadLimit(zod) })
			.optional(),
		file_setting: zod.object({ upload_file_limit: uploadLimit(zod) }).optional(),
		date_setting: zod
			.object({
				date_format_type: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ labels: { 0: 'To the minute', 1: 'Day', 2: 'Month' } }),
			})
			.optional(),
		time_setting: zod
			.object({
				time_format_type: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'To the minute', 1: 'To the second' } }),
			})
			.optional(),
		duration_setting: zod
			.object({
				time_scale: zod
					.literal([1, 2])
					.optional()
					.meta({ labels: { 1: 'Days', 2: 'Hours' } }),
				date_type: zod
					.literal([1, 2])
					.optional()
					.meta({ labels: { 1: 'All days', 2: 'Working days' } }),
				day_range: zod.int().min(1).max(24).optional(),
			})
			.optional(),
		temperature_setting: zod
			.object({
				unit_type: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'Celsius', 1: 'Fahrenheit' } }),
			})
			.optional(),
		department_setting: several(zod),
		member_setting: several(zod),
	});

const there = { 1: 'There', 2: 'Deleted' };

const question = (zod: Zod) =>
	needing(
		zod.object({
			question_id: zod.int().min(1),
			title: zod.string().min(1),
			pos: zod.int().min(1),
			status: zod.literal([1, 2]).meta({ labels: there }),
			reply_type: zod.literal([1, 2, 3, 5, 9, 10, 11, 14, 15, 16, 17, 18, 19, 22]).meta({
				labels: {
					1: 'Text',
					2: 'One choice',
					3: 'Several choices',
					5: 'Location',
					9: 'Image',
					10: 'File',
					11: 'Date',
					14: 'Time',
					15: 'Drop-down list',
					16: 'Body temperature',
					17: 'Signature',
					18: 'Department',
					19: 'Member',
					22: 'Duration',
				},
			}),
			must_reply: zod.boolean(),
			note: zod.string().optional(),
			option_item: zod
				.array(
					zod.object({
						key: zod.int().min(1),
						value: zod.string().min(1),
						status: zod.literal([1, 2]).meta({ labels: there }),
					}),
				)
				.optional(),
			question_extend_setting: settings(zod).optional(),
		}),
		'option_item',
		{ reply_type: [2, 3, 15] },
	);

const people = (zod: Zod) => zod.array(zod.string()).optional();

const formSetting = (zod: Zod, access: z.ZodType) =>
	zod.object({
		fill_out_auth: access,
		fill_in_range: zod
			.object({ userids: people(zod), departmentids: zod.array(zod.int()).optional() })
			.optional(),
		setting_manager_range: zod.object({ userids: people(zod) }).optional(),
		timed_repeat_info: zod
			.object({
				enable: yes(zod),
				remind_time: count(zod),
				repeat_type: zod
					.literal([0, 1, 2])
					.optional()
					.meta({ labels: { 0: 'Weekly', 1: 'Daily', 2: 'Monthly' } }),
				week_flag: zod.int().min(0).max(127).optional(),
				skip_holiday: yes(zod),
				day_of_month: zod.int().min(1).max(31).optional(),
				fork_finish_type: zod
					.literal([0, 1, 2, 3, 4])
					.optional()
					.meta({
						labels: {
							0: 'Always',
							1: 'The same day',
							2: 'Within five days',
							3: 'Within a month',
							4: 'Until the next round',
						},
					}),
			})
			.optional(),
		allow_multi_fill: yes(zod),
		timed_finish: count(zod),
		can_anonymous: yes(zod),
		can_notify_submit: yes(zod),
	});

const texts = (zod: Zod) => ({
	form_desc: zod.string().optional(),
	form_header: zod.string().optional(),
});

const questions = (zod: Zod) => zod.object({ items: zod.array(question(zod)).min(1).max(200) });

const example = {
	form_title: 'Lunch',
	form_question: {
		items: [
			{
				question_id: 1,
				title: 'What would you like?',
				pos: 1,
				status: 1,
				reply_type: 2,
				must_reply: true,
				option_item: [
					{ key: 1, value: 'Rice', status: 1 },
					{ key: 2, value: 'Noodles', status: 1 },
				],
			},
		],
	},
	form_setting: { fill_out_auth: 1, fill_in_range: { departmentids: [2] } },
};

const roundId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Round ID', description: 'one of repeated_id from Form: Get' });

export const form = resource(
	'form',
	'Form',
	'收集表',
	'docs/002-第三方应用开发/002-服务端API/026-文档/008-管理收集表',
	{
		create: {
			title: 'Create',
			action: 'Create a form',
			zh: '创建收集表',
			doc: '001-创建收集表',
			post: 'wedoc/create_form',
			body: (zod) => ({
				form_info: zod
					.object({
						form_title: zod.string().min(1),
						...texts(zod),
						form_question: questions(zod),
						form_setting: formSetting(
							zod,
							zod
								.literal([0, 1, 4])
								.optional()
								.meta({ labels: { 0: 'Everybody', 1: 'Those in fill_in_range', 4: 'School' } }),
						).optional(),
					})
					.meta({ title: 'Form', description: 'title, questions and settings', example }),
				...place(zod),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a form',
			zh: '获取收集表信息',
			about: 'Only those that this app has created',
			doc: '003-获取收集表信息',
			post: 'wedoc/get_form_info',
			repeatable: true,
			body: (zod) => ({ formid: formId(zod) }),
			answer: 'form_info',
		},
		getAnswers: {
			title: 'Get Answers',
			action: 'Get answers to a form',
			zh: '读取收集表答案',
			about: 'Only those that this app has created',
			doc: '005-读取收集表答案',
			post: 'wedoc/get_form_answer',
			repeatable: true,
			body: (zod) => ({
				repeated_id: roundId(zod),
				answer_ids: zod
					.array(zod.int().min(0))
					.min(1)
					.max(100)
					.meta({ title: 'Answer IDs', description: 'from Get Statistics, at most 100' }),
			}),
			items: 'answer.answer_list',
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get who has answered a form',
			zh: '收集表的统计信息查询',
			about: 'Only those that this app has created',
			doc: '004-收集表的统计信息查询',
			post: 'wedoc/get_form_statistic',
			repeatable: true,
			body: (zod) => ({
				repeated_id: roundId(zod),
				req_type: zod.literal([1, 2, 3]).meta({
					title: 'Get',
					description: 'counts, who submitted, or who did not',
					labels: { 1: 'Counts only', 2: 'Who has answered', 3: 'Who has not answered' },
				}),
				start_time: unixTime(zod, 'Start Time')
					.optional()
					.meta({ description: 'Unix seconds; counts from the beginning of that day' }),
				end_time: unixTime(zod, 'End Time')
					.optional()
					.meta({ description: 'Unix seconds; counts to the end of that day' }),
			}),
			neededWith: { start_time: { req_type: [2] }, end_time: { req_type: [2] } },
			page: {
				kind: 'cursor',
				request: 'cursor',
				answer: 'cursor',
				size: { parameter: 'limit', max: 10_000 },
				more: 'has_more',
			},
		},
		update: {
			title: 'Update',
			action: 'Update the questions or the settings of a form',
			zh: '编辑收集表',
			about: 'What is chosen is replaced as a whole',
			doc: '002-编辑收集表',
			post: 'wedoc/modify_form',
			repeatable: true,
			body: (zod) => ({
				oper: zod.literal([1, 2]).meta({
					title: 'Replace',
					description: 'all questions, or all settings',
					labels: { 1: 'Title and questions', 2: 'Settings' },
				}),
				formid: formId(zod),
				form_info: zod
					.object({
						form_title: zod.string().optional(),
						...texts(zod),
						form_question: questions(zod).optional(),
						form_setting: formSetting(
							zod,
							zod.literal([0, 1]).meta({ labels: { 0: 'Everybody', 1: 'Those in fill_in_range' } }),
						).optional(),
					})
					.meta({ title: 'Form', description: 'title and questions, or settings', example }),
			}),
		},
	},
);
