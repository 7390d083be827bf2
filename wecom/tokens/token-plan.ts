import { createHash } from 'node:crypto';
import type { TokenFamily } from '../api/client';
import type { TokenKey } from '../vault/vault';
import type { FetchedToken } from './fetch-token';

/**
 * How one token is named and fetched. With other credentials it has another name (a new permanent code is a new revision,
 * and an own app is named after its secret's fingerprint) or another keeper, so what is known by name holds for these
 * credentials alone.
 */
export interface TokenPlan {
	key: TokenKey;
	/** The family it belongs to: only an errcode of a call that carried such a token speaks of it. */
	family: TokenFamily;
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
