import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { getEndpoint } from '../../wecom/catalog/catalog';
import { callEndpoint, listEndpoint } from './call-endpoint';
import type { Caller } from './caller';
import { openChosen } from './chosen-company';
import { CALLS, matches, PAGE, toItem } from './list-item';

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
	while (next < asked.length && next - begin < CALLS && members.size < PAGE) {
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
	const endpoint = getEndpoint('agent.get');
	const { allow_userinfos: allowed } = await callEndpoint({ caller, endpoint, values: {} });
	return ((allowed as IDataObject | undefined)?.user ?? []) as IDataObject[];
}

async function list(caller: Caller, id: string, values: IDataObject = {}): Promise<IDataObject[]> {
	return await listEndpoint({ caller, endpoint: getEndpoint(id), values });
}
