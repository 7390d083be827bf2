import { customisedApp } from './customisedApp';
import { health } from './health';
import { identity } from './identity';
import { installLink } from './installLink';
import { installation } from './installation';
import { jsSdk } from './jsSdk';
import type { Operation, Resource, VaultOperation } from './operation.type';
import { ticket } from './ticket';
import { token } from './token';
import { vault } from './vault';

/** By name, as the editor lists them. */
export const resources: readonly Resource[] = [
	customisedApp,
	health,
	identity,
	installLink,
	installation,
	jsSdk,
	ticket,
	token,
	vault,
];

/** A Map, not an object: both keys are stored parameters, so `__proto__` must not be found. */
const operations = new Map<string, Operation | VaultOperation>(
	resources.flatMap((resource) =>
		resource.operations.map((operation) => [`${resource.value}.${operation.value}`, operation]),
	),
);

export function findOperation(
	resource: string,
	operation: string,
): Operation | VaultOperation | undefined {
	return operations.get(`${resource}.${operation}`);
}
