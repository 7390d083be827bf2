type Answer = Record<string, unknown>;

/**
 * Two answers of one endpoint as one: lists follow each other, objects are joined field by field, and of anything else
 * the later counts.
 */
export function joinAnswers(first: Answer, second: Answer): Answer {
	const joined: Answer = { ...first };
	for (const [name, value] of Object.entries(second)) {
		joined[name] = join(first[name], value);
	}
	return joined;
}

function join(first: unknown, second: unknown): unknown {
	if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second] as unknown[];
	if (isObject(first) && isObject(second)) return joinAnswers(first, second);
	return second;
}

function isObject(value: unknown): value is Answer {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
