import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Endpoint } from '../../../wecom/catalog/endpoint';

/** What the simulator's fact file says of an endpoint, which it took from the documentation. */
export interface Fact {
	id: string;
	section_zh: string;
	title_zh: string;
	path: string;
	method: string;
	doc: string | null;
	doc_customized?: string | null;
	doc_internal?: string;
	available_to: string[];
	query: ParameterFact[];
	body: ParameterFact[];
	paging?: { list_field: string | null };
	sources: string[];
}

export interface ParameterFact {
	name: string;
	type: string;
	required: boolean;
	enum?: (string | number)[];
}

export const facts = JSON.parse(
	readFileSync(join(__dirname, '../../../simulator/facts/corp-endpoints.json'), 'utf8'),
) as readonly Fact[];

const byCall = new Map(facts.map((fact) => [`${fact.method} ${fact.path}`, fact]));

/** @throws Error when the fact file does not know the endpoint */
export function factOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): Fact {
	const fact = byCall.get(`${method} ${path}`);
	if (!fact) throw new Error(`The fact files do not know ${method} ${path}`);
	return fact;
}
