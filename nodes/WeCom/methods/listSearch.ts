import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { getEndpoint } from '../../../wecom/catalog/catalog';
import { listEndpoint } from '../../adapter/call-endpoint';
import type { Caller } from '../../adapter/caller';
import { openOwnApp, openTenant, searchTenants } from '../../adapter/platform';

export { searchTenants };

/** Results that the editor is given at a time. */
const PAGE = 100;

/** The company that is chosen in the node. */
async function openChosen(context: ILoadOptionsFunctions): Promise<Caller> {
	if (context.getCurrentNodeParameter('callAs') === 'ownApp') return await openOwnApp.call(context);
	const corpId = context.getCurrentNodeParameter('tenant', { extractValue: true }) as string;
	return await openTenant.call(context, corpId);
}

async function list(caller: Caller, id: string, values: IDataObject = {}): Promise<IDataObject[]> {
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
 * Members by name where the app may read names, which is an own app; a suite only ever sees their IDs, and its own
 * endpoint gives those page by page.
 */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const caller = await openChosen(this);
	const members =
		caller.apps === 'own' ? await listByDepartment(caller) : await list(caller, 'user.getAllIds');
	const unique = new Map(members.map((member) => [String(member.userid), member]));
	return toPage(
		[...unique.values()].map(({ userid, name }) => toItem(userid, name)),
		filter,
		paginationToken,
	);
}

/** The members of all departments in sight: below each of those whose parent is not in sight. */
async function listByDepartment(caller: Caller): Promise<IDataObject[]> {
	const departments = await list(caller, 'department.getAllIds');
	const seen = new Set(departments.map(({ id }) => id));
	const tops = departments.filter(({ parentid }) => !seen.has(parentid));
	const members: IDataObject[] = [];
	for (const { id } of tops) {
		members.push(
			...(await list(caller, 'user.getAllBasic', { department_id: id, fetch_child: 1 })),
		);
	}
	return members;
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
	const wanted = filter.toLowerCase();
	const found = items.filter(({ name }) => name.toLowerCase().includes(wanted));
	const begin = Number(paginationToken);
	const results = found.slice(begin, begin + PAGE);
	const next = begin + results.length;
	return next < found.length ? { results, paginationToken: String(next) } : { results };
}
