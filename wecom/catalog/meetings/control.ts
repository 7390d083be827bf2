import { resource } from '../endpoint';
import { flag } from '../parameters';
import {
	attendee,
	attendeeExample,
	attendees,
	folder,
	meeting,
	oneAttendee,
	site,
} from './parameters';

const yes = (title: string, description: string) => ({ title, description });

export const meetingControl = resource(
	'meetingControl',
	'Meeting Control',
	'会中控制',
	`${folder}/005-会中控制管理`,
	{
		end: {
			title: 'End',
			action: 'End a meeting',
			zh: '结束会议',
			doc: '009-结束会议',
			apps: ['own'],
			post: 'meeting/realcontrol/dismiss',
			destroys: true,
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				force_dismiss: flag(zod)
					.optional()
					.meta({ title: 'Force', description: 'while people are in it; empty: yes' }),
				retrieve_code: flag(zod)
					.optional()
					.meta({ title: 'Take Number Back', description: 'nobody can join again; empty: no' }),
			}),
		},
		moveAttendees: {
			title: 'Move Attendees',
			action: 'Move people between the meeting and the waiting room',
			zh: '管理等候室成员',
			doc: '007-管理等候室成员',
			apps: ['own'],
			post: 'meeting/realcontrol/manage_waiting_room_users',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				operate_type: zod.literal([1, 2, 3]).meta({
					title: 'Move',
					description: 'where the people given go',
					labels: {
						1: 'From the waiting room into the meeting',
						2: 'From the meeting into the waiting room',
						3: 'Out of the waiting room',
					},
				}),
				allow_rejoin: zod
					.boolean()
					.optional()
					.meta({ title: 'May Join Again', description: 'those sent out' }),
				operated_users: attendees(zod),
			}),
		},
		mute: {
			title: 'Mute',
			action: 'Mute or unmute an attendee',
			zh: '静音成员',
			doc: '003-静音成员',
			apps: ['own'],
			post: 'meeting/realcontrol/mute_user',
			repeatable: true,
			body: (zod) => ({
				...oneAttendee(zod),
				option: zod.boolean().meta({ title: 'Mute', description: 'off: unmute' }),
			}),
		},
		removeAttendees: {
			title: 'Remove Attendees',
			action: 'Remove attendees from a meeting',
			zh: '移出成员',
			doc: '008-移出成员',
			apps: ['own'],
			post: 'meeting/realcontrol/kickout_users',
			destroys: true,
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				allow_rejoin: zod.boolean().meta(yes('May Join Again', 'those removed')),
				operated_users: attendees(zod),
			}),
		},
		setCohost: {
			title: 'Set Cohost',
			action: 'Make an attendee a co-host, or no longer',
			zh: '管理联席主持人',
			doc: `${site}/98180`,
			apps: ['own'],
			post: 'meeting/realcontrol/set_cohost',
			repeatable: true,
			body: (zod) => ({
				...oneAttendee(zod),
				action: zod.boolean().meta({ title: 'Cohost', description: 'off: no longer' }),
			}),
		},
		setNicknames: {
			title: 'Set Nicknames',
			action: 'Set the names of attendees in a meeting',
			zh: '修改成员在会中显示的昵称',
			doc: '006-修改成员在会中显示的昵称',
			apps: ['own'],
			post: 'meeting/realcontrol/set_nicknames',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				operated_users: zod
					.array(attendee(zod).extend({ nickname: zod.string().max(20).optional() }))
					.min(1)
					.meta({
						title: 'Attendees',
						description: 'names of at most 20 characters',
						example: [{ ...attendeeExample, nickname: 'Wang' }],
					}),
			}),
		},
		setVideo: {
			title: 'Set Video',
			action: 'Switch the video of an attendee off or on',
			zh: '关闭或开启成员视频',
			doc: '004-关闭或开启成员视频',
			apps: ['own'],
			post: 'meeting/realcontrol/switch_user_video',
			repeatable: true,
			body: (zod) => ({
				...oneAttendee(zod),
				video: zod
					.boolean()
					.optional()
					.meta({ title: 'Video', description: 'on only works for room systems (MRA)' }),
			}),
		},
		stopScreenShare: {
			title: 'Stop Screen Share',
			action: 'Stop an attendee sharing the screen',
			zh: '关闭成员屏幕共享',
			doc: '005-关闭成员屏幕共享',
			apps: ['own'],
			post: 'meeting/realcontrol/close_screen_share',
			body: oneAttendee,
		},
		updateSettings: {
			title: 'Update Settings',
			action: 'Update the settings of a running meeting',
			zh: '管理会中设置',
			about: 'What is not given stays',
			doc: '001-管理会中设置',
			apps: ['own'],
			post: 'meeting/realcontrol/set',
			repeatable: true,
			body: (zod) => ({
				...meeting(zod),
				mute_all: zod.boolean().optional().meta(yes('Mute All', 'everybody, now')),
				allow_unmute_self: zod
					.boolean()
					.optional()
					.meta({ title: 'May Unmute Themselves', description: 'together with Mute All' }),
				enable_enter_mute: zod
					.literal([0, 1, 2])
					.optional()
					.meta({
						title: 'Mute on Entry',
						description: 'people who join are muted',
						labels: { 0: 'No', 1: 'Yes', 2: 'Above six people' },
					}),
				meeting_locked: zod.boolean().optional().meta(yes('Locked', 'nobody else may join')),
				hide_meeting_code_password: zod
					.boolean()
					.optional()
					.meta(yes('Hide Number and Password', 'from attendees')),
				allow_chat: zod
					.literal([0, 1, 2])
					.optional()
					.meta({
						title: 'Chat',
						description: 'what attendees may write',
						labels: { 0: 'Free', 1: 'In public only', 2: 'With the host only' },
					}),
				allow_share_screen: zod.boolean().optional().meta(yes('May Share the Screen', 'attendees')),
				allow_external_user: zod
					.boolean()
					.optional()
					.meta({ title: 'Members Only', description: 'nobody from outside may join' }),
				play_ivr_on_join: zod
					.boolean()
					.optional()
					.meta(yes('Sound on Entry', 'when somebody joins')),
				enable_waiting_room: zod
					.boolean()
					.optional()
					.meta(yes('Waiting Room', 'the host lets people in')),
			}),
		},
	},
);
