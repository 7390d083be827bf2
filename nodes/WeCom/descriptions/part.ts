import type { INodeProperties } from 'n8n-workflow';

/** A structure that a message holds once, or a list of them; the fields have the names that they have on the wire. */
export interface Part {
	displayName: string;
	name: string;
	/** Whether it is a list. */
	many?: boolean;
	description?: string;
	fields: INodeProperties[];
}

/** The parameter with which a user fills a part in. */
export function toCollection({
	displayName,
	name,
	many,
	description,
	fields,
}: Part): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: many ? `Add ${singular(displayName)}` : `Add ${displayName}`,
		...(many ? { typeOptions: { multipleValues: true, sortable: true } } : {}),
		...(description ? { description } : {}),
		default: {},
		options: [
			{ displayName: many ? singular(displayName) : displayName, name: 'item', values: fields },
		],
	};
}

/**
 * What a user filled in, as it goes on the wire: the wrapping that n8n needs is taken off, and what was left empty is
 * left out. `undefined` if nothing remains.
 */
export function readPart(value: unknown): unknown {
	if (value === '' || value === undefined || value === null) return undefined;
	if (Array.isArray(value)) {
		const items = value.map(readPart).filter((item) => item !== undefined);
		return items.length > 0 ? items : undefined;
	}
	if (typeof value !== 'object') return value;
	const entries = Object.entries(value);
	if (entries.length === 1 && entries[0]?.[0] === 'item') return readPart(entries[0][1]);
	const filled = entries
		.map(([name, inner]): [string, unknown] => [name, readPart(inner)])
		.filter(([, inner]) => inner !== undefined);
	return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

function singular(name: string): string {
	return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
}

export function text(
	name: string,
	displayName: string,
	change: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', ...change };
}

/** Where a click leads, with the fields that each kind of target needs. */
export function jumpFields({ nothing = true } = {}): INodeProperties[] {
	const first = nothing ? 0 : 1;
	return [
		{
			displayName: 'On Click',
			name: 'type',
			type: 'options',
			options: [
				...(nothing ? [{ name: 'Do Nothing', value: 0 }] : []),
				{ name: 'Open Mini Program', value: 2 },
				{ name: 'Open Web Page', value: 1 },
			],
			default: first,
		},
		text('url', 'URL', {
			placeholder: 'e.g. https://example.com',
			displayOptions: { show: { type: [1] } },
		}),
		text('appid', 'Mini Program App ID', {
			description: 'Of a mini program that is linked to the app',
			displayOptions: { show: { type: [2] } },
		}),
		text('pagepath', 'Mini Program Page', { displayOptions: { show: { type: [2] } } }),
	];
}
