import type { Client } from '../api/client';
import { WeComHttpError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import type { Installation, Moment, Vault } from '../vault/vault';
import { asObject, describe, isText, kindOfSuite, revisionOf } from './authorisation';
import { patiently } from './patience';

const PATH = '/cgi-bin/service/v2/get_permanent_code';

/** What became of an authorisation. `superseded`: a later event had already decided otherwise. */
export interface AuthorisationResult {
	outcome: 'stored' | 'superseded';
	installation: Installation;
}

/** Everything that it takes to exchange an auth code; plain JSON, so that another process can do it. */
export interface ExchangeOrder {
	suiteId: string;
	/** The suite's access token. */
	token: string;
	authCode: string;
	/** By which the vault finds the installation that the code brought. */
	authCodeHash: string;
	moment: Moment;
	/** Only the code of an app that is there already is new: what else is known of it stays. */
	isReset: boolean;
	/** Lease under which nobody else exchanges this code; prolonged for as long as it takes. */
	lease: { name: string; holder: string };
}

/**
 * Spends an auth code and keeps what it brings: the one step that cannot be repeated.
 * Doc: https://developer.work.weixin.qq.com/document/path/90603
 * @throws WeComError
 */
export type Exchange = (order: ExchangeOrder) => Promise<AuthorisationResult>;

export interface ExchangeOptions {
	vault: Vault;
	client: Client;
	clock: Clock;
	sleep: Sleep;
}

/** How long others wait for whoever exchanges a code, in milliseconds, without a sign of life. */
export const EXCHANGE_LEASE = 15_000;

/** How long a vault that is busy or away is waited for with a new permanent code, in milliseconds. */
const PATIENCE = 600_000;

/** The exchange in this very process. */
export function createExchange(options: ExchangeOptions): Exchange {
	const { vault, client, clock } = options;

	return async ({ token, authCode, lease, ...order }) => {
		const prolong = setInterval(() => {
			const now = clock();
			const holding = { holder: lease.holder, until: now + EXCHANGE_LEASE };
			// One that is not prolonged ends: others then look for themselves, and find what was stored.
			vault.leases.acquire(lease.name, holding, now).catch(() => {});
		}, EXCHANGE_LEASE / 3);
		try {
			const { json } = await client.call({
				method: 'POST',
				path: PATH,
				body: { auth_code: authCode },
				token: { parameter: 'suite_access_token', value: token, family: 'suite' },
				// An auth code that was not used up is worth another try.
				repeatable: true,
			});
			const permanentCode = json.permanent_code;
			const corpId = asObject(json.auth_corp_info).corpid;
			if (!isText(permanentCode) || !isText(corpId)) {
				throw new WeComHttpError(
					`POST ${PATH}`,
					200,
					'the answer has no permanent_code or no auth_corp_info.corpid',
					'Let the company install the app again; report it if it happens again',
				);
			}
			return await keepAuthorisation({ ...order, corpId, permanentCode, answer: json }, options);
		} finally {
			clearInterval(prolong);
		}
	};
}

/** Stores an authorisation, however long the vault must be waited for: the permanent code exists nowhere else. */
export async function keepAuthorisation(
	authorisation: {
		suiteId: string;
		corpId: string;
		permanentCode: string;
		moment: Moment;
		/** What WeCom said about it. */
		answer: Record<string, unknown>;
		authCodeHash?: string;
		isReset?: boolean;
	},
	{ vault, clock, sleep }: Pick<ExchangeOptions, 'vault' | 'clock' | 'sleep'>,
): Promise<AuthorisationResult> {
	const { suiteId, corpId, permanentCode, moment, answer, authCodeHash, isReset } = authorisation;
	const put = async (): Promise<AuthorisationResult> => {
		const known = isReset ? await vault.installations.get(suiteId, corpId) : undefined;
		const installation: Installation = {
			suiteId,
			corpId,
			kind: kindOfSuite(suiteId),
			permanentCode,
			revision: revisionOf(suiteId, corpId, permanentCode),
			...describe(answer, known),
			authorizedAt: moment,
			updatedAt: clock(),
			...(authCodeHash === undefined ? {} : { authCodeHash }),
		};
		return { outcome: await vault.installations.put(installation), installation };
	};
	return await patiently(put, sleep, PATIENCE);
}
