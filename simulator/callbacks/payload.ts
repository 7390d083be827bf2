import { isChildren, number, text, type Element } from '../xml/element';

/**
 * A value for a field of an event: text, number, several of them (repeated elements), an object of fields, or null to
 * leave the field out.
 */
export type FieldValue = string | number | null | FieldValue[] | { [name: string]: FieldValue };

/**
 * An example in XML with fields replaced. A field is named by its path, such as
 * `ExtraInfo.AuthOpenKfIdList.OpenKfId`; one that the example lacks is added at its end.
 */
export function withElements(example: Element, fields: Record<string, FieldValue>): Element {
	for (const [path, value] of Object.entries(fields)) {
		replace(example, path.split('.'), value);
	}
	return example;
}

/** The same for an example in JSON, whose lists are lists and not repeated elements. */
export function withProperties(
	example: Record<string, unknown>,
	fields: Record<string, FieldValue>,
): Record<string, unknown> {
	for (const [path, value] of Object.entries(fields)) {
		put(example, path.split('.'), value);
	}
	return example;
}

/** The fields of an element that stand directly in it. */
export function fieldOf(element: Element, name: string): string | undefined {
	if (!isChildren(element.content)) {
		return undefined;
	}
	const content = element.content.find((child) => child.name === name)?.content;
	return typeof content === 'object' && 'bare' in content
		? content.bare
		: typeof content === 'string'
			? content
			: undefined;
}

function replace(element: Element, [name, ...rest]: string[], value: FieldValue): void {
	const children = isChildren(element.content) ? element.content : [];
	element.content = children;
	const known = children.find((child) => child.name === name);
	if (rest.length > 0) {
		const parent = known ?? { name, content: [] };
		if (!known) {
			children.push(parent);
		}
		replace(parent, rest, value);
		return;
	}
	const at = known ? children.indexOf(known) : children.length;
	const isBare =
		known !== undefined && typeof known.content === 'object' && 'bare' in known.content;
	const others = children.filter((child) => child.name !== name);
	others.splice(at, 0, ...elementsOf(name, value, isBare));
	element.content = others;
}

function put(object: object, [name, ...rest]: string[], value: FieldValue): void {
	if (rest.length > 0) {
		const known: unknown = Reflect.get(object, name);
		const parent = typeof known === 'object' && known !== null ? known : {};
		Reflect.set(object, name, parent);
		put(parent, rest, value);
	} else if (value === null) {
		Reflect.deleteProperty(object, name);
	} else {
		Reflect.set(object, name, value);
	}
}

/** A text stays bare where the example is bare: large ids are numbers to the platform, but not to JavaScript. */
function elementsOf(name: string, value: FieldValue, isBare: boolean): Element[] {
	if (value === null) {
		return [];
	}
	if (Array.isArray(value)) {
		return value.flatMap((item) => elementsOf(name, item, isBare));
	}
	if (typeof value === 'object') {
		const children = Object.entries(value).flatMap(([child, content]) =>
			elementsOf(child, content, false),
		);
		return [{ name, content: children }];
	}
	return [typeof value === 'number' || isBare ? number(name, value) : text(name, value)];
}
