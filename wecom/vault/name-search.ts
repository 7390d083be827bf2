/**
 * How companies are found by a part of their name without reading every name. Each name is kept once from every
 * character on ("acme ltd", "cme ltd", "me ltd" …), so that a search for a part is a search for a beginning, which an
 * index answers. It works for Chinese, where nothing divides words, and in every data base.
 */

/** Characters of a part that are kept; longer searches are compared with the whole name besides. */
const PART_LENGTH = 40;
/** Names are shorter, unless somebody means harm. */
const MOST_PARTS = 200;

/** The form in which names, IDs and searches are compared: half width, lower case. */
export function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}

/**
 * What a company is found by: its name from every character on, and its ID. Parts are deleted by what this function says
 * of the same name and ID: whoever changes it adds a migration that makes all parts anew.
 */
export function partsOf({ sortName, corpId }: { sortName: string; corpId: string }): string[] {
	// Code points, so that no character is cut in two.
	const characters = Array.from(sortName).slice(0, MOST_PARTS);
	const parts = characters.map((_, start) => cut(characters.slice(start)));
	return [...new Set([...parts, cut(Array.from(fold(corpId)))])];
}

/** The parts that match a search lie from `first` up to, not including, `end`, compared byte by byte. */
export function rangeOf(search: string): { first: string; end: string } {
	const first = cut(Array.from(search));
	// No text holds a character above this one.
	return { first, end: `${first}\u{10FFFF}` };
}

function cut(characters: readonly string[]): string {
	return characters.slice(0, PART_LENGTH).join('');
}
