import { resource } from '../endpoint';
import { companyId, unionAndOpenId } from './parameters';

export const chainCustomer = resource(
	'chainCustomer',
	'Chain Customer',
	'上下游客户',
	'docs/003-服务商代开发/001-服务端API/010-上下游/001-基础接口',
	{
		getByUnionId: {
			title: 'Get by Union ID',
			action: 'Get the IDs that a WeChat user has as a customer below',
			zh: '通过unionid和openid查询external_userid',
			doc: '004-上下游关联客户信息-已添加客户',
			apps: ['own', 'customised'],
			post: 'corpgroup/unionid_to_external_userid',
			repeatable: true,
			body: (zod) => ({
				...unionAndOpenId(zod),
				corpid: companyId(zod).optional().meta({
					title: 'Company',
					description: 'only of this company; empty: of all',
					pick: 'sharingCompany',
				}),
				mass_call_ticket: zod.string().optional().meta({
					title: 'Mass Call Ticket',
					description: 'from WeCom, for many calls in the first days',
					secret: true,
				}),
			}),
		},
		getPendingId: {
			title: 'Get Pending ID',
			action: 'Get the pending ID of a WeChat user',
			zh: 'unionid查询pending_id',
			about: 'Of nobody’s customer yet',
			doc: '005-上下游关联客户信息-未添加客户',
			apps: ['own', 'customised'],
			post: 'corpgroup/unionid_to_pending_id',
			repeatable: true,
			body: unionAndOpenId,
		},
		getPendingIds: {
			title: 'Get Pending IDs',
			action: 'Get the pending IDs of customers',
			zh: 'external_userid查询pending_id',
			doc: '005-上下游关联客户信息-未添加客户',
			apps: ['own', 'customised'],
			post: 'corpgroup/batch/external_userid_to_pending_id',
			repeatable: true,
			batch: { of: 'external_userid', max: 100 },
			body: (zod) => ({
				external_userid: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'Customer IDs', description: 'any number, sent 100 at a time' }),
				chat_id: zod.string().optional().meta({
					title: 'Customer Group',
					description: 'that they are in',
					pick: 'customerGroup',
				}),
			}),
		},
	},
);
