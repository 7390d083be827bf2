/** True when one of the patterns names the address; `*` stands for anything. An empty list allows all. */
export function isAllowed(address: string, patterns: string[]): boolean {
	return patterns.length === 0 || patterns.some((pattern) => matches(address, pattern.trim()));
}

function matches(address: string, pattern: string): boolean {
	const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`).test(address);
}
