import { resource, type Zod } from '../endpoint';
import { unixTime } from '../parameters';
import { filled, folder, meeting, meetingOrCode, paged } from './parameters';

const recording = (zod: Zod) => ({
	meeting_record_id: filled(zod).meta({
		title: 'Recording',
		description: 'meeting_record_id from Get Many',
		pick: 'meetingRecording',
	}),
	...meeting(zod),
});

const file = (zod: Zod) => ({
	record_file_id: filled(zod).meta({ title: 'File ID', description: 'from Get Many or Get Files' }),
	...meeting(zod),
});

const yes = (zod: Zod) => zod.boolean().optional();

export const meetingRecording = resource(
	'meetingRecording',
	'Meeting Recording',
	'会议录制',
	`${folder}/011-录制管理`,
	{
		delete: {
			title: 'Delete',
			action: 'Delete a recording of a meeting',
			zh: '删除会议录制',
			doc: '004-删除会议录制',
			apps: ['own'],
			post: 'meeting/record/delete',
			body: recording,
			deletes: true,
		},
		deleteFile: {
			title: 'Delete File',
			action: 'Delete a file of a recording',
			zh: '删除单个录制文件',
			doc: '005-删除单个录制文件',
			apps: ['own'],
			post: 'meeting/record/delete_file',
			body: file,
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many recordings of meetings',
			zh: '获取会议录制列表',
			about: 'Of a meeting or a member, of at most 31 days',
			doc: '001-获取会议录制列表',
			apps: ['own'],
			post: 'meeting/record/list',
			repeatable: true,
			body: (zod) => ({
				...meetingOrCode(zod),
				userid: zod
					.string()
					.optional()
					.meta({ title: 'Member', description: 'or a meeting instead', pick: 'member' }),
				start_time: unixTime(zod, 'From'),
				end_time: unixTime(zod, 'Until'),
			}),
			atLeastOne: ['meetingid', 'meeting_code', 'userid'],
			items: 'record_list',
			page: paged(20),
		},
		getFile: {
			title: 'Get File',
			action: 'Get a file of a recording',
			zh: '获取单个录制文件详情',
			about: 'Its addresses live for six hours',
			doc: '006-获取单个录制文件详情',
			apps: ['own'],
			post: 'meeting/record/get_file',
			repeatable: true,
			body: file,
			simple: [
				'record_file_id',
				'meetingid',
				'record_name',
				'start_time',
				'end_time',
				'view_address',
				'download_address',
				'audio_address',
				'meeting_summary',
				'ai_meeting_transcripts',
			],
		},
		getFiles: {
			title: 'Get Files',
			action: 'Get the files of a recording',
			zh: '获取会议录制地址',
			about: 'Their addresses live for six hours',
			doc: '007-获取会议录制地址',
			apps: ['own'],
			post: 'meeting/record/get_file_list',
			repeatable: true,
			body: recording,
			items: 'record_files',
		},
		getStatistics: {
			title: 'Get Statistics',
			action: 'Get how often a recording was watched',
			zh: '获取录制文件访问统计',
			about: 'Of at most 31 days',
			doc: '002-获取录制文件访问统计',
			apps: ['own'],
			post: 'meeting/record/get_statistics',
			repeatable: true,
			body: (zod) => {
				const { meetingid, ...rest } = recording(zod);
				return {
					...rest,
					meetingid: meetingid.optional(),
					start_time: unixTime(zod, 'From').optional(),
					end_time: unixTime(zod, 'Until').optional(),
				};
			},
			items: 'summaries',
		},
		getTranscript: {
			title: 'Get Transcript',
			action: 'Get the transcript of a recording',
			zh: '获取录制转写详情',
			doc: '009-获取录制转写详情',
			apps: ['own'],
			post: 'meeting/record/transcript/get_detail',
			repeatable: true,
			body: (zod) => ({
				...file(zod),
				pid: zod
					.string()
					.optional()
					.meta({ title: 'First Paragraph', description: 'its ID, empty: from the beginning' }),
				limit: zod
					.int()
					.min(1)
					.optional()
					.meta({ title: 'Number of Paragraphs', description: 'empty: all' }),
			}),
		},
		getTranscriptParagraphs: {
			title: 'Get Transcript Paragraphs',
			action: 'Get the paragraphs of the transcript of a recording',
			zh: '获取录制转写段落信息',
			doc: '008-获取录制转写段落信息',
			apps: ['own'],
			post: 'meeting/record/transcript/get_paragraph_list',
			repeatable: true,
			body: file,
			items: 'paragraphs',
		},
		searchTranscript: {
			title: 'Search Transcript',
			action: 'Search the transcript of a recording',
			zh: '获取录制转写搜索结果',
			doc: '010-获取录制转写搜索结果',
			apps: ['own'],
			post: 'meeting/record/transcript/search',
			repeatable: true,
			body: (zod) => ({
				...file(zod),
				text: filled(zod).meta({ title: 'Text', description: 'word to look for' }),
			}),
		},
		updateSharing: {
			title: 'Update Sharing',
			action: 'Update how a recording is shared',
			zh: '修改会议录制共享设置',
			doc: '003-修改会议录制共享设置',
			apps: ['own'],
			post: 'meeting/record/update_sharing_config',
			repeatable: true,
			body: (zod) => ({
				...recording(zod),
				sharing_config: zod
					.object({
						enable_sharing: yes(zod),
						sharing_auth_type: zod
							.literal([0, 1, 2, 3, 4, 5])
							.optional()
							.meta({
								labels: {
									0: 'Whoever is logged in',
									1: 'Members of the company',
									2: 'Attendees',
									3: 'Everybody',
									4: 'Those approved',
									5: 'Those with an invitation in WeChat',
								},
							}),
						enable_password: yes(zod),
						password: zod.string().optional(),
						enable_sharing_expire: yes(zod),
						sharing_expire: zod.int().optional(),
						allow_download: yes(zod),
					})
					.optional()
					.meta({
						title: 'Sharing',
						description: 'sharing_expire in Unix milliseconds',
						example: { enable_sharing: true, sharing_auth_type: 1, enable_password: false },
					}),
			}),
		},
	},
);
