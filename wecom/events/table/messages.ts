import { group } from '../define';
import { decimal, integer, text } from '../field';

export const messages = group('Messages', '接收消息', {
	'message.text': {
		title: 'Text Message',
		titleZh: '文本消息',
		from: 'data',
		fields: () => ({ Content: text, MsgId: text }),
	},
	'message.image': {
		title: 'Image Message',
		titleZh: '图片消息',
		from: 'data',
		fields: () => ({ PicUrl: text, MediaId: text, MsgId: text }),
	},
	'message.voice': {
		title: 'Voice Message',
		titleZh: '语音消息',
		from: 'data',
		fields: () => ({ MediaId: text, Format: text, MsgId: text }),
	},
	'message.video': {
		title: 'Video Message',
		titleZh: '视频消息',
		from: 'data',
		fields: () => ({ MediaId: text, ThumbMediaId: text, MsgId: text }),
	},
	'message.location': {
		title: 'Location Message',
		titleZh: '位置消息',
		from: 'data',
		fields: () => ({
			/** Latitude. */
			Location_X: decimal,
			/** Longitude. */
			Location_Y: decimal,
			Scale: integer,
			Label: text,
			AppType: text.optional(),
			MsgId: text,
		}),
	},
	'message.link': {
		title: 'Link Message',
		titleZh: '链接消息',
		from: 'data',
		fields: () => ({ Title: text, Description: text, Url: text, PicUrl: text, MsgId: text }),
	},
});
