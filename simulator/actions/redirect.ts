import { NotPossible } from '../callbacks/post-office';
import type { Suite } from '../world';

/** @throws NotPossible when the address is not under a host the suite has named for redirects */
export function checkRedirect({ suiteId, redirectHosts }: Suite, redirectUri: string): void {
	const { host, hostname } = new URL(redirectUri);
	if (redirectHosts.length > 0 && !redirectHosts.some((one) => one === host || one === hostname)) {
		throw new NotPossible(`${host} is not a redirect domain of ${suiteId}`);
	}
}

/** An address with parameters set; those without a value are left out. */
export function withParameters(
	address: string,
	parameters: Record<string, string | undefined>,
): string {
	const url = new URL(address);
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined) {
			url.searchParams.set(name, value);
		}
	}
	return url.toString();
}
