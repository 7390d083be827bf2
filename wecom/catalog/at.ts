/** The value at a dotted path inside an answer; `undefined` if there is none. */
export function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(inner, key) =>
				typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
					? (inner as Record<string, unknown>)[key]
					: undefined,
			value,
		);
}
