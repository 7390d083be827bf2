/** Markup that needs no more escaping. */
export class Html {
	constructor(readonly markup: string) {}
}

type Part = Html | string | number | boolean | undefined | Part[];

/** Markup with everything put into it escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(
		texts
			.map((text, index) => text + (index < parts.length ? markupOf(parts[index]) : ''))
			.join(''),
	);
}

function markupOf(part: Part): string {
	if (part instanceof Html) {
		return part.markup;
	}
	if (Array.isArray(part)) {
		return part.map(markupOf).join('');
	}
	return part === undefined || part === false ? '' : escape(String(part));
}

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
