import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../wecom/catalog/endpoint';

/** What matters of an answer that has more than ten fields. */
export function simplify({ simple }: Endpoint, answer: IDataObject): IDataObject {
	if (!simple) return answer;
	return Object.fromEntries(
		simple.filter((name) => answer[name] !== undefined).map((name) => [name, answer[name]]),
	);
}
