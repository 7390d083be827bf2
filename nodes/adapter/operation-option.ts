import type { INodePropertyOptions } from 'n8n-workflow';

import type { AppKind, Endpoint } from '../../wecom/catalog/endpoint';

const callers: Record<AppKind, string> = {
	own: 'own',
	standard: 'third-party',
	customised: 'customised',
};

/** An endpoint in the list of a resource's operations. */
export function toOperationOption(endpoint: Endpoint): INodePropertyOptions {
	return {
		name: endpoint.title,
		value: endpoint.operation,
		action: endpoint.action,
		description: describe(endpoint),
	};
}

/** The Chinese title first, by which people search; then what one must know. */
function describe({ zh, about, apps }: Endpoint): string {
	const only = apps && capitalise(`${apps.map((kind) => callers[kind]).join(' and ')} apps only`);
	const sentences = [zh, about, only].filter((sentence) => sentence !== undefined);
	return sentences.length === 1 ? zh : `${sentences.join('. ')}.`;
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The order of options, as n8n wants it. */
export function byName(a: INodePropertyOptions, b: INodePropertyOptions): number {
	return a.name.localeCompare(b.name, 'en');
}
