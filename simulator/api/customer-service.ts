import { randomBytes } from 'node:crypto';

import { memberOf, userIdFor } from '../platform/app';
import { Refusal } from '../platform/refusal';
import type { CustomerServiceAccount } from '../world';
import { appOfCall, numberOf, numbersOf, textOf, textsOf, type Call, type Handler } from './call';

const PAGE = 100;

/** Accounts of WeChat customer service and who answers there (客服账号管理, 接待人员管理). */
export const customerServiceHandlers: Record<string, Handler> = {
	'/cgi-bin/kf/account/add': (call) => {
		const openKfid = `wk${randomBytes(15).toString('hex')}`;
		const name = textOf(call.body, 'name');
		const account = { openKfid, name, userIds: [], departmentIds: [] };
		appOfCall(call).corp.customerServiceAccounts.push(account);
		return { open_kfid: openKfid };
	},

	'/cgi-bin/kf/account/update': (call) => {
		const account = find(call, textOf(call.body, 'open_kfid'));
		account.name = textOf(call.body, 'name') || account.name;
		return {};
	},

	'/cgi-bin/kf/account/del': (call) => {
		const { corp } = appOfCall(call);
		const account = find(call, textOf(call.body, 'open_kfid'));
		corp.customerServiceAccounts = corp.customerServiceAccounts.filter((one) => one !== account);
		return {};
	},

	'/cgi-bin/kf/account/list': (call) => {
		const begin = numberOf(call.body, 'offset') ?? 0;
		const size = numberOf(call.body, 'limit') ?? PAGE;
		return {
			account_list: appOfCall(call)
				.corp.customerServiceAccounts.slice(begin, begin + size)
				.map(({ openKfid, name }) => ({
					open_kfid: openKfid,
					name,
					avatar: `${call.url}/avatar/${openKfid}`,
					manage_privilege: true,
				})),
		};
	},

	'/cgi-bin/kf/servicer/add': (call) =>
		change(call, (account, userId, departmentId) => {
			if (userId !== undefined) return include(account.userIds, userId);
			return include(account.departmentIds, departmentId);
		}),

	'/cgi-bin/kf/servicer/del': (call) =>
		change(call, (account, userId, departmentId) => {
			if (userId !== undefined) return exclude(account.userIds, userId);
			return exclude(account.departmentIds, departmentId);
		}),

	'/cgi-bin/kf/servicer/list': (call) => {
		const app = appOfCall(call);
		const { userIds, departmentIds } = find(call, call.query.open_kfid);
		const members = app.corp.members.filter(({ userId }) => userIds.includes(userId));
		return {
			servicer_list: [
				...members.map((member) => ({ userid: userIdFor(app, member), status: 0 })),
				...departmentIds.map((id) => ({ department_id: id })),
			],
		};
	},
};

/** @throws Refusal 95004 when the company has no such account */
function find(call: Call, openKfid: string): CustomerServiceAccount {
	const account = appOfCall(call).corp.customerServiceAccounts.find(
		(candidate) => candidate.openKfid === openKfid,
	);
	if (!account) throw new Refusal(95004);
	return account;
}

/** Does something for each member and department that is named; what changes nothing is `ignored`. */
function change(
	call: Call,
	apply: (account: CustomerServiceAccount, userId?: string, departmentId?: number) => boolean,
) {
	const app = appOfCall(call);
	const account = find(call, textOf(call.body, 'open_kfid'));
	const result = (changed: boolean) => ({ errcode: 0, errmsg: changed ? 'success' : 'ignored' });
	return {
		result_list: [
			...textsOf(call.body, 'userid_list').map((userid) => {
				const member = memberOf(app, userid);
				return member
					? { userid, ...result(apply(account, member.userId)) }
					: { userid, errcode: 60111, errmsg: 'userid not found' };
			}),
			...numbersOf(call.body, 'department_id_list').map((id) => ({
				department_id: id,
				...result(apply(account, undefined, id)),
			})),
		],
	};
}

function include<Item>(list: Item[], item: Item | undefined): boolean {
	if (item === undefined || list.includes(item)) return false;
	list.push(item);
	return true;
}

function exclude<Item>(list: Item[], item: Item | undefined): boolean {
	const index = item === undefined ? -1 : list.indexOf(item);
	if (index >= 0) list.splice(index, 1);
	return index >= 0;
}
