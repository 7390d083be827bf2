import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes, departmentId, departmentIds, flag, memberId, memberIds } from '../parameters';

/** Ten of the fields of a member; the others are rarely permitted to an app. */
const simple = [
	'userid',
	'name',
	'department',
	'main_department',
	'position',
	'mobile',
	'email',
	'alias',
	'status',
	'open_userid',
] as const;

const link = (zod: Zod) =>
	zod.object({ url: zod.string().optional(), title: zod.string().optional() });

const attribute = (zod: Zod) => ({
	name: zod.string(),
	text: zod.object({ value: zod.string().optional() }).optional(),
	web: link(zod).optional(),
});

/** What may be said about a member, when it is created as well as later. */
const profile = (zod: Zod) => ({
	alias: zod.string().max(64).optional().meta({ title: 'Alias' }),
	mobile: zod
		.string()
		.optional()
		.meta({ title: 'Mobile', description: 'with country code outside mainland China' }),
	email: bytes(zod, 64).optional().meta({ title: 'Email' }),
	department: departmentIds(zod, 100).optional(),
	main_department: departmentId(zod).optional().meta({ title: 'Main Department' }),
	order: zod
		.array(zod.int().min(0).max(4_294_967_295))
		.optional()
		.meta({ title: 'Order in Departments', description: 'one number for each department' }),
	is_leader_in_dept: zod
		.array(flag(zod))
		.optional()
		.meta({ title: 'Leads Departments', description: '1 or 0 for each department' }),
	direct_leader: zod
		.array(zod.string())
		.max(1)
		.optional()
		.meta({ title: 'Direct Leader', description: 'userid, at most one' }),
	position: zod.string().max(128).optional().meta({ title: 'Position' }),
	gender: zod
		.enum(['1', '2'])
		.optional()
		.meta({ title: 'Gender', labels: { 1: 'Male', 2: 'Female' } }),
	telephone: zod
		.string()
		.max(32)
		.regex(/^[\d+,-]*$/, { error: 'must consist of digits, +, - and ,' })
		.optional()
		.meta({ title: 'Telephone' }),
	biz_mail: bytes(zod, 64)
		.optional()
		.meta({ title: 'Business Email', description: 'where WeCom Mail is in use' }),
	address: zod.string().max(128).optional().meta({ title: 'Address' }),
	avatar_mediaid: zod
		.string()
		.optional()
		.meta({ title: 'Avatar Media ID', description: 'from Media: Upload' }),
	enable: flag(zod).optional().meta({ title: 'Enabled' }),
	nickname: zod
		.string()
		.optional()
		.meta({ title: 'WeChat Channels Name', description: 'one that the company has linked' }),
	external_position: zod
		.string()
		.max(12)
		.optional()
		.meta({ title: 'External Position', description: 'at most 12 characters' }),
	external_profile: zod
		.object({
			external_corp_name: zod.string().optional(),
			wechat_channels: zod
				.object({ nickname: zod.string().optional(), status: flag(zod).optional() })
				.optional(),
			external_attr: zod
				.array(
					zod.object({
						type: zod
							.literal([0, 1, 2])
							.meta({ labels: { 0: 'Text', 1: 'Web page', 2: 'Mini program' } }),
						...attribute(zod),
						miniprogram: zod
							.object({
								appid: zod.string().optional(),
								pagepath: zod.string().optional(),
								title: zod.string().optional(),
							})
							.optional(),
					}),
				)
				.optional(),
		})
		.optional()
		.meta({
			title: 'External Profile',
			example: {
				external_attr: [{ type: 0, name: 'Service hours', text: { value: '9:00 to 18:00' } }],
			},
		}),
	extattr: zod
		.object({
			attrs: zod
				.array(
					zod.object({
						type: zod.literal([0, 1]).meta({ labels: { 0: 'Text', 1: 'Web page' } }),
						...attribute(zod),
					}),
				)
				.optional(),
		})
		.optional()
		.meta({
			title: 'Custom Attributes',
			description: 'as defined in the admin console',
			example: { attrs: [{ type: 0, name: 'Office', text: { value: '3F' } }] },
		}),
});

const writers = 'Needs an app that may edit contacts';
const internal = 'docs/001-企业内部开发/002-服务端API/004-通讯录管理/002-成员管理';

export const user = resource(
	'user',
	'Member',
	'成员',
	'docs/002-第三方应用开发/002-服务端API/008-通讯录管理/002-成员管理',
	{
		checkAuthorisation: {
			title: 'Check Authorization',
			action: 'Check whether a member has authorized the app',
			zh: '查询成员用户是否已授权',
			about: 'Only where members, not an administrator, install the app',
			doc: '013-查询成员用户是否已授权',
			apps: ['standard'],
			post: 'user/check_member_auth',
			repeatable: true,
			body: (zod) => ({ open_userid: zod.string().meta({ title: 'Open User ID' }) }),
		},
		confirmSecondFactor: {
			title: 'Confirm Second Verification',
			action: 'Let a member join after a second verification',
			zh: '登录二次验证',
			about: 'Needs the secret of contact synchronization',
			doc: `${internal}/010-登录二次验证.md`,
			apps: ['own'],
			get: 'user/authsucc',
			target: { lookup: 'member', parameter: 'userid' },
		},
		create: {
			title: 'Create',
			action: 'Create a member',
			zh: '创建成员',
			about: `Mobile or email must be given. ${writers}`,
			doc: '001-创建成员',
			apps: ['own', 'standard'],
			post: 'user/create',
			body: (zod) => ({
				userid: bytes(zod, 64)
					.regex(/^[A-Za-z0-9][A-Za-z0-9_\-@.]*$/, {
						error: 'must begin with a letter or digit and consist of letters, digits and _ - @ .',
					})
					.meta({ title: 'Member ID', description: 'letters, digits, _ - @ . ; unique' }),
				name: zod.string().min(1).max(64).meta({ title: 'Name' }),
				...profile(zod),
				to_invite: zod
					.boolean()
					.optional()
					.meta({ title: 'Invite', description: 'on unless switched off' }),
			}),
			atLeastOne: ['mobile', 'email'],
		},
		delete: {
			title: 'Delete',
			action: 'Delete a member',
			zh: '删除成员',
			about: writers,
			doc: '004-删除成员',
			apps: ['own', 'standard'],
			get: 'user/delete',
			target: { lookup: 'member', parameter: 'userid' },
			deletes: true,
		},
		deleteMany: {
			title: 'Delete Many',
			action: 'Delete many members',
			zh: '批量删除成员',
			about: `An ID that does not exist stops it. ${writers}`,
			doc: '005-批量删除成员',
			apps: ['own', 'standard'],
			post: 'user/batchdelete',
			body: (zod) => ({ useridlist: memberIds(zod, 200).min(1) }),
			deletes: true,
		},
		get: {
			title: 'Get',
			action: 'Get a member',
			zh: '读取成员',
			doc: '002-读取成员',
			get: 'user/get',
			target: { lookup: 'member', parameter: 'userid' },
			simple,
		},
		getActiveCount: {
			title: 'Get Active Count',
			action: 'Get how many members were active on a day',
			zh: '获取企业活跃成员数',
			about: 'Needs the secret of contact synchronization',
			doc: { libraries: ['WxJava', 'wechatpy'] },
			apps: ['own'],
			post: 'user/get_active_stat',
			repeatable: true,
			body: (zod) => ({
				date: zod
					.string()
					.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2030-01-31' })
					.meta({ title: 'Date', description: 'YYYY-MM-DD, within the last 180 days' }),
			}),
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many members of a department',
			zh: '获取部门成员详情',
			doc: '007-获取部门成员详情',
			get: 'user/list',
			target: { lookup: 'department', parameter: 'department_id' },
			query: (zod) => ({
				fetch_child: flag(zod)
					.optional()
					.meta({ title: 'Include Departments Below', description: 'own apps only' }),
			}),
			items: 'userlist',
			simple,
		},
		getAllAuthorised: {
			title: 'Get Many Authorized',
			action: 'Get many members who authorized the app',
			zh: '获取成员授权列表',
			about: 'Only where members, not an administrator, install the app',
			doc: '012-获取成员授权列表',
			apps: ['standard'],
			post: 'user/list_member_auth',
			repeatable: true,
			items: 'member_auth_list',
			page: cursor(1000),
		},
		getAllBasic: {
			title: 'Get Many (Basic)',
			action: 'Get the names of many members of a department',
			zh: '获取部门成员',
			doc: '006-获取部门成员',
			get: 'user/simplelist',
			target: { lookup: 'department', parameter: 'department_id' },
			query: (zod) => ({
				fetch_child: flag(zod)
					.optional()
					.meta({ title: 'Include Departments Below', description: 'own apps only' }),
			}),
			items: 'userlist',
		},
		getAllIds: {
			title: 'Get Many IDs',
			action: 'Get the IDs and departments of many members',
			zh: '获取成员ID列表',
			about: 'A third-party app must be one that may edit contacts, and is given open_userid',
			doc: '015-获取成员ID列表',
			post: 'user/list_id',
			repeatable: true,
			items: 'dept_user',
			page: cursor(10_000),
		},
		getIdByEmail: {
			title: 'Get ID by Email',
			action: 'Get the ID of a member by email',
			zh: '邮箱获取userid',
			about: 'Too many wrong addresses block the call for a day',
			doc: '011-邮箱获取userid',
			post: 'user/get_userid_by_email',
			repeatable: true,
			body: (zod) => ({
				email: zod.string().meta({ title: 'Email' }),
				email_type: zod
					.literal([1, 2])
					.optional()
					.meta({ title: 'Email Type', labels: { 1: 'Business', 2: 'Personal' } }),
			}),
		},
		getIdByMobile: {
			title: 'Get ID by Mobile',
			action: 'Get the ID of a member by mobile number',
			zh: '手机号获取userid',
			about: 'Too many wrong numbers block the call for a day',
			doc: '010-手机号获取userid',
			post: 'user/getuserid',
			repeatable: true,
			body: (zod) => ({ mobile: zod.string().min(5).max(32).meta({ title: 'Mobile' }) }),
		},
		getIdByOpenid: {
			title: 'Get ID by OpenID',
			action: 'Get the ID of a member by OpenID',
			zh: 'openid转userid',
			doc: '008-userid与openid互换',
			post: 'user/convert_to_userid',
			repeatable: true,
			body: (zod) => ({ openid: zod.string().meta({ title: 'OpenID' }) }),
		},
		getJoinQrCode: {
			title: 'Get Join QR Code',
			action: 'Get a QR code to join the company',
			zh: '获取加入企业二维码',
			doc: `${internal}/012-获取加入企业二维码.md`,
			apps: ['own'],
			get: 'corp/get_join_qrcode',
			query: (zod) => ({
				size_type: zod
					.literal([1, 2, 3, 4])
					.optional()
					.meta({
						title: 'Size',
						labels: { 1: '171 x 171', 2: '399 x 399', 3: '741 x 741', 4: '2052 x 2052' },
					}),
			}),
		},
		getLaunchCode: {
			title: 'Get Launch Code',
			action: 'Get a code that opens a chat with a member',
			zh: '获取launch_code',
			about: 'For wxwork://launch?launch_code=, once within five minutes',
			doc: 'https://developer.work.weixin.qq.com/document/path/27500',
			apps: ['own', 'standard'],
			post: 'get_launch_code',
			repeatable: true,
			body: (zod) => ({
				operator_userid: memberId(zod).min(1).meta({ title: 'Who Opens It' }),
				single_chat: zod
					.object({ userid: zod.string().min(1) })
					.meta({ title: 'Chat With', example: { userid: 'lisi' } }),
			}),
		},
		getOpenid: {
			title: 'Get OpenID',
			action: 'Get the OpenID of a member',
			zh: 'userid转openid',
			doc: '008-userid与openid互换',
			post: 'user/convert_to_openid',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
		},
		getSelected: {
			title: 'Get Selected',
			action: 'Get the members behind a selection ticket',
			zh: '获取选人ticket对应的用户',
			about: 'Only where members, not an administrator, install the app',
			doc: '014-获取选人ticket对应的用户',
			apps: ['standard'],
			post: 'user/list_selected_ticket_user',
			repeatable: true,
			body: (zod) => ({
				selected_ticket: zod
					.string()
					.meta({ title: 'Selection Ticket', description: 'from the member picker of JS-SDK' }),
			}),
		},
		invite: {
			title: 'Invite',
			action: 'Invite members to join WeCom',
			zh: '邀请成员',
			about: writers,
			doc: '009-邀请成员',
			apps: ['own', 'standard'],
			post: 'batch/invite',
			body: (zod) => ({
				user: memberIds(zod, 1000).optional(),
				party: departmentIds(zod, 100).optional(),
				tag: zod
					.array(zod.int())
					.max(100)
					.optional()
					.meta({ title: 'Tag IDs', description: 'at most 100' }),
			}),
			atLeastOne: ['user', 'party', 'tag'],
		},
		update: {
			title: 'Update',
			action: 'Update a member',
			zh: '更新成员',
			about: `What is not given stays. ${writers}`,
			doc: '003-更新成员',
			apps: ['own', 'standard'],
			post: 'user/update',
			repeatable: true,
			target: { lookup: 'member', parameter: 'userid' },
			body: (zod) => ({
				name: zod.string().min(1).max(64).optional().meta({ title: 'Name' }),
				...profile(zod),
				new_userid: bytes(zod, 64).optional().meta({
					title: 'New Member ID',
					description: 'once, and only if WeCom made the first one up',
				}),
				biz_mail_alias: zod
					.object({ item: zod.array(zod.string()).max(5).optional() })
					.optional()
					.meta({
						title: 'Business Email Aliases',
						description: 'replaces all',
						example: { item: ['name@email.com'] },
					}),
			}),
		},
	},
);
