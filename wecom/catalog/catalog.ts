import { agent } from './apps/agent';
import { menu } from './apps/menu';
import { workbench } from './apps/workbench';
import { department } from './contacts/department';
import { tag } from './contacts/tag';
import { user } from './contacts/user';
import type { Endpoint, Resource } from './endpoint';
import { media } from './media/media';
import { appChat } from './messages/app-chat';
import { message } from './messages/message';
import { providerOnly } from './provider/catalog';

/** Everything the package can call with a company's token, by resource. */
export const resources: readonly Resource[] = [
	agent,
	appChat,
	department,
	media,
	menu,
	message,
	tag,
	user,
	workbench,
];

const endpoints = index(resources);
const all = index([...resources, ...providerOnly]);

function index(list: readonly Resource[]): ReadonlyMap<string, Endpoint> {
	return new Map(
		list.flatMap((resource) =>
			resource.endpoints.flatMap((endpoint) =>
				[endpoint.id, ...(endpoint.formerly ?? [])].map((id) => [id, endpoint] as const),
			),
		),
	);
}

/**
 * An endpoint of a company or of the provider that is known to exist.
 * @throws Error when there is none of this ID
 */
export function getEndpoint(id: string): Endpoint {
	const endpoint = all.get(id);
	if (!endpoint) throw new Error(`The catalog has no endpoint '${id}'`);
	return endpoint;
}

/** The endpoint of an operation that is done as a company, also under an earlier name of it. */
export function findEndpoint(resource: string, operation: string): Endpoint | undefined {
	return endpoints.get(`${resource}.${operation}`);
}
