const NAMED = new Map([
	['lt', '<'],
	['gt', '>'],
	['amp', '&'],
	['quot', '"'],
	['apos', "'"],
]);

const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/g;

/**
 * Replaces the five entities that XML predefines and numeric references to characters that XML allows. Each is
 * replaced once, nothing is ever declared, so nothing can expand. What is no such reference stays as it is.
 */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(REFERENCE, (reference, name?: string, decimal?: string, hex?: string) => {
		if (name !== undefined) return NAMED.get(name) ?? reference;
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
		return isXmlCharacter(code) ? String.fromCodePoint(code) : reference;
	});
}

/** The characters of XML 1.0: no control characters, no surrogates. */
function isXmlCharacter(code: number): boolean {
	return (
		code === 0x9 ||
		code === 0xa ||
		code === 0xd ||
		(code >= 0x20 && code <= 0xd7ff) ||
		(code >= 0xe000 && code <= 0xfffd) ||
		(code >= 0x10000 && code <= 0x10ffff)
	);
}
