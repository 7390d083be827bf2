import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { at } from '../../wecom/catalog/at';
import { findEndpoint, getEndpoint } from '../../wecom/catalog/catalog';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import { parametersOf } from '../../wecom/catalog/schema';
import { WeComConfigurationError } from '../../wecom/error';
import { callEndpoint, listEndpoint, listPage } from './call-endpoint';
import type { Caller } from './caller';
import { openChosen } from './chosen-company';
import { concurrently } from './concurrently';
import { CALLS, matches, PAGE, toItem } from './list-item';
import { listingOf, type Listing } from './listings';
import { locatedOf, TARGET } from './located';
import { FORM } from './resource-mapper';

/** Names that are asked for one by one, for a page of IDs. */
const NAMES = 20;

/** Names asked for at the same time. */
const AT_ONCE = 5;

const DAY = 86_400;

/** Where to go on: in which part of the list, from which page, and how much of that the editor has already. */
interface Position {
	part: number;
	from?: string | number;
	skip: number;
}

/** How to list what the operation that is chosen in the node is about. */
export function listingOfTarget(context: ILoadOptionsFunctions): Listing {
	const endpoint = endpointOf(context);
	const target =
		endpoint && locatedOf(endpoint).find(({ property }) => property === TARGET.property);
	const listing = target && listingOf(target.lookup);
	if (listing) return listing;
	throw new WeComConfigurationError(
		'operation',
		'There is no list for this operation',
		'Choose the operation again, or enter the ID',
	);
}

function endpointOf(context: ILoadOptionsFunctions): Endpoint | undefined {
	const resource = context.getCurrentNodeParameter('resource') as string;
	const operation = context.getCurrentNodeParameter('operation') as string;
	return findEndpoint(resource, operation);
}

/** Goes through a list, page after page of WeCom's, until there is enough for the editor. */
export async function searchListing(
	context: ILoadOptionsFunctions,
	listing: Listing,
	filter: string,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const caller = await openChosen(context);
	const known = await readNeeded(context, listing);
	const parts = await divide(caller, listing, known);
	const endpoint = getEndpoint(listing.endpoint);
	const found = new Map<unknown, INodeListSearchItems>();

	let position: Position = paginationToken
		? (JSON.parse(paginationToken) as Position)
		: { part: 0, skip: 0 };
	const most = listing.named ? PAGE / NAMES : CALLS;
	for (let calls = 0; calls < most && found.size < PAGE; calls++) {
		const { part, from, skip } = position;
		if (part >= parts.length) break;
		const values = { ...known, ...valuesOf(listing, known), ...parts[part] };
		const call = { caller, endpoint, values };
		const { items, next } = await listPage(call, from, listing.named && NAMES);
		const things = (await toItems(caller, listing, known, items)).filter((item) =>
			matches(item, filter),
		);
		const taken = things.slice(skip, skip + PAGE - found.size);
		for (const thing of taken) found.set(thing.value, thing);
		if (skip + taken.length < things.length) {
			position = { part, from, skip: skip + taken.length };
		} else {
			position = { part: next === undefined ? part + 1 : part, from: next, skip: 0 };
		}
	}
	const results = [...found.values()];
	if (position.part >= parts.length) return { results };
	return { results, paginationToken: JSON.stringify(position) };
}

/**
 * What the list needs, as it stands in the node.
 * @throws WeComConfigurationError when it is not there, or an expression that has no value yet
 */
async function readNeeded(
	context: ILoadOptionsFunctions,
	{ needs = [] }: Listing,
): Promise<IDataObject> {
	if (needs.length === 0) return {};
	const endpoint = endpointOf(context);
	const located = endpoint ? locatedOf(endpoint) : [];
	const form = context.getCurrentNodeParameter(FORM) as { value?: IDataObject | null } | undefined;
	return Object.fromEntries(
		needs.map((name) => {
			const { property } = located.find((one) => one.name === name) ?? {};
			const value = property
				? context.getCurrentNodeParameter(property, { extractValue: true })
				: form?.value?.[name];
			if (isGiven(value)) return [name, value];
			const title = titleOf(endpoint, name);
			throw new WeComConfigurationError(
				name,
				`'${title}' (${name}) is needed to list these`,
				`Give '${title}' first, as a fixed value, or choose 'By ID'`,
			);
		}),
	) as IDataObject;
}

function isGiven(value: unknown): boolean {
	const isEmpty = value === undefined || value === null || value === '';
	return !isEmpty && !(typeof value === 'string' && value.startsWith('='));
}

function titleOf(endpoint: Endpoint | undefined, name: string): string {
	const fields = endpoint ? parametersOf(endpoint) : [];
	return fields.find((one) => one.name === name)?.schema.title ?? name;
}

/** The parameters that each part of the list is asked for with. */
async function divide(
	caller: Caller,
	{ variants = [{}], within }: Listing,
	known: IDataObject,
): Promise<readonly IDataObject[]> {
	if (!within) return variants as readonly IDataObject[];
	const endpoint = getEndpoint(within.endpoint);
	const outer = await listEndpoint({ caller, endpoint, values: known });
	const ids = outer.map((item) => at(item, within.id ?? 'id'));
	const { each, parameter } = within;
	if (each === undefined) return ids.map((id) => ({ [parameter]: id }) as IDataObject);
	const count = Math.ceil(ids.length / each);
	return Array.from(
		{ length: count },
		(_, index) => ({ [parameter]: ids.slice(index * each, (index + 1) * each) }) as IDataObject,
	);
}

function valuesOf({ values, same = {}, recent }: Listing, known: IDataObject): IDataObject {
	const now = Math.floor(Date.now() / 1000);
	return {
		...(values as IDataObject | undefined),
		...Object.fromEntries(Object.entries(same).map(([name, other]) => [name, known[other]])),
		...(recent ? { [recent[0]]: now - 30 * DAY, [recent[1]]: now } : {}),
	};
}

/** What the editor shows of a page of things. */
async function toItems(
	caller: Caller,
	listing: Listing,
	known: IDataObject,
	page: readonly unknown[],
): Promise<INodeListSearchItems[]> {
	const { id, name, inside, only = {}, named } = listing;
	const things = page
		.filter((item) => Object.entries(only).every(([field, value]) => at(item, field) === value))
		.flatMap((item) => {
			const things = inside ? ((at(item, inside.list) ?? []) as unknown[]) : [item];
			const group = inside && String(at(item, inside.of));
			return things.map((thing) => ({
				id: id === undefined ? thing : at(thing, id),
				name: [group, name === undefined ? undefined : at(thing, name)]
					.filter((part) => part !== undefined)
					.join(' / '),
			}));
		})
		.filter((thing) => thing.id !== undefined && thing.id !== '');
	if (!named) return things.map((thing) => toItem(thing.id, thing.name));

	const endpoint = getEndpoint(named.endpoint);
	const ask = async (index: number): Promise<INodeListSearchItems> => {
		const id = things[index]?.id;
		const values = { ...known, [named.parameter]: id };
		// Nobody need miss the others because the name of one is not to be had.
		const name = await callEndpoint({ caller, endpoint, values }).then(
			(answer) => at(answer, named.name),
			() => undefined,
		);
		return toItem(id, name);
	};
	return await concurrently(things.keys(), AT_ONCE, ask);
}
