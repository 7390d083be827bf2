import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Lookup } from '../../wecom/catalog/lookup';
import { listings } from './listings';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/*
 * What searches is loaded when it is needed: all the operations would slow the start of every n8n process.
 */

export async function searchTenants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const platform = await import('./platform');
	return await platform.searchTenants.call(this, filter, paginationToken);
}

async function searchMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const members = await import('./search-members');
	return await members.searchMembers.call(this, filter, paginationToken);
}

/** What the chosen operation is about, where the node has no locator of its own for that. */
async function searchTargets(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = await import('./search-listing');
	return await search.searchListing(this, search.listingOfTarget(this), filter, paginationToken);
}

/** The method that lists things of a kind: `searchAgents`, `searchIncidentCategories`. */
export function searchMethodOf(lookup: Lookup): string {
	const name = lookup.charAt(0).toUpperCase() + lookup.slice(1);
	return `search${name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`}`;
}

/** The lists of all kinds, by the names of their methods. */
export const listSearch: Readonly<Record<string, Search>> = {
	searchTenants,
	searchMembers,
	searchTargets,
	...Object.fromEntries(
		Object.entries(listings).map(([lookup, listing]): [string, Search] => [
			searchMethodOf(lookup as Lookup),
			async function (this: ILoadOptionsFunctions, filter = '', paginationToken?: string) {
				const { searchListing } = await import('./search-listing');
				return await searchListing(this, listing, filter, paginationToken);
			},
		]),
	),
};
