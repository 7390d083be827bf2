import { menu } from '../apps/menu';
import { workbench } from '../apps/workbench';
import type { Endpoint, Resource } from '../endpoint';
import { appAdministrator, appPermission, memberAuthorisation, platformIp } from './app';
import { appOrder } from './app-order';
import { cashierInvoice, cashierOrder } from './cashier';
import { contactSearch } from './contact-search';
import { customisedApp } from './customised-app';
import { dataZoneOrder } from './data-zone-order';
import { idConversion } from './id-conversion';
import { identity } from './identity';
import { installLink } from './install-link';
import { jsSdk } from './js-sdk';
import { licence } from './licence';
import { licenceOrder } from './licence-order';
import { miniProgram } from './mini-program';
import { providerMedia } from './provider-media';
import { registration } from './registration';

/** What a provider calls, for its suites and for the companies that installed them, declared here alone. */
export const providerOnly: readonly Resource[] = [
	appAdministrator,
	appOrder,
	appPermission,
	cashierInvoice,
	cashierOrder,
	contactSearch,
	customisedApp,
	dataZoneOrder,
	idConversion,
	identity,
	installLink,
	jsSdk,
	licence,
	licenceOrder,
	memberAuthorisation,
	miniProgram,
	platformIp,
	providerMedia,
	registration,
];

/** Everything that a provider is offered: the same, and what it shares with the companies' own apps. */
export const providerResources: readonly Resource[] = [...providerOnly, menu, workbench];

const endpoints = new Map(
	providerResources.flatMap((resource) =>
		resource.endpoints.flatMap((endpoint) =>
			[endpoint.id, ...(endpoint.formerly ?? [])].map((id) => [id, endpoint] as const),
		),
	),
);

/** The endpoint of a provider's operation, also under an earlier name of it. */
export function findProviderEndpoint(resource: string, operation: string): Endpoint | undefined {
	return endpoints.get(`${resource}.${operation}`);
}
