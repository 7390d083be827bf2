import type { InstallationDetails } from '../vault/vault';

/** What came and what went, in the order of the list that has it. */
export interface Difference<Value> {
	added: Value[];
	removed: Value[];
}

export interface Replacement<Value> {
	before: Value;
	after: Value;
}

/**
 * What differs between two states of one authorisation. Only what differs is there, so nothing at all is `{}`. The lists
 * are those of the app; where an old suite has several, those of the first one, and the others are in `other`.
 */
export interface InstallationChanges {
	/** Apps of the suite that the authorisation gained or lost. */
	apps?: Difference<{ agentId: number; name: string }>;
	/** `privilege.level`: what the app may do with contacts. */
	level?: Replacement<unknown>;
	/** 0: authorised by an administrator, 1: by members for themselves. */
	authMode?: Replacement<unknown>;
	/** Who may use the app. */
	allowUser?: Difference<unknown>;
	allowParty?: Difference<unknown>;
	allowTag?: Difference<unknown>;
	/** Whose contact data the app may read besides. */
	extraUser?: Difference<unknown>;
	extraParty?: Difference<unknown>;
	extraTag?: Difference<unknown>;
	/** Names of permissions, as `contact:base:base`. Not there unless they were known before. */
	permissions?: Difference<unknown>;
	/** Paths of everything else that differs; apps by their ID: `auth_info.agent.1000002.name`. */
	other?: string[];
}

const LISTS = {
	allow_user: 'allowUser',
	allow_party: 'allowParty',
	allow_tag: 'allowTag',
	extra_user: 'extraUser',
	extra_party: 'extraParty',
	extra_tag: 'extraTag',
} as const;

type Values = Record<string, unknown>;

/** Compares two states of one authorisation as WeCom gave them. */
export function compareDetails(
	before: InstallationDetails,
	after: InstallationDetails,
): InstallationChanges {
	const changes: InstallationChanges = {};
	const other: string[] = [];
	const [old, young] = [agentsOf(before), agentsOf(after)];

	const apps = difference(
		[...old.values()].map(nameApp),
		[...young.values()].map(nameApp),
		'agentId',
	);
	if (apps) changes.apps = apps;
	const [first] = young.keys();
	for (const [id, agent] of young) {
		const known = old.get(id);
		if (!known) continue;
		const [was, is] = id === first ? compareApp(known, agent, changes) : [known, agent];
		other.push(...differingPaths(was, is, `auth_info.agent.${id}`));
	}

	if (before.app_permissions) {
		const permissions = difference(before.app_permissions, after.app_permissions ?? []);
		if (permissions) changes.permissions = permissions;
		const name = 'app_permissions_ext';
		other.push(...differingPaths(before[name], after[name], name));
	}
	other.push(...differingPaths(withoutCompared(before), withoutCompared(after)));
	if (other.length > 0) changes.other = other;
	return changes;
}

/** Notes the scope and the level of an app; gives what is left to compare. */
function compareApp(before: Values, after: Values, changes: InstallationChanges): [Values, Values] {
	const { privilege: oldPrivilege, auth_mode: oldMode, ...oldRest } = before;
	const { privilege: newPrivilege, auth_mode: newMode, ...newRest } = after;
	const [old, young] = [asValues(oldPrivilege), asValues(newPrivilege)];
	for (const [name, key] of Object.entries(LISTS)) {
		const lists = difference(asList(old[name]), asList(young[name]));
		if (lists) changes[key] = lists;
	}
	const level = replacement(old.level, young.level);
	if (level) changes.level = level;
	const authMode = replacement(oldMode, newMode);
	if (authMode) changes.authMode = authMode;
	const rest = ({ level: _level, ...privilege }: Values) =>
		Object.fromEntries(Object.entries(privilege).filter(([name]) => !(name in LISTS)));
	return [
		{ ...oldRest, privilege: rest(old) },
		{ ...newRest, privilege: rest(young) },
	];
}

function withoutCompared(details: InstallationDetails): Values {
	const { app_permissions: _names, app_permissions_ext: _expiry, auth_info, ...rest } = details;
	const { agent: _agents, ...info } = auth_info;
	return { ...rest, auth_info: info };
}

function agentsOf({ auth_info }: InstallationDetails): Map<number, Values> {
	const agents = asList(auth_info.agent).map(asValues);
	return new Map(agents.map((agent) => [Number(agent.agentid), agent]));
}

function nameApp({ agentid, name }: Values): { agentId: number; name: string } {
	return { agentId: Number(agentid), name: typeof name === 'string' ? name : '' };
}

/** Undefined if both have the same members, in whatever order; members that are objects are told apart by one field. */
function difference<Value>(
	before: readonly Value[],
	after: readonly Value[],
	field?: keyof Value,
): Difference<Value> | undefined {
	const keyOf = (value: Value) => JSON.stringify(field === undefined ? value : value[field]);
	const notIn = (values: readonly Value[]) => {
		const keys = new Set(values.map(keyOf));
		return (value: Value) => !keys.has(keyOf(value));
	};
	const added = after.filter(notIn(before));
	const removed = before.filter(notIn(after));
	return added.length + removed.length === 0 ? undefined : { added, removed };
}

function replacement(before: unknown, after: unknown): Replacement<unknown> | undefined {
	return Object.is(before, after) ? undefined : { before: before ?? null, after: after ?? null };
}

/** Paths at which two values of JSON differ. */
function differingPaths(before: unknown, after: unknown, path = ''): string[] {
	if (Object.is(before, after)) return [];
	if (!isBranch(before) || !isBranch(after)) {
		return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
	}
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].flatMap((name) =>
		differingPaths(before[name], after[name], path === '' ? name : `${path}.${name}`),
	);
}

/** What is compared by its parts: lists as a whole, since a place in them says nothing. */
function isBranch(value: unknown): value is Values {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asValues(value: unknown): Values {
	return isBranch(value) ? value : {};
}

function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}
