import { resource, type Zod } from '../endpoint';
import { agentId, bytes, customerId } from '../parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/020-家校沟通';

const chatMode = (zod: Zod) =>
	zod.literal([0, 1]).meta({
		title: 'Mode',
		description: 'for the whole school',
		labels: { 0: 'Automatically', 1: 'By hand' },
	});

export const school = resource(
	'school',
	'School',
	'家校沟通',
	'docs/002-第三方应用开发/002-服务端API/022-家校沟通',
	{
		getChatMode: {
			title: 'Get Chat Mode',
			action: 'Get how the chats of classes come to be',
			zh: '获取班级群创建方式',
			doc: `${internal}/002-基础接口/004-管理班级群创建方式.md`,
			get: 'school/get_chat_create_mode',
		},
		getContact: {
			title: 'Get Contact',
			action: 'Get a student or a parent',
			zh: '读取学生或家长',
			doc: '005-学生与家长管理/013-读取学生或家长',
			get: 'school/user/get',
			query: (zod) => ({
				userid: bytes(zod, 64)
					.min(1)
					.meta({ title: 'Student or Parent ID', description: 'at most 64 bytes' }),
			}),
		},
		getOpenid: {
			title: 'Get OpenID',
			action: 'Get the OpenID of an external contact',
			zh: '外部联系人openid转换',
			doc: '003-基础接口/005-外部联系人openid转换',
			post: 'externalcontact/convert_to_openid',
			repeatable: true,
			body: (zod) => ({ external_userid: customerId(zod) }),
		},
		getScope: {
			title: 'Get Scope',
			action: 'Get whose parents may use an app',
			zh: '获取可使用的家长范围',
			doc: '003-基础接口/008-获取可使用的家长范围',
			get: 'school/agent/get_allow_scope',
			query: (zod) => ({ agentid: agentId(zod) }),
			answer: 'allow_scope',
		},
		getVisitor: {
			title: 'Get Visitor',
			action: 'Get which parent or student a login code stands for',
			zh: '获取家校访问用户身份',
			about: 'A code can be used once, within five minutes',
			doc: 'docs/003-服务商代开发/001-服务端API/021-家校沟通/003-网页授权登录/004-获取家校访问用户身份.md',
			apps: ['own', 'customised'],
			get: 'school/getuserinfo',
			repeatable: false,
			query: (zod) => ({
				code: bytes(zod, 512)
					.min(1)
					.meta({ title: 'Code', description: 'from the login', secret: true }),
			}),
		},
		setChatMode: {
			title: 'Set Chat Mode',
			action: 'Set how the chats of classes come to be',
			zh: '设置班级群创建方式',
			doc: `${internal}/002-基础接口/004-管理班级群创建方式.md`,
			post: 'school/set_chat_create_mode',
			repeatable: true,
			body: (zod) => ({ create_mode: chatMode(zod) }),
		},
		setSyncMode: {
			title: 'Set Sync Mode',
			action: 'Set what the contacts of a school and tags take from each other',
			zh: '设置家校通讯录自动同步模式',
			doc: '005-学生与家长管理/015-设置家校通讯录自动同步模式',
			post: 'school/set_arch_sync_mode',
			repeatable: true,
			body: (zod) => ({
				arch_sync_mode: zod.literal([1, 2, 3]).meta({
					title: 'Mode',
					description: 'for the whole school',
					labels: {
						1: 'Tags change nothing in the school contacts',
						2: 'School contacts change no tags',
						3: 'Neither changes the other',
					},
				}),
			}),
		},
	},
);
