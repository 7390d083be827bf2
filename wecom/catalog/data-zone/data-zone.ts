import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { memberId } from '../parameters';
import { programId } from './parameters';

const member = (zod: Zod) => memberId(zod).min(1);

export const dataZone = resource(
	'dataZone',
	'Data Zone',
	'数据与智能专区',
	'docs/002-第三方应用开发/002-服务端API/017-数据与智能专区/010-基础接口',
	{
		getAuthorisation: {
			title: 'Get Authorization',
			action: 'Get the authorization of the data zone',
			zh: '获取数据与智能专区授权信息',
			doc: '007-获取数据与智能专区授权信息',
			apps: ['standard', 'customised'],
			post: 'chatdata/get_corp_auth_info',
			repeatable: true,
		},
		getLogLevel: {
			title: 'Get Log Level',
			action: 'Get the log level of a data zone program',
			zh: '获取当前日志打印级别',
			doc: '005-设置日志打印级别',
			post: 'chatdata/get_log_level',
			repeatable: true,
			body: (zod) => ({ program_id: programId(zod) }),
		},
		getMasking: {
			title: 'Get Masking',
			action: 'Get what the chat component hides from a member',
			zh: '获取成员会话组件敏感信息隐藏配置',
			doc: '004-会话组件敏感信息隐藏设置',
			post: 'chatdata/get_hide_sensitiveinfo_config',
			repeatable: true,
			body: (zod) => ({ userid: member(zod) }),
			answer: 'config',
		},
		getMembers: {
			title: 'Get Members',
			action: 'Get the members whose chats are archived',
			zh: '获取授权存档的成员列表',
			doc: '002-获取授权存档的成员列表',
			post: 'chatdata/get_auth_user_list',
			repeatable: true,
			items: 'auth_user_list',
			page: cursor(1000, { more: 'has_more' }),
		},
		setCallbackProgram: {
			title: 'Set Callback Program',
			action: 'Set the program that takes the events of the data zone',
			zh: '设置专区接收回调事件',
			doc: '003-设置专区接收回调事件',
			post: 'chatdata/set_receive_callback',
			repeatable: true,
			body: (zod) => ({ program_id: programId(zod) }),
		},
		setLogLevel: {
			title: 'Set Log Level',
			action: 'Set the log level of a data zone program',
			zh: '设置日志打印级别',
			doc: '005-设置日志打印级别',
			post: 'chatdata/set_log_level',
			repeatable: true,
			body: (zod) => ({
				program_id: programId(zod),
				log_level: zod.literal([1, 2, 3]).meta({
					title: 'Log Level',
					description: 'how much the programs log',
					labels: { 1: 'Error', 2: 'Info', 3: 'Debug' },
				}),
			}),
		},
		setMasking: {
			title: 'Set Masking',
			action: 'Set what the chat component hides from a member',
			zh: '设置成员会话组件敏感信息隐藏配置',
			doc: '004-会话组件敏感信息隐藏设置',
			post: 'chatdata/set_hide_sensitiveinfo_config',
			repeatable: true,
			body: (zod) => ({
				userid: member(zod),
				config: zod
					.object({
						hide_mobile: zod.boolean().optional(),
						hide_idcard: zod.boolean().optional(),
						hide_bankno: zod.boolean().optional(),
					})
					.meta({
						title: 'Masking',
						description: 'of mobile, identity card and bank card numbers',
						example: { hide_mobile: true, hide_idcard: true, hide_bankno: true },
					}),
			}),
		},
		setPublicKey: {
			title: 'Set Public Key',
			action: 'Set the public key of the data zone',
			zh: '设置公钥',
			doc: '001-设置公钥',
			apps: ['standard', 'customised'],
			post: 'chatdata/set_public_key',
			repeatable: true,
			body: (zod) => ({
				public_key: zod
					.string()
					.min(1)
					.meta({ title: 'Public Key', description: 'RSA of 2048 bits, as PEM' }),
				public_key_ver: zod
					.int()
					.min(0)
					.meta({ title: 'Version', description: 'larger than the one before' }),
			}),
		},
	},
);
