import type { TokenEndpoints } from './fetch-token';
import type { TokenKeeper } from './token-keeper';
import type { TokenPlan } from './token-plan';
import type { JsTicketKind } from './tokens';

/**
 * How a JS-SDK ticket is named and fetched: as the token of the company that it is fetched with, so that it is never
 * taken for another company, app or installation, and ends in the vault with that.
 */
export async function createJsTicketPlan(
	kind: JsTicketKind,
	{
		keeper,
		endpoints,
		makeCorpPlan,
	}: {
		keeper: TokenKeeper;
		endpoints: TokenEndpoints;
		makeCorpPlan: () => Promise<TokenPlan>;
	},
): Promise<TokenPlan> {
	const { key } = await makeCorpPlan();
	return {
		key: { ...key, kind: `${key.kind} ${kind} ticket` },
		family: 'corp',
		prepare: async () => await keeper.get(makeCorpPlan),
		fetch: async () =>
			await keeper.use(makeCorpPlan, async (token) => await endpoints.jsTicket(kind, token)),
	};
}
