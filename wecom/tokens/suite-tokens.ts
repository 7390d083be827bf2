import type { Client } from '../api/client';
import { WeComPlatformError } from '../api/error';
import { InstallationMissingError } from '../error';
import type { Installation, SuiteTicket } from '../vault/vault';
import { requireField, refuseCredentials } from './credentials';
import { DeauthorizedError, TicketMissingError } from './error';
import { createTokenEndpoints, type FetchedToken } from './fetch-token';
import { ExpiringMap } from './expiring-map';
import { createJsTicketPlan } from './js-ticket-plan';
import { REFUSAL_LIFE, RESET_LOOK, RESET_PATIENCE, TICKET_LIFE } from './life';
import { createTokenKeeper, type KeeperOptions } from './token-keeper';
import type { TokenPlan } from './token-plan';
import type { TokenRequest, Tokens } from './tokens';

export interface TokensOptions extends KeeperOptions {
	client: Client;
	suite: { suiteId: string; suiteSecret: string };
	/** Needed for the provider token alone. */
	provider?: { corpId: string; secret: string };
}

/** Errcodes with which WeCom refuses a permanent code, by the kind of app that has it. */
const DEAUTHORIZED: Record<Installation['kind'], readonly number[]> = {
	standard: [40084, 48004],
	customised: [40001, 40084, 40091, 48004],
};

/** Errcodes with which WeCom refuses a ticket, or says that there was none. */
const TICKET_REFUSED = [40085, 41023];

/**
 * The tokens of one suite, of its provider and of its tenants. A process keeps one of these for each suite credential, so
 * that its callers share what is under way; a corrected credential is another one.
 */
export function createTokens(options: TokensOptions): Tokens {
	const { vault, client, clock, sleep, suite } = options;
	const { suiteId, suiteSecret } = suite;
	const { baseUrl } = client;
	const endpoints = createTokenEndpoints(client);
	const keeper = createTokenKeeper(options);

	async function suitePlan(): Promise<TokenPlan> {
		requireField('suiteId', suiteId, 'suite ID');
		requireField('suiteSecret', suiteSecret, 'suite secret');
		return await Promise.resolve({
			key: { kind: 'suite', baseUrl, owner: suiteId },
			family: 'suite',
			fetch: fetchSuiteToken,
		});
	}

	async function fetchSuiteToken(): Promise<FetchedToken> {
		const first = await vault.tickets.get(suiteId);
		const ticket = checkTicket(first);
		try {
			return await fetchWith(ticket);
		} catch (error) {
			if (!isErrcode(error, TICKET_REFUSED)) throw error;
			// A newer ticket may have come in the meantime.
			const newest = await vault.tickets.get(suiteId);
			if (newest === undefined || newest.ticket === ticket.ticket) throw missing(newest, error);
			return await fetchWith(newest).catch((second: unknown) => {
				throw isErrcode(second, TICKET_REFUSED) ? missing(newest, second) : second;
			});
		}
	}

	async function fetchWith({ ticket }: SuiteTicket): Promise<FetchedToken> {
		return await endpoints.suite(suiteId, suiteSecret, ticket).catch(
			refuseCredentials({
				40080: ['suiteSecret', 'suite secret'],
				40083: ['suiteId', 'suite ID'],
			}),
		);
	}

	/** By the time it was received: WeCom's clock and this machine's may differ, and WeCom has the last word. */
	function checkTicket(ticket: SuiteTicket | undefined): SuiteTicket {
		if (ticket === undefined || clock() - ticket.receivedAt > TICKET_LIFE) throw missing(ticket);
		return ticket;
	}

	function missing(ticket: SuiteTicket | undefined, cause?: unknown): TicketMissingError {
		return new TicketMissingError(
			suiteId,
			ticket && Math.max(0, clock() - ticket.receivedAt),
			cause === undefined ? undefined : { cause },
		);
	}

	async function providerPlan(): Promise<TokenPlan> {
		const { corpId = '', secret = '' } = options.provider ?? {};
		requireField('providerCorpId', corpId, 'provider corp ID');
		requireField('providerSecret', secret, 'provider secret');
		return await Promise.resolve({
			key: { kind: 'provider', baseUrl, owner: corpId },
			family: 'provider',
			fetch: async () =>
				await endpoints.provider(corpId, secret).catch(
					refuseCredentials({
						40001: ['providerSecret', 'provider secret'],
						40013: ['providerCorpId', 'provider corp ID'],
					}),
				),
		});
	}

	async function corpPlan(corpId: string): Promise<TokenPlan> {
		const installation = await vault.installations.get(suiteId, corpId);
		if (!installation) {
			throw new InstallationMissingError(
				`Company ${corpId} has not installed suite ${suiteId}, or has removed it`,
				'Check the corp ID, or let an administrator of the company install the app',
			);
		}
		const { kind, permanentCode, revision } = installation;
		const standard = kind === 'standard';
		return {
			key: { kind: 'corp', baseUrl, owner: suiteId, corpId, revision },
			family: 'corp',
			prepare: async () => standard && (await keeper.get(suitePlan)),
			fetch: async () => {
				const fetched = standard
					? keeper.use(
							suitePlan,
							async (token) => await endpoints.tenant(token, corpId, permanentCode),
						)
					: endpoints.app(corpId, permanentCode);
				return await fetched.catch((cause: unknown) => {
					if (!isErrcode(cause, DEAUTHORIZED[kind])) throw cause;
					throw new DeauthorizedError(suiteId, corpId, revision, { cause });
				});
			},
		};
	}

	/** By revision, whether a refused secret was replaced: each is waited for once, whoever asks. */
	const resets = new ExpiringMap<Promise<boolean>>();

	/** Waits until the installation has another secret than the refused one; tells whether it has. */
	async function awaitReset({ corpId, revision }: DeauthorizedError): Promise<boolean> {
		const end = clock() + RESET_PATIENCE;
		for (;;) {
			const installation = await vault.installations.get(suiteId, corpId);
			if (installation?.revision !== revision) return installation !== undefined;
			if (installation.kind !== 'customised' || clock() >= end) return false;
			await sleep(RESET_LOOK);
		}
	}

	async function waitOnce(error: DeauthorizedError): Promise<boolean> {
		const { revision } = error;
		const now = clock();
		let reset = resets.get(revision, now);
		if (!reset) {
			reset = awaitReset(error);
			resets.set(revision, reset, now + REFUSAL_LIFE, now);
			reset.catch(() => resets.delete(revision));
		}
		return await reset;
	}

	/**
	 * The provider may reset the secret of a customised app at any time, which ends the old one before its successor is
	 * here: work that fails in between is done once more with the new secret. It has not reached WeCom with a good token.
	 */
	async function outlastReset<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof DeauthorizedError)) throw error;
			if (!(await waitOnce(error))) throw error;
			return await work();
		}
	}

	const planOf = (request: TokenRequest) => async (): Promise<TokenPlan> => {
		switch (request.kind) {
			case 'suite':
				return await suitePlan();
			case 'provider':
				return await providerPlan();
			case 'corp':
				return await corpPlan(request.corpId);
		}
	};

	return {
		get: async (request, getOptions) =>
			await outlastReset(async () => await keeper.get(planOf(request), getOptions)),
		use: async (request, call) =>
			await outlastReset(async () => await keeper.use(planOf(request), call)),
		getJsTicket: async (kind, corpId, getOptions) => {
			const makePlan = async () =>
				await createJsTicketPlan(kind, {
					keeper,
					endpoints,
					makeCorpPlan: planOf({ kind: 'corp', corpId }),
				});
			return await outlastReset(async () => await keeper.get(makePlan, getOptions));
		},
	};
}

function isErrcode(error: unknown, errcodes: readonly number[]): boolean {
	return error instanceof WeComPlatformError && errcodes.includes(error.errcode);
}
