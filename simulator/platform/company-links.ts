import type { Corp } from '../world';

/** How companies are joined: 0 upstream and downstream (上下游), 1 a corp group (企业互联). */
export type LinkType = 0 | 1;

/** A company below another one, and the suites that the upper one shares with it. */
export interface CompanyLink {
	upper: Corp;
	lower: Corp;
	type: LinkType;
	suiteIds: string[];
}

/** Companies that are joined with each other. */
export class CompanyLinks {
	private links: CompanyLink[] = [];

	/** Joins two companies, or changes what is shared between them. */
	set(link: CompanyLink): void {
		this.links = [...this.links.filter((known) => !isSame(known, link)), link];
	}

	find(upper: Corp, lower: Corp, type: LinkType): CompanyLink | undefined {
		return this.links.find((known) => isSame(known, { upper, lower, type }));
	}

	/** True when some suite is shared with a company. */
	reach(lower: Corp): boolean {
		return this.links.some((link) => link.lower === lower && link.suiteIds.length > 0);
	}
}

function isSame(one: Omit<CompanyLink, 'suiteIds'>, other: Omit<CompanyLink, 'suiteIds'>): boolean {
	return one.upper === other.upper && one.lower === other.lower && one.type === other.type;
}
