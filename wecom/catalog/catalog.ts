import { department } from './contacts/department';
import { tag } from './contacts/tag';
import { user } from './contacts/user';
import type { Endpoint, Resource } from './endpoint';

/** Everything the package can call with a company's token, by resource. */
export const resources: readonly Resource[] = [department, tag, user];

const endpoints = new Map(
	resources.flatMap(({ endpoints: list }) =>
		list.flatMap((endpoint) =>
			[endpoint.id, ...(endpoint.formerly ?? [])].map((id) => [id, endpoint] as const),
		),
	),
);

/** The endpoint of an operation, also under an earlier name of it. */
export function findEndpoint(resource: string, operation: string): Endpoint | undefined {
	return endpoints.get(`${resource}.${operation}`);
}
