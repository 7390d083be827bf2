import { Refusal } from '../platform/refusal';
import { visibleDepartments, visibleMembers, type Scope } from '../platform/scope';
import type { Corp, Member } from '../world';
import { numberOf, textOf, textsOf, type Answer, type Call, type Handler } from './call';
import { pageOf } from './page';
import { corpOf, recordsOf } from './provider';

const USUAL = 50;

/** What a provider finds among the contacts of its customers (通讯录搜索, 排序, ID转译). */
export const contactSearchHandlers: Record<string, Handler> = {
	'/cgi-bin/service/contact/search': (call) => search(scopesOf(call), call.body),

	'/cgi-bin/service/contact/batchsearch': (call) => {
		const scopes = scopesOf(call);
		return {
			query_result_list: recordsOf(call.body, 'query_request_list').map((request) => ({
				query_request: request,
				...search(scopes, request),
			})),
		};
	},

	'/cgi-bin/service/contact/sort': (call) => {
		const members = scopesOf(call).flatMap(({ corp, scope }) => visibleMembers(corp, scope));
		const found = textsOf(call.body, 'useridlist').map((userId) => {
			const member = members.find((one) => one.userId === userId);
			if (!member) {
				throw new Refusal(60011);
			}
			return member;
		});
		const options = recordsOf(call.body, 'sort_options');
		const order = options.length > 0 ? options : [{}];
		return {
			useridlist: found.sort((a, b) => compare(order, a, b)).map(({ userId }) => userId),
		};
	},

	'/cgi-bin/service/contact/id_translate': (call) => {
		const { platform, body } = call;
		scopesOf(call);
		const files = textsOf(body, 'media_id_list');
		files.forEach((id) => platform.media.find(platform.world.provider, id));
		if (files.length > 1 && textOf(body, 'output_file_name') === '') {
			throw new Refusal(40058, 'several files need an output_file_name');
		}
		const job = platform.translations.open({});
		platform.translations.submit(job, () => `${call.url}/translated/${job.id}`);
		return { jobid: job.id };
	},

	'/cgi-bin/service/batch/getresult': ({ platform, query }) => {
		const address = resultOf(() => platform.translations.result(query.jobid));
		const type = 'contact_id_translate';
		return address === undefined
			? { status: 2, type }
			: { status: 3, type, result: { [type]: { url: address } } };
	},
};

/** Jobs of licences have an errcode of their own for one that is unknown; here no page names one. */
function resultOf<Result>(ask: () => Result): Result {
	try {
		return ask();
	} catch (error) {
		throw error instanceof Refusal ? new Refusal(40058, 'invalid jobid') : error;
	}
}

interface Sight {
	corp: Corp;
	scope: Scope;
}

/**
 * What the provider's apps see in the company; of one app where the call names its agent.
 * @throws Refusal 40013 for no company, 48001 for one without an app of the provider, 40056 for another agent
 */
function scopesOf(call: Call): Sight[] {
	const corp = corpOf(call, 'auth_corpid');
	const all = call.platform.installations.all().filter((one) => one.corp === corp);
	if (all.length === 0) {
		throw new Refusal(48001);
	}
	const agentId = numberOf(call.body, 'agentid') ?? 0;
	const named = agentId === 0 ? all : all.filter((one) => one.agentId === agentId);
	if (named.length === 0) {
		throw new Refusal(40056);
	}
	return named.map(({ scope }) => ({ corp, scope }));
}

/** `query_type` 1 asks for members alone, 2 for departments alone; nobody has left a company here. */
function search(sights: Sight[], request: Record<string, unknown>): Answer {
	const type = numberOf(request, 'query_type') ?? 0;
	const word = textOf(request, 'query_word').toLowerCase();
	const field = numberOf(request, 'full_match_field');
	const matches = (name: string, alias = '') =>
		field === undefined
			? [name, alias].some((one) => one.toLowerCase().includes(word))
			: (field === 1 ? name : alias).toLowerCase() === word;
	const users = sights.flatMap(({ corp, scope }) => visibleMembers(corp, scope));
	const parties = sights.flatMap(({ corp, scope }) => {
		const ids = visibleDepartments(corp, scope);
		return corp.departments.filter(({ id }) => ids.has(id));
	});
	const found = [
		...(type === 2 ? [] : users.filter(({ name, alias }) => matches(name, alias))),
		...(type === 1 ? [] : parties.filter(({ name }) => matches(name))),
	];
	const limit = numberOf(request, 'limit') || USUAL;
	const { page, next } = pageOf({ ...request, limit }, [...new Set(found)]);
	const userIds = page.flatMap((one) => ('userId' in one ? [one.userId] : []));
	return {
		query_result: {
			user: { userid: userIds, open_userid: userIds },
			party: { department_id: page.flatMap((one) => ('userId' in one ? [] : [one.id])) },
		},
		is_last: next.has_more === 0,
		next_cursor: next.next_cursor,
	};
}

/** By name, or by alias where `sort_field` is 1; backwards where `sort_type` is 1. */
function compare(order: Record<string, unknown>[], one: Member, other: Member): number {
	for (const option of order) {
		const key = numberOf(option, 'sort_field') === 1 ? 'alias' : 'name';
		const result = one[key].localeCompare(other[key], 'zh');
		if (result !== 0) {
			return numberOf(option, 'sort_type') === 1 ? -result : result;
		}
	}
	return 0;
}
