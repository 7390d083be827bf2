import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { WeComConfigurationError } from '../../wecom/error';
import type { Caller } from './caller';

/** Results that the editor is given at a time. */
const PAGE = 100;

/** Departments that are asked for their members at a time. */
const DEPARTMENTS = 50;

/** The company that is chosen in the node. */
async function openChosen(context: ILoadOptionsFunctions): Promise<Caller> {
	const { openOwnApp, openTenant } = await import('./platform');
	if (context.getCurrentNodeParameter('callAs') === 'ownApp') return await openOwnApp.call(context);
	if (context.getCurrentNodeParameter('callAs') === 'eachTenant') {
		throw new WeComConfigurationError(
			'callAs',
			'Every company has IDs of its own, so there is no list for all of them',
			"Choose 'By ID', and map the ID of each company, or take a value that all of them have",
		);
	}
	const corpId = context.getCurrentNodeParameter('tenant', { extractValue: true }) as string;
	return await openTenant.call(context, corpId);
}

export async function searchTenants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const platform = await import('./platform');
	return await platform.searchTenants.call(this, filter, paginationToken);
}

/** Loaded when it is needed: all the operations would slow the start of every n8n process. */
async function loadCatalog() {
	const catalog = await import('../../wecom/catalog/catalog');
	return { ...catalog, ...(await import('./call-endpoint')) };
}

async function list(caller: Caller, id: string, values: IDataObject = {}): Promise<IDataObject[]> {
	const { getEndpoint, listEndpoint } = await loadCatalog();
	return await listEndpoint({ caller, endpoint: getEndpoint(id), values });
}

export async function searchDepartments(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const departments = await list(await openChosen(this), 'department.getAll');
	return toPage(
		departments.map(({ id, name }) => toItem(id, name)),
		filter,
		paginationToken,
	);
}

/**
 * Members of the departments in sight, department after department, and before them those whom an administrator let
 * use the app by name. A suite is told their IDs only, and must ask for each department; an own app is told names, and
 * of the departments below as well.
 */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const caller = await openChosen(this);
	const own = caller.apps === 'own';
	const departments = await list(caller, 'department.getAllIds');
	const seen = new Set(departments.map(({ id }) => id));
	const asked = own ? departments.filter(({ parentid }) => !seen.has(parentid)) : departments;
	const members = new Map<string, INodeListSearchItems>();
	const add = ({ userid, name }: IDataObject) => {
		const item = toItem(userid, name);
		if (matches(item, filter)) members.set(String(item.value), item);
	};

	const begin = Number(paginationToken);
	if (begin === 0) (await listByName(caller)).forEach(add);
	let next = begin;
	while (next < asked.length && next - begin < DEPARTMENTS && members.size < PAGE) {
		const { id } = asked[next++] ?? {};
		const values = { department_id: id, ...(own ? { fetch_child: 1 } : {}) };
		(await list(caller, 'user.getAllBasic', values)).forEach(add);
	}
	const results = [...members.values()];
	return next < asked.length ? { results, paginationToken: String(next) } : { results };
}

/** The members whom an administrator let use the app one by one. */
async function listByName(caller: Caller): Promise<IDataObject[]> {
	if (caller.agentId === undefined) return [];
	const { getEndpoint, callEndpoint } = await loadCatalog();
	const endpoint = getEndpoint('agent.get');
	const { allow_userinfos: allowed } = await callEndpoint({ caller, endpoint, values: {} });
	return ((allowed as IDataObject | undefined)?.user ?? []) as IDataObject[];
}

export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const tags = await list(await openChosen(this), 'tag.getAll');
	return toPage(
		tags.map(({ tagid, tagname }) => toItem(tagid, tagname)),
		filter,
		paginationToken,
	);
}

export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const agents = await list(await openChosen(this), 'agent.getAll');
	return toPage(
		agents.map(({ agentid, name }) => toItem(agentid, name)),
		filter,
		paginationToken,
	);
}

export async function searchCustomerServiceAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const accounts = await list(await openChosen(this), 'customerServiceAccount.getAll');
	return toPage(
		accounts.map(({ open_kfid: id, name }) => toItem(id, name)),
		filter,
		paginationToken,
	);
}

/** Tags of customers with the name of their group, which tells apart those of the same name. */
export async function searchCustomerTags(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const groups = await list(await openChosen(this), 'customerTag.getAll');
	return toPage(
		groups.flatMap(({ group_name: group, tag }) =>
			((tag ?? []) as IDataObject[]).map(({ id, name }) =>
				toItem(id, `${String(group)} / ${String(name)}`),
			),
		),
		filter,
		paginationToken,
	);
}

/** What the list shows: the name, and the ID where that is something else. */
function toItem(id: unknown, name: unknown): INodeListSearchItems {
	const value = String(id);
	const named = typeof name === 'string' && name !== '' && name !== value;
	return { name: named ? `${name} (${value})` : value, value };
}

function toPage(
	items: INodeListSearchItems[],
	filter = '',
	paginationToken = '0',
): INodeListSearchResult {
	const found = items.filter((item) => matches(item, filter));
	const begin = Number(paginationToken);
	const results = found.slice(begin, begin + PAGE);
	const next = begin + results.length;
	return next < found.length ? { results, paginationToken: String(next) } : { results };
}

function matches({ name }: INodeListSearchItems, filter: string): boolean {
	return name.toLowerCase().includes(filter.toLowerCase());
}
