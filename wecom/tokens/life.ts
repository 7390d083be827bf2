/** Milliseconds for which WeCom accepts a suite ticket. */
export const TICKET_LIFE = 30 * 60_000;

/** Milliseconds before its end from which a token is no longer handed out, so that a call does not outlive it. */
export const LONGEST_MARGIN = 5 * 60_000;

/** The margin of a short-lived token, as a part of its life. */
export const MARGIN_SHARE = 0.1;

/** Milliseconds that fetching a token may take, with its repetitions. */
export const FETCH_LIMIT = 20_000;

/** Milliseconds after which the lease of a process that died while fetching ends. Longer than any fetch. */
export const LEASE_LIFE = 25_000;

/**
 * Milliseconds from the first attempt at a token within which another may begin. Too short for sitting out a rate limit:
 * on these endpoints that may be a ban, which further calls would not end.
 */
export const FETCH_RETRY_BUDGET = 8_000;

/**
 * Milliseconds for which a refused credential is not tried again: WeCom bans an address for an hour that goes on with a
 * wrong secret. A corrected credential is another one and works at once.
 */
export const REFUSAL_LIFE = 30_000;

/**
 * Milliseconds for which a customised app whose secret was refused is given to get its new one: between the end of the
 * old secret and the event with the new one, and its exchange, no secret works.
 */
export const RESET_PATIENCE = 5_000;

/** Between two looks for the new secret, in milliseconds. */
export const RESET_LOOK = 100;

/**
 * Milliseconds for which a token is not read from the vault again. Another process may have replaced it meanwhile; WeCom
 * then refuses this one, and it is read anew.
 */
export const RECENT_LIFE = 1_000;

/** Milliseconds for which a token is held to be good that WeCom has just handed out again. */
export const CONFIRMATION_LIFE = 60_000;

/** Until when a token may be handed out that was asked for at `askedAt` and lives `lifetime` seconds. */
export function usableUntil(askedAt: number, lifetime: number): number {
	const life = lifetime * 1000;
	return askedAt + life - Math.min(LONGEST_MARGIN, life * MARGIN_SHARE);
}

/** Milliseconds between two looks at the vault while another process fetches: short at first, a quarter second later. */
export function pollWait(looks: number, random: number): number {
	return Math.min(250, 20 * 2 ** looks) * (0.75 + random / 2);
}
