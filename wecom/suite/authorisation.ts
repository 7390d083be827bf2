import { createHash } from 'node:crypto';

import type { Installation, InstallationDetails } from '../vault/vault';

/** What an app of a company may do. */
export type Permissions = Pick<InstallationDetails, 'app_permissions' | 'app_permissions_ext'>;

/** Templates of customised apps have IDs that begin with `dk`. */
export function kindOfSuite(suiteId: string): Installation['kind'] {
	return suiteId.startsWith('dk') ? 'customised' : 'standard';
}

/** The same code has the same revision, so storing it again leaves its tokens alone. */
export function revisionOf(suiteId: string, corpId: string, permanentCode: string): string {
	return hashOf([suiteId, corpId, permanentCode]).digest('base64url').slice(0, 22);
}

export function hashOf(parts: readonly string[]) {
	return createHash('sha256').update(JSON.stringify(parts));
}

/** What an answer about an authorisation says, over what was known before. */
export function describe(
	answer: Record<string, unknown>,
	known?: Pick<Installation, 'agentId' | 'details'>,
): Pick<Installation, 'corpName' | 'agentId' | 'authMode' | 'details'> {
	const details: InstallationDetails = {
		auth_corp_info: asObject(answer.auth_corp_info),
		auth_info: asObject(answer.auth_info ?? known?.details.auth_info),
	};
	for (const name of [
		'auth_user_info',
		'dealer_corp_info',
		'edition_info',
		'register_code_info',
	] as const) {
		const value = answer[name] ?? known?.details[name];
		if (value !== undefined) details[name] = asObject(value);
	}
	const permissions = (answer.app_permissions ? answer : known?.details) as Permissions | undefined;
	if (permissions?.app_permissions) {
		details.app_permissions = permissions.app_permissions;
		if (permissions.app_permissions_ext?.length) {
			details.app_permissions_ext = permissions.app_permissions_ext;
		}
	}
	const state = answer.state ?? known?.details.state;
	if (isText(state)) details.state = state;

	const [agent] = Array.isArray(details.auth_info.agent) ? details.auth_info.agent : [];
	const { agentid, auth_mode } = asObject(agent);
	const name = details.auth_corp_info.corp_name;
	return {
		corpName: isText(name) ? name : '',
		agentId: typeof agentid === 'number' ? agentid : known?.agentId,
		authMode: auth_mode === 1 ? 1 : 0,
		details,
	};
}

export function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
