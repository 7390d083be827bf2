import { DAY, SECOND, type PlatformClock } from '../clock';
import { secret } from './secret';

/**
 * Whose token it is. A corp token belongs to one app in one company, an installed suite or an own app, or to the
 * registration that made the company.
 */
export type TokenOwner =
	| { family: 'suite'; suiteId: string }
	| { family: 'provider' }
	| { family: 'corp'; corpId: string; suiteId: string }
	| { family: 'corp'; corpId: string; ownAppSecret: string }
	| { family: 'corp'; corpId: string; registerCode: string };

export interface Token {
	value: string;
	owner: TokenOwner;
	/** On the platform's clock. */
	expiresAt: number;
}

export const TOKEN_LIFE_SECONDS = 7200;

/** Access tokens of every family: the same one is handed out again until it expires or is revoked. */
export class Tokens {
	private readonly byValue = new Map<string, Token>();
	private readonly current = new Map<string, Token>();

	constructor(private readonly clock: PlatformClock) {}

	issue(owner: TokenOwner, lifeSeconds = TOKEN_LIFE_SECONDS): { value: string; expiresIn: number } {
		const now = this.clock.now();
		const known = this.current.get(keyOf(owner));
		if (known && known.expiresAt > now) {
			return { value: known.value, expiresIn: Math.floor((known.expiresAt - now) / SECOND) };
		}
		this.forgetOld();
		const value = secret(`${owner.family}-token-`, 96);
		const token = { value, owner, expiresAt: now + lifeSeconds * SECOND };
		this.byValue.set(value, token);
		this.current.set(keyOf(owner), token);
		return { value, expiresIn: lifeSeconds };
	}

	/** The token behind a value; one that has expired is still known for a day, a revoked one is not. */
	find(value: string): Token | undefined {
		return this.byValue.get(value);
	}

	isExpired(token: Token): boolean {
		return token.expiresAt <= this.clock.now();
	}

	/** Makes every token of these owners unknown at once. */
	revoke(matches: (owner: TokenOwner) => boolean): number {
		const revoked = [...this.byValue.values()].filter((token) => matches(token.owner));
		for (const token of revoked) {
			this.byValue.delete(token.value);
			this.current.delete(keyOf(token.owner));
		}
		return revoked.length;
	}

	/** Revokes what a suite holds for one company. */
	revokeCorp(suiteId: string, corpId: string): number {
		return this.revoke(
			(owner) =>
				'corpId' in owner &&
				'suiteId' in owner &&
				owner.suiteId === suiteId &&
				owner.corpId === corpId,
		);
	}

	private forgetOld(): void {
		for (const token of this.byValue.values()) {
			if (token.expiresAt + DAY <= this.clock.now()) {
				this.byValue.delete(token.value);
			}
		}
	}
}

function keyOf(owner: TokenOwner): string {
	return JSON.stringify(Object.entries(owner).sort());
}
