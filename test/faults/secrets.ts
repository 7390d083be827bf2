/** Names of the secrets that are in these bytes. */
export const leaksOf = (secrets: ReadonlyMap<string, string>, bytes: Buffer | string): string[] =>
	[...secrets].filter(([, value]) => bytes.includes(value)).map(([name]) => name);
