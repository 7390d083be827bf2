import { resource, type Zod } from '../endpoint';
import { filled, folder, meeting, temporaryId } from './parameters';

const connector = (zod: Zod) => ({
	...meeting(zod),
	mra: zod.object({ tmp_openid: filled(zod) }).meta({
		title: 'Room System',
		description: 'its tmp_openid',
		example: { tmp_openid: 'TMP_OPENID' },
	}),
});

/** Room systems of other makers (MRA) in a meeting. */
export const meetingConnector = resource(
	'meetingConnector',
	'Meeting Connector',
	'会议室连接器',
	`${folder}/009-会议室连接器MRA管理`,
	{
		getStatus: {
			title: 'Get Status',
			action: 'Get the status of a room system in a meeting',
			zh: '获取MRA状态信息',
			doc: '001-获取-MRA-状态信息',
			apps: ['own'],
			post: 'meeting/mra/query_status',
			repeatable: true,
			body: (zod) => ({ ...meeting(zod), tmp_openid: temporaryId(zod) }),
			simple: [
				'tmp_openid',
				'name',
				'user_role',
				'webinar_member_role',
				'ip',
				'audio_state',
				'video_state',
				'screen_shared_state',
				'default_layout',
				'raise_hands_state',
			],
		},
		hangUp: {
			title: 'Hang Up',
			action: 'Hang up a room system',
			zh: '挂断MRA呼叫',
			doc: '004-挂断-MRA-呼叫',
			apps: ['own'],
			post: 'meeting/mra/hangup',
			repeatable: true,
			body: connector,
		},
		raiseHand: {
			title: 'Raise Hand',
			action: 'Raise or lower the hand of a room system',
			zh: '设置MRA举手或手放下',
			doc: '003-设置-MRA-举手或手放下',
			apps: ['own'],
			post: 'meeting/mra/set_raise_hand',
			repeatable: true,
			body: (zod) => ({
				...connector(zod),
				raise_hand: zod.boolean().meta({ title: 'Raise', description: 'off: lower' }),
			}),
		},
		setLayout: {
			title: 'Set Layout',
			action: 'Set the layout that a room system shows',
			zh: '切换MRA默认布局',
			doc: '002-切换-MRA-默认布局',
			apps: ['own'],
			post: 'meeting/mra/set_default_layout',
			repeatable: true,
			body: (zod) => ({
				...connector(zod),
				default_layout: zod.literal([1, 2, 3]).meta({
					title: 'Layout',
					description: 'where people appear in the picture',
					labels: { 1: 'All alike', 2: 'One on the whole screen', 3: 'One large, others small' },
				}),
				default_novideo_user: zod.literal([1, 2]).meta({
					title: 'Those Without Video',
					description: 'whether they appear',
					labels: { 1: 'Show', 2: 'Hide' },
				}),
			}),
		},
	},
);
