import { group } from '../define';
import { decimal, integer, many, nested, text } from '../field';

const key = () => ({ EventKey: text.optional() });

const scan = () => ({
	EventKey: text,
	ScanCodeInfo: nested({ ScanType: text, ScanResult: text }),
});

const pictures = () => ({
	EventKey: text,
	SendPicsInfo: nested({
		Count: integer,
		PicList: nested({ item: many(nested({ PicMd5Sum: text })).optional() }),
	}),
});

const card = () => ({ EventKey: text, TaskId: text, CardType: text, ResponseCode: text });

export const menuAndApp = group('Menu and App', '菜单与应用', {
	subscribe: {
		title: 'Member Entered App Scope',
		titleZh: '成员关注（进入可见范围）',
		from: 'data',
		fields: key,
	},
	unsubscribe: {
		title: 'Member Left App Scope',
		titleZh: '成员取消关注（离开可见范围）',
		from: 'data',
		fields: key,
	},
	enter_agent: {
		title: 'App Opened',
		titleZh: '进入应用',
		from: 'data',
		fields: key,
	},
	LOCATION: {
		title: 'Location Reported',
		titleZh: '上报地理位置',
		from: 'data',
		fields: () => ({
			Latitude: decimal,
			Longitude: decimal,
			Precision: decimal,
			AppType: text.optional(),
		}),
	},
	click: {
		title: 'Menu Button Clicked',
		titleZh: '点击菜单拉取消息',
		from: 'data',
		fields: key,
	},
	view: {
		title: 'Menu Link Opened',
		titleZh: '点击菜单跳转链接',
		from: 'data',
		fields: key,
	},
	view_miniprogram: {
		title: 'Menu Mini Program Opened',
		titleZh: '点击菜单跳转小程序',
		from: 'data',
		fields: key,
	},
	scancode_push: {
		title: 'Code Scanned',
		titleZh: '扫码推事件',
		from: 'data',
		fields: scan,
	},
	scancode_waitmsg: {
		title: 'Code Scanned, Reply Awaited',
		titleZh: '扫码推事件且弹出提示框',
		from: 'data',
		fields: scan,
	},
	pic_sysphoto: {
		title: 'Picture Taken',
		titleZh: '弹出系统拍照发图',
		from: 'data',
		fields: pictures,
	},
	pic_photo_or_album: {
		title: 'Picture Taken or Chosen',
		titleZh: '弹出拍照或者相册发图',
		from: 'data',
		fields: pictures,
	},
	pic_weixin: {
		title: 'Picture Chosen From Album',
		titleZh: '弹出微信相册发图器',
		from: 'data',
		fields: pictures,
	},
	location_select: {
		title: 'Location Chosen',
		titleZh: '弹出地理位置选择器',
		from: 'data',
		fields: () => ({
			EventKey: text,
			SendLocationInfo: nested({
				Location_X: text,
				Location_Y: text,
				Scale: text,
				Label: text,
				Poiname: text,
			}),
			AppType: text.optional(),
		}),
	},
	template_card_event: {
		title: 'Template Card Answered',
		titleZh: '模板卡片事件推送',
		from: 'data',
		fields: () => ({
			...card(),
			SelectedItems: nested({
				SelectedItem: many(
					nested({
						QuestionKey: text,
						OptionIds: nested({ OptionId: many(text).optional() }),
					}),
				).optional(),
			}).optional(),
		}),
	},
	template_card_menu_event: {
		title: 'Template Card Menu Used',
		titleZh: '通用模板卡片右上角菜单事件推送',
		from: 'data',
		fields: card,
	},
	upload_media_job_finish: {
		title: 'Media Upload Finished',
		titleZh: '异步上传任务完成',
		from: 'data',
		fields: () => ({ JobId: text }),
	},
	switch_workbench_mode: {
		title: 'Workbench Display Switched',
		titleZh: '切换工作台自定义展示',
		from: 'data',
		fields: () => ({ Mode: integer }),
	},
	change_app_admin: {
		title: 'App Administrators Changed',
		titleZh: '应用管理员变更通知',
		from: 'data',
	},
	inactive_alert: {
		title: 'App About to Be Paused',
		titleZh: '长期未使用应用预停用通知',
		from: 'data',
		fields: () => ({ EffectTime: integer }),
	},
	close_inactive_agent: {
		title: 'App Paused for Inactivity',
		titleZh: '长期未使用应用停用通知',
		from: 'data',
	},
	reopen_inactive_agent: {
		title: 'App Enabled After Pause',
		titleZh: '长期未使用应用恢复通知',
		from: 'data',
	},
	low_active_alert: {
		title: 'App About to Be Restricted',
		titleZh: '低活跃应用预警',
		from: 'data',
		fields: () => ({ EffectTime: integer }),
	},
	low_active: {
		title: 'App Restricted for Low Activity',
		titleZh: '低活跃应用限制',
		from: 'data',
	},
	active_restored: {
		title: 'App Activity Restored',
		titleZh: '活跃恢复',
		from: 'data',
	},
});
