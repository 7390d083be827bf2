import type { Client } from '../api/client';
import { requireField, refuseCredentials } from './credentials';
import { createTokenEndpoints } from './fetch-token';
import { createJsTicketPlan } from './js-ticket-plan';
import { createTokenKeeper, type KeeperOptions } from './token-keeper';
import { fingerprint, type TokenPlan } from './token-plan';
import type { OwnTokens } from './tokens';

export interface OwnTokensOptions extends KeeperOptions {
	client: Client;
	corpId: string;
	/** Secret of the app: each app of a company has its own, and with it its own token. */
	secret: string;
}

/** The token of a company's own app. It is named after its company and a fingerprint of the secret, never the secret. */
export function createOwnTokens(options: OwnTokensOptions): OwnTokens {
	const { client, corpId, secret } = options;
	const endpoints = createTokenEndpoints(client);
	const keeper = createTokenKeeper(options);

	const plan = async (): Promise<TokenPlan> => {
		requireField('corpId', corpId, 'corp ID');
		requireField('secret', secret, 'secret');
		return await Promise.resolve({
			key: { kind: 'own', baseUrl: client.baseUrl, owner: fingerprint(corpId, secret), corpId },
			family: 'corp',
			fetch: async () =>
				await endpoints.app(corpId, secret).catch(
					refuseCredentials({
						40001: ['secret', 'secret'],
						40013: ['corpId', 'corp ID'],
						40091: ['secret', 'secret'],
					}),
				),
		});
	};

	return {
		get: async (getOptions) => await keeper.get(plan, getOptions),
		use: async (call) => await keeper.use(plan, call),
		getJsTicket: async (kind, getOptions) => {
			const makePlan = async () =>
				await createJsTicketPlan(kind, { keeper, endpoints, makeCorpPlan: plan });
			return await keeper.get(makePlan, getOptions);
		},
	};
}
