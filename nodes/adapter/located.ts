import type { Endpoint } from '../../wecom/catalog/endpoint';
import type { Lookup } from '../../wecom/catalog/lookup';
import { parametersOf } from '../../wecom/catalog/schema';
import { listingOf } from './listings';

/** A parameter of an endpoint that the node has a resource locator for. */
export interface Located {
	/** Name on the wire. */
	name: string;
	lookup: Lookup;
	/** Name of the parameter of the node. */
	property: string;
	title: string;
	required: boolean;
}

/**
 * The locator for what an operation is about, where its resource says what that is: "Meeting Room: Delete". All these
 * share one, since the description of the node is sent to every editor.
 */
export const TARGET = { property: 'target', title: 'Which One' } as const;

const known = new WeakMap<Endpoint, readonly Located[]>();

/** The parameters of an endpoint whose things can be looked up, in the order of their declaration. */
export function locatedOf(endpoint: Endpoint): readonly Located[] {
	const found = known.get(endpoint) ?? locate(endpoint);
	known.set(endpoint, found);
	return found;
}

function locate(endpoint: Endpoint): Located[] {
	const all = parametersOf(endpoint).flatMap(({ name, required, schema }) => {
		const { pick, fill, title = name } = schema;
		// A list that can be narrowed to one of its own things is no help in finding that.
		const isFilter = pick && !required && listingOf(pick)?.endpoint === endpoint.id;
		return pick && !isFilter ? [{ name, lookup: pick, title, required: required && !fill }] : [];
	});
	const own = all.findLast(({ lookup, required }) => required && isOwn(endpoint, lookup));
	return all.map((one) => {
		if (one === own) return { ...one, ...TARGET };
		const alone = all.filter(({ lookup }) => lookup === one.lookup).length === 1;
		// Two of the same kind are called after their parameters.
		const property = alone || one.name === endpoint.target?.parameter ? one.lookup : one.name;
		return { ...one, property: toCamelCase(property) };
	});
}

/** Whether the resource consists of such things, and no other has a list of its own for them. */
function isOwn({ resource, target }: Endpoint, lookup: Lookup): boolean {
	return !target && listingOf(lookup)?.endpoint.split('.')[0] === resource;
}

function toCamelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
