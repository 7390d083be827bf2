import type { INodePropertyOptions } from 'n8n-workflow';

import type { AppKind, Endpoint, Resource } from '../../wecom/catalog/endpoint';

const callers: Record<AppKind, string> = {
	own: 'own',
	standard: 'third-party',
	customised: 'customised',
};

/** A resource in the list of resources: the Chinese title, by which people search, and who may call all of it. */
export function toResourceOption({ id, title, zh, endpoints }: Resource): INodePropertyOptions {
	return { name: title, value: id, description: inSentences([zh, whoMayCallAll(endpoints)]) };
}

/** The operations of a resource; what is said of the resource is not said again. */
export function toOperationOptions({ endpoints }: Resource): INodePropertyOptions[] {
	const isSaid = whoMayCallAll(endpoints) !== undefined;
	return endpoints.map((endpoint) => ({
		name: endpoint.title,
		value: endpoint.operation,
		action: warn(endpoint),
		description: inSentences([
			endpoint.zh,
			endpoint.about,
			isSaid ? undefined : whoMayCall(endpoint.apps),
		]),
	}));
}

/** The action is all that n8n tells a language model of an operation, so it says what cannot be taken back. */
function warn({ action, deletes, destroys }: Endpoint): string {
	return deletes || destroys ? `${action} (destructive)` : action;
}

function whoMayCallAll(endpoints: readonly Endpoint[]): string | undefined {
	const [first, ...others] = endpoints.map(({ apps }) => whoMayCall(apps));
	return others.every((each) => each === first) ? first : undefined;
}

function whoMayCall(apps: readonly AppKind[] | undefined): string | undefined {
	return apps && capitalise(`${apps.map((kind) => callers[kind]).join(' and ')} apps only`);
}

function inSentences(parts: readonly (string | undefined)[]): string {
	const sentences = parts.filter((part) => part !== undefined);
	return sentences.length === 1 ? (sentences[0] ?? '') : `${sentences.join('. ')}.`;
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The order of options, as n8n wants it. */
export function byName(a: INodePropertyOptions, b: INodePropertyOptions): number {
	return a.name.localeCompare(b.name, 'en');
}
