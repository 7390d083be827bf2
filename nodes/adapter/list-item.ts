import type { INodeListSearchItems } from 'n8n-workflow';

/** Results that the editor is given at a time. */
export const PAGE = 100;

/** Calls for one answer to the editor, which waits for it. */
export const CALLS = 50;

/** What the list shows: the name, and the ID where that is something else. */
export function toItem(id: unknown, name: unknown): INodeListSearchItems {
	const value = String(id);
	const named = typeof name === 'string' && name !== '' && name !== value;
	return { name: named ? `${name} (${value})` : value, value };
}

/** Whether the editor asked for it. */
export function matches({ name }: INodeListSearchItems, filter: string): boolean {
	return name.toLowerCase().includes(filter.toLowerCase());
}
