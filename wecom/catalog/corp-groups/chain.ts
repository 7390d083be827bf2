import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { bytes } from '../parameters';
import { chainId, companyId, companyOrPending, jobId } from './parameters';

const internal = 'docs/001-企业内部开发/002-服务端API/007-上下游/003-上下游通讯录管理';
const page = '001-获取上下游信息';

const groupId = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.optional()
		.meta({ title: 'Group', description: 'empty: all', pick: 'chainGroup' });

const contact = (zod: Zod) =>
	zod.object({
		name: zod.string().min(1).max(32),
		identity_type: zod.literal([1, 2]).meta({ labels: { 1: 'Member', 2: 'Owner' } }),
		mobile: zod.string().min(1),
		user_custom_id: zod.string().optional(),
	});

export const chain = resource(
	'chain',
	'Chain',
	'上下游',
	'docs/003-服务商代开发/001-服务端API/010-上下游/002-上下游通讯录管理',
	{
		getAll: {
			title: 'Get Many',
			action: 'Get many chains',
			zh: '获取上下游列表',
			doc: page,
			apps: ['own', 'customised'],
			get: 'corpgroup/corp/get_chain_list',
			items: 'chains',
		},
		getAllOfCompany: {
			title: 'Get Many of Company',
			action: 'Get the chains that a company below has joined',
			zh: '获取下级企业加入的上下游',
			doc: `${internal}/006-获取下级企业加入的上下游.md`,
			apps: ['own', 'customised'],
			post: 'corpgroup/get_corp_shared_chain_list',
			repeatable: true,
			body: (zod) => ({ corpid: companyId(zod).optional() }),
			items: 'chains',
		},
		getCompanies: {
			title: 'Get Companies',
			action: 'Get the companies of a chain',
			zh: '获取企业上下游通讯录分组下的企业详情列表',
			doc: page,
			apps: ['own', 'customised'],
			post: 'corpgroup/corp/get_chain_corpinfo_list',
			repeatable: true,
			body: (zod) => ({
				chain_id: chainId(zod),
				groupid: groupId(zod),
				need_pending: zod
					.boolean()
					.optional()
					.meta({ title: 'Include Pending', description: 'companies that have not joined yet' }),
			}),
			items: 'group_corps',
			page: cursor(100, { more: 'has_more' }),
		},
		getCompany: {
			title: 'Get Company',
			action: 'Get a company of a chain',
			zh: '获取企业上下游通讯录下的企业信息',
			doc: page,
			apps: ['own', 'customised'],
			post: 'corpgroup/corp/get_chain_corpinfo',
			repeatable: true,
			body: (zod) => ({ chain_id: chainId(zod), ...companyOrPending(zod) }),
			atLeastOne: ['corpid', 'pending_corpid'],
		},
		getGroups: {
			title: 'Get Groups',
			action: 'Get the groups of a chain',
			zh: '获取上下游通讯录分组',
			doc: page,
			apps: ['own', 'customised'],
			post: 'corpgroup/corp/get_chain_group',
			repeatable: true,
			body: (zod) => ({ chain_id: chainId(zod), groupid: groupId(zod) }),
			items: 'groups',
		},
		getImportResult: {
			title: 'Get Import Result',
			action: 'Get the result of an import into a chain',
			zh: '获取异步任务结果',
			doc: `${internal}/003-获取异步任务结果.md`,
			apps: ['own'],
			get: 'corpgroup/getresult',
			query: (zod) => ({ jobid: jobId(zod) }),
		},
		getMemberCustomId: {
			title: 'Get Member Custom ID',
			action: 'Get the custom ID of a member of a chain',
			zh: '查询成员自定义id',
			doc: `${internal}/005-查询成员自定义id.md`,
			apps: ['own', 'customised'],
			post: 'corpgroup/corp/get_chain_user_custom_id',
			repeatable: true,
			body: (zod) => ({
				chain_id: chainId(zod),
				corpid: companyId(zod).meta({ pick: 'chainCompany' }),
				userid: zod
					.string()
					.min(1)
					.meta({ title: 'Member ID', description: 'userid in that company' }),
			}),
		},
		importContacts: {
			title: 'Import Contacts',
			action: 'Import companies and their contacts into a chain',
			zh: '批量导入上下游联系人',
			doc: `${internal}/002-批量导入上下游联系人.md`,
			apps: ['own'],
			post: 'corpgroup/import_chain_contact',
			repeatable: false,
			job: { result: 'chain.getImportResult', id: 'jobid', status: 'status', done: [3] },
			body: (zod) => ({
				chain_id: chainId(zod),
				contact_list: zod
					.array(
						zod.object({
							corp_name: zod.string().min(1).max(32),
							group_path: zod.string().optional(),
							custom_id: bytes(zod, 64)
								.regex(/^[A-Za-z0-9]*$/, { error: 'must consist of letters and digits' })
								.optional(),
							contact_info_list: zod.array(contact(zod)).max(200),
						}),
					)
					.max(1000)
					.meta({
						title: 'Companies',
						description: 'at most 1000, with 2000 contacts together',
						example: [
							{
								corp_name: 'Example Ltd',
								group_path: 'North/City',
								contact_info_list: [{ name: 'Li Si', identity_type: 2, mobile: '13800000000' }],
							},
						],
					}),
			}),
		},
		removeCompany: {
			title: 'Remove Company',
			action: 'Remove a company from a chain',
			zh: '移除企业',
			doc: `${internal}/004-移除企业.md`,
			apps: ['own'],
			post: 'corpgroup/corp/remove_corp',
			deletes: true,
			body: (zod) => ({ chain_id: chainId(zod), ...companyOrPending(zod) }),
			atLeastOne: ['corpid', 'pending_corpid'],
		},
	},
);
