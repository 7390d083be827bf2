/**
 * An XML element in the form the platform writes: text in CDATA, numbers bare, or children in order. A list is
 * repeated siblings of one name.
 */
export interface Element {
	name: string;
	content: string | Bare | Element[];
}

/** Text written without CDATA, as the platform does with numbers. */
export interface Bare {
	bare: string;
}

export function text(name: string, content: string): Element {
	return { name, content };
}

export function number(name: string, content: number | string): Element {
	return { name, content: { bare: String(content) } };
}

export function isChildren(content: Element['content']): content is Element[] {
	return Array.isArray(content);
}
