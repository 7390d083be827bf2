import { resource, type Zod } from '../endpoint';
import { memberId, needing } from '../parameters';
import { filled, meeting, meetingOrCode, site } from './parameters';

const time = (zod: Zod, title: string) =>
	zod
		.string()
		.regex(/^\d+$/, { error: 'must be Unix seconds' })
		.meta({ title, description: 'Unix seconds' });

const yes = (zod: Zod) => zod.boolean().optional();

const media = (zod: Zod) =>
	zod.object({
		enable_enter_mute: yes(zod),
		allow_unmute_self: yes(zod),
		allow_enter_before_host: yes(zod),
		enable_screen_watermark: yes(zod),
		watermark_type: zod.int().optional(),
		allow_external_user: yes(zod),
		auto_record_type: zod.string().optional(),
		attendee_join_auto_record: yes(zod),
		enable_host_pause_auto_record: yes(zod),
	});

const settings = (zod: Zod) => ({
	title: filled(zod).max(255).meta({ title: 'Title', description: 'at most 255 characters' }),
	start_time: time(zod, 'Start').meta({ description: 'Unix seconds, half an hour ahead' }),
	end_time: time(zod, 'End'),
	admission_type: zod.literal([0, 1, 2]).meta({
		title: 'Who May Watch',
		description: 'admission of the audience',
		labels: { 0: 'Everybody', 1: 'Those who enroll', 2: 'Those with the password' },
	}),
	playback_for_audience: zod
		.boolean()
		.meta({ title: 'Playback', description: 'the audience may watch it afterwards' }),
	sponsor: filled(zod)
		.max(40)
		.optional()
		.meta({ title: 'Organizer', description: 'at most 40 characters' }),
	hosts: zod
		.array(zod.object({ userid: filled(zod) }))
		.optional()
		.meta({
			title: 'Hosts',
			description: 'empty: the administrator',
			example: [{ userid: 'zhangsan' }],
		}),
	password: zod
		.string()
		.regex(/^\d{4,6}$/, { error: 'must be of 4 to 6 digits' })
		.optional()
		.meta({ title: 'Password', description: '4 to 6 digits' }),
	cover_url: zod
		.string()
		.optional()
		.meta({ title: 'Cover URL', description: 'of the activity page' }),
	description: filled(zod)
		.max(5000)
		.optional()
		.meta({ title: 'Description', description: 'of the activity page, at most 5000 characters' }),
	enable_guest_invite_link: yes(zod).meta({
		title: 'Guest Link',
		description: 'whoever has it becomes a guest',
	}),
	media_setting: media(zod)
		.optional()
		.meta({
			title: 'Media Settings',
			description: 'muting, watermark, recording and who may join',
			example: { enable_enter_mute: true },
		}),
	enable_qa: yes(zod).meta({
		title: 'Questions and Answers',
		description: 'the audience may ask in writing',
	}),
	sensitive_words: zod
		.array(zod.string())
		.optional()
		.meta({ title: 'Sensitive Words', description: 'that the chat must not hold' }),
	enable_manual_check: yes(zod).meta({
		title: 'Check by Hand',
		description: 'messages are checked by a person, at manual_check_link of Get',
	}),
	activity_page: yes(zod).meta({
		title: 'Activity Page',
		description: 'page with cover and description',
	}),
	display_number_of_attendees: zod
		.literal([0, 1])
		.optional()
		.meta({ title: 'Show Number of Attendees', description: 'to the audience' }),
	preparation_mode: yes(zod).meta({
		title: 'Preparation Mode',
		description: 'for hosts and guests, before the audience comes',
	}),
});

const withPassword = { password: { admission_type: [2] } };

const guest = (zod: Zod) => {
	const object = zod.object({
		guest_type: zod.literal([1, 2]).meta({ labels: { 1: 'Member', 2: 'From outside' } }),
		userid: zod.string().optional(),
		area: zod.string().optional(),
		phone_number: zod.string().optional(),
		guest_name: filled(zod).max(16).optional(),
		email: zod.string().optional(),
	});
	const outside = { guest_type: [2] };
	return (['area', 'phone_number', 'guest_name'] as const).reduce(
		(checked, field) => needing(checked, field, outside),
		needing(object, 'userid', { guest_type: [1] }),
	);
};

export const webinar = resource('webinar', 'Webinar', '网络研讨会', site, {
	cancel: {
		title: 'Cancel',
		action: 'Cancel a webinar',
		zh: '取消网络研讨会',
		doc: `${site}/98870`,
		apps: ['own'],
		post: 'meeting/webinar/cancel',
		destroys: true,
		body: meeting,
	},
	create: {
		title: 'Create',
		action: 'Create a webinar',
		zh: '创建网络研讨会',
		doc: `${site}/98842`,
		apps: ['own'],
		post: 'meeting/webinar/create',
		body: (zod) => ({
			admin_userid: memberId(zod).min(1).meta({ title: 'Administrator' }),
			...settings(zod),
		}),
		neededWith: withPassword,
	},
	get: {
		title: 'Get',
		action: 'Get a webinar',
		zh: '获取网络研讨会详情',
		doc: `${site}/98860`,
		apps: ['own'],
		post: 'meeting/webinar/get',
		repeatable: true,
		body: meetingOrCode,
		atLeastOne: ['meetingid', 'meeting_code'],
		simple: [
			'meetingid',
			'title',
			'sponsor',
			'start_time',
			'end_time',
			'admission_type',
			'hosts',
			'description',
			'audience_join_link',
			'playback_url',
		],
	},
	getGuests: {
		title: 'Get Guests',
		action: 'Get the guests of a webinar',
		zh: '获取网络研讨会嘉宾列表',
		doc: `${site}/98871`,
		apps: ['own'],
		post: 'meeting/webinar/list_guest',
		repeatable: true,
		body: meetingOrCode,
		atLeastOne: ['meetingid', 'meeting_code'],
		items: 'guests',
	},
	setGuests: {
		title: 'Set Guests',
		action: 'Set the guests of a webinar',
		zh: '更新网络研讨会嘉宾列表',
		about: 'Replaces all',
		doc: `${site}/98872`,
		apps: ['own'],
		post: 'meeting/webinar/update_guest_list',
		repeatable: true,
		body: (zod) => ({
			...meeting(zod),
			guests: zod.array(guest(zod)).meta({
				title: 'Guests',
				description: 'as in the example',
				example: [
					{ guest_type: 1, userid: 'zhangsan' },
					{ guest_type: 2, area: '86', phone_number: '13800000000', guest_name: 'Wang' },
				],
			}),
		}),
	},
	setWarmUp: {
		title: 'Set Warm-Up',
		action: 'Set what the audience sees before a webinar begins',
		zh: '管理网络研讨会暖场配置',
		about: 'A picture or a video, in the last 15 minutes',
		doc: `${site}/98882`,
		apps: ['own'],
		post: 'meeting/webinar/update_warm_up',
		repeatable: true,
		body: (zod) => ({
			...meeting(zod),
			warm_up_picture: zod
				.string()
				.optional()
				.meta({ title: 'Picture URL', description: 'PNG or JPEG of at most 5 MB' }),
			warm_up_video: zod
				.string()
				.optional()
				.meta({ title: 'Video URL', description: 'MP4 of at most 1 GB' }),
			allow_attendees_invite_others: yes(zod).meta({
				title: 'May Invite Others',
				description: 'empty: yes',
			}),
		}),
	},
	update: {
		title: 'Update',
		action: 'Update a webinar',
		zh: '修改网络研讨会',
		doc: `${site}/98843`,
		apps: ['own'],
		post: 'meeting/webinar/update',
		repeatable: true,
		body: (zod) => ({ ...meeting(zod), ...settings(zod) }),
		neededWith: withPassword,
	},
});
