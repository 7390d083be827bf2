import { AGENT, each, ofApp, ofSystem, type Samples } from './fields';

const MESSAGE = { MsgId: '7000000000000000001', AgentID: AGENT };
const MEDIA = '3SampleMediaId000000000000000000000000000000000000000000000000000';
const scan = {
	...ofApp,
	EventKey: 'scan',
	ScanCodeInfo: { ScanType: 'qrcode', ScanResult: 'https://example.com/ticket/42' },
};
const pictures = {
	...ofApp,
	EventKey: 'photo',
	SendPicsInfo: {
		Count: 2,
		PicList: {
			item: [
				{ PicMd5Sum: '0cc175b9c0f1b6a831c399e269772661' },
				{ PicMd5Sum: '92eb5ffee6ae2fec3ad71c777531578f' },
			],
		},
	},
};
const card = {
	...ofApp,
	EventKey: 'approve',
	TaskId: 'task-42',
	ResponseCode: 'SampleResponseCode',
};

/** Messages to an app, its menu and cards, and what happens to the app itself. */
export const appSamples: Samples = {
	'message.text': { Content: '你好，我想请假。', ...MESSAGE },
	'message.image': { PicUrl: 'https://example.com/picture.jpg', MediaId: MEDIA, ...MESSAGE },
	'message.voice': { MediaId: MEDIA, Format: 'amr', ...MESSAGE },
	'message.video': { MediaId: MEDIA, ThumbMediaId: MEDIA, ...MESSAGE },
	'message.location': {
		Location_X: 23.134521,
		Location_Y: 113.358803,
		Scale: 20,
		Label: '广州市天河区',
		AppType: 'wxwork',
		...MESSAGE,
	},
	'message.link': {
		Title: '考勤制度',
		Description: '2026 年版',
		Url: 'https://example.com/rules',
		PicUrl: 'https://example.com/rules.png',
		...MESSAGE,
	},

	...each(['subscribe', 'unsubscribe', 'enter_agent'], { ...ofApp, EventKey: '' }),
	LOCATION: {
		...ofApp,
		Latitude: 23.104105,
		Longitude: 113.320107,
		Precision: 65,
		AppType: 'wxwork',
	},
	click: { ...ofApp, EventKey: 'today' },
	view: { ...ofApp, EventKey: 'https://example.com/portal' },
	view_miniprogram: { ...ofApp, EventKey: 'pages/index' },
	...each(['scancode_push', 'scancode_waitmsg'], scan),
	...each(['pic_sysphoto', 'pic_photo_or_album', 'pic_weixin'], pictures),
	location_select: {
		...ofApp,
		EventKey: 'where',
		SendLocationInfo: {
			Location_X: '23',
			Location_Y: '113',
			Scale: '15',
			Label: '广州市海珠区',
			Poiname: '会展中心',
		},
		AppType: 'wxwork',
	},
	template_card_event: {
		...card,
		CardType: 'multiple_interaction',
		SelectedItems: {
			SelectedItem: [
				{ QuestionKey: 'day', OptionIds: { OptionId: ['monday', 'friday'] } },
				{ QuestionKey: 'city', OptionIds: { OptionId: ['guangzhou'] } },
			],
		},
	},
	template_card_menu_event: { ...card, CardType: 'button_interaction' },

	...each(['inactive_alert', 'low_active_alert'], {
		...ofSystem,
		...ofApp,
		EffectTime: 1780243200,
	}),
	...each(
		[
			'close_inactive_agent',
			'reopen_inactive_agent',
			'low_active',
			'active_restored',
			'change_app_admin',
		],
		{ ...ofSystem, ...ofApp },
	),
	unlicensed_notify: ofApp,
	switch_workbench_mode: { ...ofApp, Mode: 1 },
	upload_media_job_finish: { ...ofSystem, JobId: 'SampleUploadJob' },
};

/** Callbacks of a bot, which are JSON. */
export const botSamples: Samples = {
	'bot.text': {
		text: { content: '@助手 这个会议在哪里？' },
	},
	'bot.image': { image: { url: 'https://example.com/sealed/picture' } },
	'bot.mixed': {
		mixed: {
			msg_item: [
				{ msgtype: 'text', text: { content: '@助手 这是什么？' } },
				{ msgtype: 'image', image: { url: 'https://example.com/sealed/picture' } },
			],
		},
	},
	'bot.voice': { voice: { content: '明天的天气怎么样' } },
	'bot.file': { file: { url: 'https://example.com/sealed/file' } },
	'bot.stream': { stream: { id: 'SampleStreamId' } },
	'bot.enter_chat': { chatid: undefined, chattype: 'single', event: { eventtype: 'enter_chat' } },
	'bot.template_card_event': {
		event: {
			eventtype: 'template_card_event',
			template_card_event: {
				card_type: 'vote_interaction',
				event_key: 'submit',
				task_id: 'task-42',
				selected_items: {
					selected_item: [
						{ question_key: 'lunch', option_ids: { option_id: ['rice', 'noodles'] } },
					],
				},
			},
		},
	},
	'bot.feedback_event': {
		event: {
			eventtype: 'feedback_event',
			feedback_event: {
				id: 'SampleFeedbackId',
				type: 2,
				content: '回答不准确',
				inaccurate_reason_list: [2, 4],
			},
		},
	},
};
