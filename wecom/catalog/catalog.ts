import { approvals } from './approval/catalog';
import { advancedFeatures } from './advanced-features/catalog';
import { apps } from './apps/catalog';
import { calendars } from './calendar/catalog';
import { checkIns } from './check-in/catalog';
import { chatArchives } from './chat-archive/catalog';
import { contacts } from './contacts/catalog';
import { corpGroups } from './corp-groups/catalog';
import { customerService } from './customer-service/catalog';
import { customers } from './customers/catalog';
import { dataZones } from './data-zone/catalog';
import { documents } from './documents/catalog';
import { drives } from './drive/catalog';
import type { Endpoint, Resource } from './endpoint';
import { government } from './government/catalog';
import { identities } from './identity/catalog';
import { lives } from './live/catalog';
import { mails } from './mail/catalog';
import { files } from './media/catalog';
import { meetingRooms } from './meeting-rooms/catalog';
import { meetings } from './meetings/catalog';
import { messages } from './messages/catalog';
import { office } from './office/catalog';
import { payments } from './payments/catalog';
import { providerOnly } from './provider/catalog';
import { schools } from './school/catalog';
import { security } from './security/catalog';

/** Everything the package can call with a company's token: a line for each section, by the name of its folder. */
export const resources: readonly Resource[] = [
	...advancedFeatures,
	...apps,
	...approvals,
	...calendars,
	...checkIns,
	...chatArchives,
	...contacts,
	...corpGroups,
	...customerService,
	...customers,
	...dataZones,
	...documents,
	...drives,
	...files,
	...government,
	...identities,
	...lives,
	...mails,
	...meetingRooms,
	...meetings,
	...messages,
	...office,
	...payments,
	...schools,
	...security,
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
