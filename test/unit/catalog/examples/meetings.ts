import { get, post, type Examples } from './example';

const settings = {
	description: 'All about the launch',
	location: 'Guangzhou',
	agentid: 1000014,
	invitees: { userid: ['lisi', 'wangwu'] },
	settings: {
		remind_scope: 1,
		password: '1234',
		enable_waiting_room: false,
		allow_enter_before_host: true,
		enable_enter_mute: 1,
		enable_screen_watermark: false,
		hosts: { userid: ['lisi', 'wangwu'] },
		ring_users: { userid: ['zhangsan', 'lisi'] },
		allow_unmute_self: true,
		mute_all: false,
		allow_external_user: false,
		watermark_type: 1,
		auto_record_type: 'none',
		attendee_join_auto_record: false,
		enable_host_pause_auto_record: false,
		enable_enroll: true,
		enable_host_key: true,
		host_key: '123456',
	},
	cal_id: 'wcjgewCwAAqeJcPI1d8Pwbjt7nttzAAA',
	reminders: {
		is_repeat: 1,
		repeat_type: 0,
		repeat_until: 1606976813,
		repeat_interval: 1,
		remind_before: [0, 900],
		is_custom_repeat: 1,
		repeat_until_type: 1,
		repeat_until_count: 10,
		repeat_day_of_week: [3, 7],
		repeat_day_of_month: [10, 21],
	},
};

const onCreation = {
	...settings,
	settings: { ...settings.settings, enable_interpreter: true },
	guests: [{ area: '86', phone_number: '13800000000', guest_name: 'Wang' }],
};

const meetingid = 'MEETINGID';
const one = { meetingid };
const operated_user = { tmp_openid: 'MS_OPENID', instance_id: 1 };
const operator = { operator_userid: 'OPENID', instance_id: 1, meetingid };

const theme = {
	poll_topic: 'Lunch',
	poll_desc: 'What we eat',
	is_anony: 1,
	poll_questions: [{ question_type: 1, question_desc: 'What?', poll_option: ['Rice', 'Noodles'] }],
};

const webinar = {
	title: 'Launch',
	sponsor: 'Us',
	start_time: '166666666',
	end_time: '177777777',
	admission_type: 2,
	hosts: [{ userid: 'USERID' }],
	password: '123456',
	cover_url: 'https://example.com/cover.png',
	description: 'All about the launch',
	enable_guest_invite_link: false,
	media_setting: {
		enable_enter_mute: false,
		allow_unmute_self: false,
		allow_enter_before_host: false,
		enable_screen_watermark: false,
		watermark_type: 0,
		allow_external_user: false,
		auto_record_type: 'none',
		attendee_join_auto_record: false,
		enable_host_pause_auto_record: false,
	},
	enable_qa: false,
	sensitive_words: ['WORD1'],
	enable_manual_check: false,
	activity_page: false,
	display_number_of_attendees: 0,
	playback_for_audience: true,
	preparation_mode: false,
};

const page = {
	layout_template_id: 'TEMID1',
	user_seat_list: [
		{
			grid_id: '10',
			grid_type: 1,
			userid: 'USERID',
			tmp_openid: '68j2xkYT1',
			nick_name: 'NICK',
			tool_sdkid: 'SDKID',
		},
	],
};

const advancedPage = (nick: Record<string, string>) => ({
	layout_template_id: '3',
	enable_polling: true,
	polling_setting: {
		polling_interval_unit: 1,
		polling_interval: 10,
		ignore_user_novideo: false,
		ignore_user_absence: false,
	},
	user_seat_list: [
		{
			grid_id: '1',
			grid_type: 1,
			video_type: 3,
			user_list: [{ userid: 'USERID', tmp_openid: 'TMPOPENID1', ...nick }],
		},
	],
});

const phone_numbers = [{ area: 86, phone: '13333333333', extension_number: '12345678' }];
const room = {
	meetingid,
	meeting_room_id: 'ROOMID',
	mra_address: { protocol: 2, dial_string: '192.0.2.1' },
};
const recording = { meeting_record_id: 'record', meetingid };
const file = { record_file_id: 'FILEID', meetingid };
const mra = { tmp_openid: 'TMP_OPENID' };

const enrollments = (id: string, path: string): Examples => ({
	[`${id}.approve`]: post(
		`${path}/approve`,
		{ meetingid, action: '3', enroll_id_list: 'me1, me2' },
		{ meetingid, action: 3, enroll_id_list: ['me1', 'me2'] },
	),
	[`${id}.delete`]: post(`${path}/delete`, { meetingid, enroll_id_list: [{ enroll_id: '12' }] }),
	[`${id}.getAll`]: post(`${path}/list`, { meetingid, status: 1 }),
	[`${id}.getConfiguration`]: post(`${path}/get_config`, one),
	[`${id}.getIds`]: post(`${path}/query_by_tmp_openid`, {
		meetingid,
		sorting_rules: 1,
		tmp_openid_list: ['msaaaaaaaa', 'msbbbbbbbb'],
	}),
	[`${id}.import`]: post(`${path}/import`, {
		meetingid,
		enroll_list: [
			{ userid: 'USERID', area: '86', phone_number: '13333333333', nick_name: 'NICKNAME' },
		],
	}),
	[`${id}.setConfiguration`]: post(`${path}/set_config`, {
		meetingid,
		approve_type: 1,
		is_collect_question: 2,
		no_registration_needed_for_staff: true,
		question_list: [
			{
				is_required: 1,
				question_type: 1,
				question_title: 'Where?',
				special_type: 1,
				option_list: [{ content: 'Here' }],
			},
		],
	}),
});

export const meetings: Examples = {
	'meeting.cancel': post('meeting/cancel', { meetingid, sub_meetingid: 'SUB' }),
	'meeting.checkDevices': post(
		'meeting/check_device_in_meeting',
		{ userid: 'USERID', instance_id_list: '1, 2, 3', meetingid_list: ['meeting1', 'meeting2'] },
		{ userid: 'USERID', instance_id_list: [1, 2, 3], meetingid_list: ['meeting1', 'meeting2'] },
	),
	'meeting.create': post(
		'meeting/create',
		{
			admin_userid: 'zhangsan',
			title: 'Launch',
			meeting_start: '1600000000',
			meeting_duration: 3600,
			...onCreation,
		},
		{
			admin_userid: 'zhangsan',
			title: 'Launch',
			meeting_start: 1600000000,
			meeting_duration: 3600,
			...onCreation,
		},
	),
	'meeting.createPersonalLink': post('meeting/create_customer_short_url', {
		meetingid,
		customer_data: 'eyJ2ZXIiOiIxLjAifQ==',
	}),
	'meeting.get': post('meeting/get_info', { meetingid, meeting_code: '123', sub_meetingid: 'SUB' }),
	'meeting.getAllIds': post('meeting/get_user_meetingid', {
		userid: 'zhangsan',
		begin_time: 1586136317,
		end_time: 1586236317,
	}),
	'meeting.getAttendees': post('meeting/get_attendee_list', {
		meetingid,
		sub_meetingid: 'SUB',
		start_time: 168888888,
		end_time: 179999999,
	}),
	'meeting.getGuests': post('meeting/get_guests', one),
	'meeting.getInvitees': post('meeting/get_invitees', one),
	'meeting.getPersonalLinks': post('meeting/get_customer_short_url', one),
	'meeting.getPresentAttendees': post('meeting/get_realtime_attendee_list', {
		meetingid,
		sub_meetingid: 'SUB',
	}),
	'meeting.getQuality': post('meeting/get_quality', {
		meetingid,
		sub_meetingid: 'SUB',
		start_time: 168888888,
	}),
	'meeting.getStarts': post('meeting/statistics/get_start_list', {
		type: 1,
		begin_time: 1700000000,
		end_time: 1700001000,
	}),
	'meeting.getWaiting': post('meeting/waitingroom/get_current_user_list', one),
	'meeting.getWaitingHistory': post('meeting/waitingroom/get_user_list', one),
	'meeting.setGuests': post('meeting/set_guests', {
		meetingid,
		guests: [{ area: '86', phone_number: '13333333333', guest_name: 'Wang' }],
	}),
	'meeting.setInvitees': post('meeting/set_invitees', {
		meetingid,
		invitees: [{ userid: 'zhangsan' }, { userid: 'lisi' }],
	}),
	'meeting.update': post('meeting/update', {
		meetingid,
		title: 'Launch',
		meeting_start: 1600000000,
		meeting_duration: 3600,
		remind_time: 900,
		...settings,
	}),
	'meetingAdvancedAccount.assign': post(
		'meeting/vip/submit_batch_add_job',
		{ userid_list: 'zhangsan, lisi' },
		{ userid_list: ['zhangsan', 'lisi'] },
	),
	'meetingAdvancedAccount.getAll': post('meeting/vip/list'),
	'meetingAdvancedAccount.getAssignment': post('meeting/vip/batch_add_job_result', {
		jobid: 'JOB',
	}),
	'meetingAdvancedAccount.getRevocation': post('meeting/vip/batch_del_job_result', {
		jobid: 'JOB',
	}),
	'meetingAdvancedAccount.revoke': post('meeting/vip/submit_batch_del_job', {
		userid_list: ['zhangsan', 'lisi'],
	}),
	'meetingBackground.create': post('meeting/layout/add_background', {
		meetingid,
		image_list: [{ image_md5: 'eax879asd3z', image_url: 'https://example.com/1.png' }],
		default_image_order: 1,
	}),
	'meetingBackground.delete': post('meeting/layout/delete_background', {
		meetingid,
		background_id: 'BACKID1',
	}),
	'meetingBackground.deleteMany': post('meeting/layout/batch_delete_background', {
		meetingid,
		background_id_list: ['BACKID1', 'BACKID2'],
	}),
	'meetingBackground.getAll': post('meeting/layout/list_background', one),
	'meetingBackground.setDefault': post('meeting/layout/set_default_background', {
		meetingid,
		selected_background_id: 'BACKID1',
	}),
	'meetingConnector.getStatus': post('meeting/mra/query_status', {
		meetingid,
		tmp_openid: 'TMP_OPENID',
	}),
	'meetingConnector.hangUp': post('meeting/mra/hangup', { meetingid, mra }),
	'meetingConnector.raiseHand': post(
		'meeting/mra/set_raise_hand',
		{ meetingid, raise_hand: 'true', mra },
		{ meetingid, raise_hand: true, mra },
	),
	'meetingConnector.setLayout': post('meeting/mra/set_default_layout', {
		meetingid,
		default_layout: 2,
		default_novideo_user: 1,
		mra,
	}),
	'meetingControl.end': post(
		'meeting/realcontrol/dismiss',
		{ meetingid, force_dismiss: true, retrieve_code: false },
		{ meetingid, force_dismiss: 1, retrieve_code: 0 },
	),
	'meetingControl.moveAttendees': post('meeting/realcontrol/manage_waiting_room_users', {
		meetingid,
		operate_type: 3,
		allow_rejoin: true,
		operated_users: [operated_user],
	}),
	'meetingControl.mute': post('meeting/realcontrol/mute_user', {
		meetingid,
		option: true,
		operated_user,
	}),
	'meetingControl.removeAttendees': post('meeting/realcontrol/kickout_users', {
		meetingid,
		allow_rejoin: true,
		operated_users: [operated_user],
	}),
	'meetingControl.setCohost': post('meeting/realcontrol/set_cohost', {
		meetingid,
		action: true,
		operated_user,
	}),
	'meetingControl.setNicknames': post('meeting/realcontrol/set_nicknames', {
		meetingid,
		operated_users: [{ ...operated_user, nickname: 'nick' }],
	}),
	'meetingControl.setVideo': post('meeting/realcontrol/switch_user_video', {
		meetingid,
		video: true,
		operated_user,
	}),
	'meetingControl.stopScreenShare': post('meeting/realcontrol/close_screen_share', {
		meetingid,
		operated_user,
	}),
	'meetingControl.updateSettings': post('meeting/realcontrol/set', {
		meetingid,
		mute_all: true,
		allow_unmute_self: true,
		enable_enter_mute: 1,
		meeting_locked: true,
		hide_meeting_code_password: true,
		allow_chat: 1,
		allow_share_screen: true,
		allow_external_user: true,
		play_ivr_on_join: true,
		enable_waiting_room: true,
	}),
	'meetingDevice.book': post('meeting/rooms/book', {
		meetingid,
		meeting_room_id_list: ['RoomId001', 'RoomId002'],
		subject_visible: true,
	}),
	'meetingDevice.call': post('meeting/rooms/call', room),
	'meetingDevice.cancelCall': post('meeting/rooms/cancel_call', { ...room, invite_id: 'INVITEID' }),
	'meetingDevice.get': post('meeting/rooms/get_info', { meeting_room_id: 'ROOMID' }),
	'meetingDevice.getAll': post('meeting/rooms/list', { meeting_room_name: 'ROOMNAME' }),
	'meetingDevice.getCallStatus': post('meeting/rooms/get_response_status', room),
	'meetingDevice.getConfiguration': post('meeting/rooms/get_config', { meeting_room_id: 'ROOMID' }),
	'meetingDevice.getControllers': post('meeting/rooms/list_controllers', {
		controller_name: 'NAME',
	}),
	'meetingDevice.getDevices': post('meeting/rooms/list_devices', { meeting_room_name: 'ROOMNAME' }),
	'meetingDevice.getInventory': post('meeting/rooms/get_inventory'),
	'meetingDevice.getMeetings': post('meeting/rooms/list_meetings', {
		meeting_room_id: 'MEETINGROOMID',
		rooms_id: 'ROOMSID',
		start_time: 1679299200,
		end_time: 1679558400,
	}),
	'meetingDevice.release': post('meeting/rooms/release', {
		meetingid,
		meeting_room_id_list: ['RoomId001', 'RoomId002'],
	}),
	...enrollments('meetingEnrollment', 'meeting/enroll'),
	'meetingLayout.apply': post('meeting/advanced_layout/apply', {
		meetingid,
		layout_id: 'LAYOUTID1',
		user_list: [{ tmp_openid: 'TMPOPENID1' }],
	}),
	'meetingLayout.create': post('meeting/layout/add', {
		meetingid,
		layout_list: [{ page_list: [page] }],
		default_layout_order: 1,
	}),
	'meetingLayout.createAdvanced': post('meeting/advanced_layout/add', {
		meetingid,
		layout_list: [
			{ layout_name: 'test', page_list: [advancedPage({ nick_name: 'bmlja25hbWUK' })] },
		],
	}),
	'meetingLayout.deleteMany': post('meeting/advanced_layout/batch_delete', {
		meetingid,
		layout_id_list: ['LAYOUTID1', 'LAYOUTID2'],
	}),
	'meetingLayout.getAll': post('meeting/advanced_layout/list', one),
	'meetingLayout.getOfAttendee': post('meeting/advanced_layout/get_user_layout', {
		meetingid,
		tmp_openid: 'TMPOPENID1',
		instance_id: 1,
	}),
	'meetingLayout.getTemplates': get('meeting/layout/list_template'),
	'meetingLayout.setDefault': post('meeting/layout/set_default', {
		meetingid,
		selected_layout_id: '3acdd90-b0b2',
	}),
	'meetingLayout.update': post('meeting/layout/update', {
		meetingid,
		layout_id: 'LAYOUTID1',
		page_list: [page],
		enable_set_default: false,
	}),
	'meetingLayout.updateAdvanced': post('meeting/advanced_layout/update', {
		meetingid,
		layout_id: 'LAYOUTID1',
		layout_name: 'test',
		page_list: [advancedPage({})],
	}),
	'meetingPhone.call': post('meeting/phone/callout', { meetingid, phone_numbers }),
	'meetingPhone.getAttendeeIds': post('meeting/phone/get_tmp_openid', { meetingid, phone_numbers }),
	'meetingPhone.getCalls': post('meeting/phone/get_callout_status', one),
	'meetingPoll.create': post('meeting/poll/create_theme', { ...operator, ...theme }),
	'meetingPoll.delete': post('meeting/poll/delete', {
		...operator,
		poll_theme_id: 'theme1',
		poll_id: 'POLLID',
	}),
	'meetingPoll.finish': post('meeting/poll/finish', {
		...operator,
		poll_theme_id: 'theme1',
		poll_id: 'POLLID',
	}),
	'meetingPoll.get': post('meeting/poll/get_theme_info', { ...operator, poll_theme_id: 'theme1' }),
	'meetingPoll.getAll': post('meeting/poll/get_poll_list', operator),
	'meetingPoll.getResult': post('meeting/poll/get_poll_detail', { ...operator, poll_id: 'POLLID' }),
	'meetingPoll.start': post('meeting/poll/start', { ...operator, poll_theme_id: 'theme1' }),
	'meetingPoll.update': post('meeting/poll/update_theme', {
		...operator,
		poll_theme_id: 'theme1',
		...theme,
	}),
	'meetingRecording.delete': post('meeting/record/delete', recording),
	'meetingRecording.deleteFile': post('meeting/record/delete_file', file),
	'meetingRecording.getAll': post('meeting/record/list', {
		meetingid,
		meeting_code: 'MEETINGCODE',
		userid: 'USERID',
		start_time: 16666666,
		end_time: 178888888,
	}),
	'meetingRecording.getFile': post('meeting/record/get_file', file),
	'meetingRecording.getFiles': post('meeting/record/get_file_list', recording),
	'meetingRecording.getStatistics': post('meeting/record/get_statistics', {
		...recording,
		start_time: 16666666,
		end_time: 1788888888,
	}),
	'meetingRecording.getTranscript': post('meeting/record/transcript/get_detail', {
		...file,
		pid: '1111',
		limit: 10,
	}),
	'meetingRecording.getTranscriptParagraphs': post(
		'meeting/record/transcript/get_paragraph_list',
		file,
	),
	'meetingRecording.searchTranscript': post('meeting/record/transcript/search', {
		...file,
		text: 'test',
	}),
	'meetingRecording.updateSharing': post('meeting/record/update_sharing_config', {
		...recording,
		sharing_config: {
			enable_sharing: true,
			sharing_auth_type: 0,
			enable_password: true,
			password: '123352',
			enable_sharing_expire: true,
			sharing_expire: 1999999999,
			allow_download: true,
		},
	}),
	'webinar.cancel': post('meeting/webinar/cancel', one),
	'webinar.create': post(
		'meeting/webinar/create',
		{ admin_userid: 'USERID', ...webinar, start_time: 166666666 },
		{ admin_userid: 'USERID', ...webinar },
	),
	'webinar.get': post('meeting/webinar/get', { meetingid, meeting_code: 'MEETINGCODE' }),
	'webinar.getGuests': post('meeting/webinar/list_guest', { meetingid, meeting_code: 'CODE' }),
	'webinar.setGuests': post('meeting/webinar/update_guest_list', {
		meetingid,
		guests: [
			{
				guest_type: 2,
				userid: 'USERID',
				area: '86',
				phone_number: '13333333333',
				guest_name: 'NAME',
				email: 'guest@example.com',
			},
		],
	}),
	'webinar.setWarmUp': post('meeting/webinar/update_warm_up', {
		meetingid,
		warm_up_picture: 'https://example.com/flower.png',
		warm_up_video: 'https://example.com/cat.mp4',
		allow_attendees_invite_others: true,
	}),
	'webinar.update': post('meeting/webinar/update', { meetingid, ...webinar }),
	...enrollments('webinarEnrollment', 'meeting/webinar/enroll'),
};
