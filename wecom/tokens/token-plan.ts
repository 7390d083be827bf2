import { createHash } from 'node:crypto';
import type { TokenFamily } from '../api/client';
import type { TokenKey } from '../vault/vault';
import type { FetchedToken } from './fetch-token';

/** How one token is named, checked and fetched. */
export interface TokenPlan {
	key: TokenKey;
	/** The family it belongs to: only an errcode of a call that carried such a token speaks of it. */
	family: TokenFamily;
	/** Fingerprint of the credentials that it is fetched with: a refusal holds for these alone. */
	credentials: string;
	/** Gets what the fetch needs beforehand, while no lease is held. */
	prepare?(): Promise<unknown>;
	/** Fetches it. Refused credentials are thrown as WeComConfigurationError or DeauthorizedError. */
	fetch(): Promise<FetchedToken>;
}

/** Names a token in this process and, hashed, in the vault's leases. */
export function identify({ kind, baseUrl, owner, corpId, revision }: TokenKey): string {
	return JSON.stringify([kind, baseUrl, owner, corpId ?? null, revision ?? null]);
}

/** A name for secrets from which they cannot be found: 128 bits of a SHA-256. */
export function fingerprint(...secrets: string[]): string {
	return createHash('sha256').update(JSON.stringify(secrets)).digest('hex').slice(0, 32);
}
