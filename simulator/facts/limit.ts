/**
 * What a documented limit, such as `1-64 bytes, letters digits`, says that a machine can check. Clauses that are
 * advice, or that no rule here understands, are left out.
 */
export interface Limit {
	bytes?: Range;
	characters?: Range;
	/** Length of a list, or of a text that joins ids with `|`. */
	items?: Range;
	joinedItems?: Range;
	value?: Range;
	multipleOf?: number;
	pattern?: RegExp;
	/** Required when the field beside it has one of these values. */
	requiredWhen?: { field: string; values: string[] };
}

export interface Range {
	least: number;
	most: number;
}

type Rule = [RegExp, (match: RegExpExecArray, type: string) => Limit];

const RULES: Rule[] = [
	[/^max (\d+) ids joined by \|$/, ([, most]) => ({ joinedItems: upTo(most) })],
	[/^(?:max )?(\d+) bytes$/, ([, most]) => ({ bytes: upTo(most) })],
	[/^(\d+)-(\d+) bytes$/, ([, least, most]) => ({ bytes: between(least, most) })],
	[/^(\d+) KB$/, ([, most]) => ({ bytes: upTo(String(Number(most) * 1024)) })],
	[/^(?:max )?(\d+) (?:utf8 |Chinese )?chars$/, ([, most]) => ({ characters: upTo(most) })],
	[
		/^(\d+)-(\d+) (?:utf8 |Chinese )?chars$/,
		([, least, most]) => ({ characters: between(least, most) }),
	],
	[
		/^(?:default and )?max (\d+)(?: per call| and at most .*)?$/,
		([, most], type) => (isList(type) ? { items: upTo(most) } : { value: upTo(most) }),
	],
	[/^exactly (\d+)$/, ([, size]) => ({ items: between(size, size) })],
	[
		/^(\d+)(?:-| to )(\d+)$/,
		([, least, most], type) =>
			isList(type) ? { items: between(least, most) } : { value: between(least, most) },
	],
	[/^0 to 2\^32-1$/, () => ({ value: { least: 0, most: 2 ** 32 - 1 } })],
	[/^from (\d+)$/, ([, least]) => ({ value: { least: Number(least), most: Infinity } })],
	[/^multiple of (\d+)$/, ([, unit]) => ({ multipleOf: Number(unit) })],
	[/^a-zA-Z0-9$/, () => ({ pattern: /^[a-zA-Z0-9]*$/ })],
	[/^0-9 a-z A-Z$/, () => ({ pattern: /^[a-zA-Z0-9]*$/ })],
	[/^0-9 a-z A-Z _ -$/, () => ({ pattern: /^[a-zA-Z0-9_-]*$/ })],
	[/^YYYY-MM-DD$/, () => ({ pattern: /^\d{4}-\d{2}-\d{2}$/ })],
	[/^digits letters _ - @$/, () => ({ pattern: /^[a-zA-Z0-9_@-]*$/ })],
	[
		/^letters digits _ - @ \. starting with letter or digit$/,
		() => ({ pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.@-]*$/ }),
	],
	[
		/^required when (\w+) is (\w+)(?: or (\w+))?$/,
		([, field, ...values]) => ({
			requiredWhen: { field, values: values.filter((value) => value !== undefined) },
		}),
	],
];

/** Reads the text of a `limits` fact for a parameter of the given type. */
export function parseLimit(limits: string | undefined, type: string): Limit {
	const clauses = (limits ?? '').split(/[,;] /).map((clause) => clause.trim());
	if (clauses.includes('truncated')) {
		return {};
	}
	return clauses.reduce<Limit>((limit, clause) => ({ ...limit, ...limitOf(clause, type) }), {});
}

function limitOf(clause: string, type: string): Limit {
	for (const [pattern, read] of RULES) {
		const match = pattern.exec(clause);
		if (match) {
			return read(match, type);
		}
	}
	return {};
}

function isList(type: string): boolean {
	return type.endsWith('[]');
}

function upTo(most: string): Range {
	return { least: 0, most: Number(most) };
}

function between(least: string, most: string): Range {
	return { least: Number(least), most: Number(most) };
}
