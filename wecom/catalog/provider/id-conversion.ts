import { resource, type Zod } from '../endpoint';
import { ids, unixTime } from './parameters';

const security = '002-安全性升级说明';
const conversion = '003-ID转换接口';
const contact = `${conversion}/003-external_userid的转换`;
const union = `${conversion}/004-unionid与external_userid的关联`;
const chat = 'docs/003-服务商代开发/001-服务端API/006-账号ID/003-ID转换接口/009-群ID的升级转换.md';

const tenantsId = (zod: Zod) => ({
	corpid: zod
		.string()
		.min(1)
		.meta({ title: 'Corp ID', description: 'as the company itself knows it' }),
});

const contactIds = (zod: Zod) => ({ external_userid_list: ids(zod, 'External Contact IDs') });

export const idConversion = resource(
	'idConversion',
	'ID Conversion',
	'账号ID',
	'docs/002-第三方应用开发/002-服务端API/007-账号ID',
	{
		applyForChatIdUpgrade: {
			title: 'Apply for Chat ID Upgrade',
			action: 'Apply for the upgrade of chat IDs',
			zh: '申请群ID的升级',
			doc: chat,
			apps: ['customised'],
			post: 'idconvert/apply_to_upgrade_chatid',
			repeatable: true,
			body: (zod) => ({
				upgrade_time: unixTime(zod, 'Upgrade Time').meta({
					title: 'Upgrade Time',
					description: 'seconds since 1970, within seven days',
				}),
			}),
		},
		convertChatIds: {
			title: 'Convert Chat IDs',
			action: 'Convert chat IDs',
			zh: '群ID转换接口',
			doc: chat,
			apps: ['customised'],
			post: 'idconvert/chatid',
			repeatable: true,
			batch: { of: 'chat_id_list', max: 100 },
			body: (zod) => ({ chat_id_list: ids(zod, 'Chat IDs') }),
		},
		convertContactIds: {
			title: 'Convert Contact IDs',
			action: 'Convert the IDs of external contacts',
			zh: '转换客户external_userid',
			doc: contact,
			apps: ['standard', 'customised'],
			post: 'externalcontact/get_new_external_userid',
			repeatable: true,
			batch: { of: 'external_userid_list', max: 200 },
			body: contactIds,
		},
		convertContactIdsOfChat: {
			title: 'Convert Contact IDs of Chat',
			action: 'Convert the IDs of external contacts in a chat',
			zh: '转换客户群成员external_userid',
			doc: contact,
			apps: ['standard', 'customised'],
			post: 'externalcontact/groupchat/get_new_external_userid',
			repeatable: true,
			batch: { of: 'external_userid_list', max: 200 },
			body: (zod) => ({
				chat_id: zod.string().min(1).meta({ title: 'Chat ID' }),
				...contactIds(zod),
			}),
		},
		convertCorpId: {
			title: 'Convert Corp ID',
			action: 'Convert the ID of a company',
			zh: 'corpid的转换',
			about: 'To the ID by which this provider knows the company',
			doc: `${conversion}/001-corpid的转换`,
			post: 'service/corpid_to_opencorpid',
			repeatable: true,
			body: tenantsId,
		},
		convertCustomerServiceIds: {
			title: 'Convert Customer Service IDs',
			action: 'Convert the IDs of customer service accounts',
			zh: '微信客服ID的转换',
			doc: `${conversion}/006-微信客服ID的转换`,
			apps: ['standard', 'customised'],
			post: 'idconvert/open_kfid',
			repeatable: true,
			batch: { of: 'open_kfid_list', max: 1000 },
			body: (zod) => ({ open_kfid_list: ids(zod, 'Customer Service IDs') }),
		},
		convertMemberIds: {
			title: 'Convert Member IDs',
			action: 'Convert the IDs of members',
			zh: 'userid的转换',
			about: 'Too many wrong IDs block this for a day',
			doc: `${conversion}/002-userid的转换`,
			apps: ['standard', 'customised'],
			post: 'batch/userid_to_openuserid',
			repeatable: true,
			batch: { of: 'userid_list', max: 1000 },
			body: (zod) => ({ userid_list: ids(zod, 'Member IDs') }),
		},
		convertMemberIdsOfBot: {
			title: 'Convert Member IDs of Bot',
			action: 'Convert the IDs of members that a bot got',
			zh: '未明确企业身份场景的userid转换',
			doc: `${conversion}/002-userid的转换`,
			post: 'service/batch/userid_to_openuserid',
			repeatable: true,
			batch: { of: 'open_userid_list', max: 1000 },
			body: (zod) => ({
				open_userid_list: ids(zod, 'Member IDs'),
				source_botid: zod.string().min(1).meta({ title: 'Bot ID' }),
			}),
		},
		convertTagIds: {
			title: 'Convert Tag IDs',
			action: 'Convert the IDs of customer tags',
			zh: '客户标签ID的转换',
			doc: `${conversion}/005-客户标签ID的转换`,
			apps: ['standard', 'customised'],
			post: 'idconvert/external_tagid',
			repeatable: true,
			batch: { of: 'external_tagid_list', max: 1000 },
			body: (zod) => ({ external_tagid_list: ids(zod, 'Tag IDs') }),
		},
		convertTemporaryIds: {
			title: 'Convert Temporary IDs',
			action: 'Convert temporary IDs of external contacts',
			zh: 'tmp_external_userid的转换',
			doc: `${conversion}/007-tmp_external_userid的转换`,
			post: 'idconvert/convert_tmp_external_userid',
			repeatable: true,
			batch: { of: 'tmp_external_userid_list', max: 100 },
			body: (zod) => ({
				business_type: zod.literal([1, 2, 3]).meta({
					title: 'From',
					labels: { 1: 'Meeting', 2: 'Form', 3: 'Document' },
				}),
				user_type: zod.literal([1, 2, 3, 4]).meta({
					title: 'Person',
					labels: {
						1: 'Customer',
						2: 'Corp group (企业互联)',
						3: 'Upstream or downstream (上下游)',
						4: 'Linked company (互联企业)',
					},
				}),
				tmp_external_userid_list: ids(zod, 'Temporary IDs'),
			}),
		},
		convertUnionId: {
			title: 'Convert Union ID',
			action: 'Convert a union ID',
			zh: 'unionid转换为第三方external_userid',
			doc: union,
			post: 'idconvert/unionid_to_external_userid',
			repeatable: true,
			body: (zod) => ({
				unionid: zod.string().min(1).meta({ title: 'Union ID' }),
				openid: zod
					.string()
					.min(1)
					.meta({ title: 'Open ID', description: 'of the same mini program or account' }),
				subject_type: zod
					.literal([0, 1])
					.optional()
					.meta({
						title: 'Subject',
						description: 'to whom the mini program or account belongs',
						labels: { 0: 'The company', 1: 'The provider' },
					}),
				mass_call_ticket: zod.string().optional().meta({
					title: 'Mass Call Ticket',
					description: 'from Get Mass Call Ticket, lifts the limits',
					secret: true,
				}),
			}),
		},
		finishContactMigration: {
			title: 'Finish Contact Migration',
			action: 'Finish the migration of external contacts',
			zh: '设置迁移完成',
			about: 'Cannot be undone',
			doc: `${security}/001-企业微信账号ID安全性全面升级`,
			post: 'service/externalcontact/finish_external_userid_migration',
			repeatable: true,
			target: { lookup: 'tenant', parameter: 'corpid' },
		},
		finishMigration: {
			title: 'Finish Migration',
			action: 'Finish the migration of IDs',
			zh: 'ID迁移完成状态的设置',
			about: 'Cannot be undone',
			doc: `${conversion}/008-ID迁移完成状态的设置`,
			post: 'service/finish_openid_migration',
			repeatable: true,
			target: { lookup: 'tenant', parameter: 'corpid' },
			body: (zod) => ({
				agentid: zod.int().optional().meta({
					title: 'Agent ID',
					description: 'of a customised app, empty: all third-party apps',
				}),
				openid_type: zod
					.array(zod.literal([1, 3]))
					.min(1)
					.meta({
						title: 'Kinds of ID',
						description: '1 member and company, 3 external contact and tag',
					}),
			}),
		},
		getMassCallTicket: {
			title: 'Get Mass Call Ticket',
			action: 'Get a ticket for mass calls',
			zh: '获取接口高频调用凭据',
			about: 'Once for a company, within three months of its authorisation',
			doc: '004-获取接口大批量调用凭据',
			get: 'corp/apply_mass_call_ticket',
			repeatable: false,
		},
		getMigrationStatus: {
			title: 'Get Migration Status',
			action: 'Get the status of the migration of IDs',
			zh: '代开发应用查询迁移状态',
			doc: `${security}/002-代开发应用安全性升级`,
			apps: ['standard', 'customised'],
			post: 'corp/get_openid_migration',
			repeatable: true,
			items: 'migration_info',
		},
		getPendingIds: {
			title: 'Get Pending IDs',
			action: 'Get the pending IDs of external contacts',
			zh: 'external_userid查询pending_id',
			doc: union,
			post: 'idconvert/batch/external_userid_to_pending_id',
			repeatable: true,
			batch: { of: 'external_userid', max: 100 },
			body: (zod) => ({
				external_userid: ids(zod, 'External Contact IDs'),
				chat_id: zod
					.string()
					.optional()
					.meta({ title: 'Chat ID', description: 'only those in this chat' }),
			}),
		},
		upgradeChatIdsOfNewTenants: {
			title: 'Upgrade Chat IDs of New Tenants',
			action: 'Upgrade the chat IDs of all new tenants',
			zh: '对所有新授权企业升级群ID',
			doc: chat,
			apps: ['customised'],
			get: 'idconvert/upgrade_chatid_for_new_corp',
		},
	},
);
