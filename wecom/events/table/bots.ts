import { group } from '../define';
import { integer, many, nested, text } from '../field';

const eventOf = (shape: Parameters<typeof nested>[0] = {}) => ({
	event: nested({ eventtype: text, ...shape }),
});

export const bots = group('Bots', '智能机器人', {
	'bot.text': {
		title: 'Bot Text Message',
		titleZh: '智能机器人文本消息',
		from: 'bot',
		fields: () => ({ text: nested({ content: text }), quote: nested({}).optional() }),
	},
	'bot.image': {
		title: 'Bot Image Message',
		titleZh: '智能机器人图片消息',
		from: 'bot',
		fields: () => ({ image: nested({ url: text }) }),
	},
	'bot.mixed': {
		title: 'Bot Mixed Message',
		titleZh: '智能机器人图文混排消息',
		from: 'bot',
		fields: () => ({
			mixed: nested({
				msg_item: many(
					nested({
						msgtype: text,
						text: nested({ content: text.optional() }).optional(),
						image: nested({ url: text.optional() }).optional(),
					}),
				),
			}),
		}),
	},
	'bot.voice': {
		title: 'Bot Voice Message',
		titleZh: '智能机器人语音消息',
		from: 'bot',
		fields: () => ({ voice: nested({ content: text }) }),
	},
	'bot.file': {
		title: 'Bot File Message',
		titleZh: '智能机器人文件消息',
		from: 'bot',
		fields: () => ({ file: nested({ url: text }) }),
	},
	'bot.stream': {
		title: 'Bot Stream Refresh',
		titleZh: '智能机器人流式消息刷新',
		from: 'bot',
		fields: () => ({ stream: nested({ id: text }) }),
	},
	'bot.enter_chat': {
		title: 'Bot Chat Opened',
		titleZh: '进入会话事件',
		from: 'bot',
		fields: () => eventOf(),
	},
	// Tables and samples of the documentation spell these fields with and without "_": both stay as they are.
	'bot.template_card_event': {
		title: 'Bot Template Card Answered',
		titleZh: '模板卡片事件',
		from: 'bot',
		fields: () =>
			eventOf({
				template_card_event: nested({
					card_type: text.optional(),
					event_key: text.optional(),
					task_id: text.optional(),
					selected_items: nested({
						selected_item: many(
							nested({
								question_key: text,
								option_ids: nested({ option_id: many(text) }).optional(),
							}),
						).optional(),
					}).optional(),
				}),
			}),
	},
	'bot.feedback_event': {
		title: 'Bot Reply Rated',
		titleZh: '用户反馈事件',
		from: 'bot',
		fields: () =>
			eventOf({
				feedback_event: nested({
					id: text,
					type: integer,
					content: text.optional(),
					inaccurate_reason_list: many(integer).optional(),
				}),
			}),
	},
});
