import type { Client } from '../api/client';
import { WeComError } from '../error';
import type { Tokens } from '../tokens/tokens';
import type { Installation } from '../vault/vault';
import { walk, type WalkOptions } from './walk';

/** Something of an installation that ends. */
export interface Ending {
	/**
	 * `edition`: the paid edition of the app, or its trial. `licence`: the licences of one type that end on one day.
	 * `licenceTrial`: the time in which members need no licence. `permission`: a permission that the company has to
	 * confirm again.
	 */
	kind: 'edition' | 'licence' | 'licenceTrial' | 'permission';
	/** Name of the edition or of the permission, `base` or `interop` of licences; empty for the trial of licences. */
	name: string;
	/** Milliseconds since 1970. */
	endsAt: number;
	/** Whose licences these are: how many. */
	members?: number;
}

/** The paid edition of an app in a company. */
export interface Edition {
	agentId: number;
	name: string;
	/** `app_status` of the platform. */
	status: number;
	statusText: string;
	/** Milliseconds since 1970; not there for what does not end. */
	endsAt?: number;
}

/** Whether members need a licence for the app. */
export interface LicenceCheck {
	enabled: boolean;
	/** Milliseconds since 1970: the trial of 90 days from the first installation, where there is one. */
	trialEndsAt?: number;
	/** Milliseconds since 1970: from when on calls without a licence are refused. */
	checkedFrom?: number;
}

export interface Expiry {
	/** None for apps without paid editions. */
	editions: Edition[];
	/** Not there where the credential has no Provider Secret. */
	licence?: LicenceCheck;
	/** The next one first. */
	endings: Ending[];
}

export interface ExpiryOptions {
	client: Client;
	tokens: Tokens;
	/** Whether the credential has what the provider's token needs. */
	hasProvider: boolean;
	/** Waits before each call that only some installations need. */
	pause?: () => Promise<void>;
}

const STATUS: Record<number, string> = {
	0: 'not paid',
	1: 'limited trial',
	2: 'trial ended',
	3: 'paid',
	4: 'paid edition ended',
	5: 'unlimited trial',
	6: 'more members than paid for, for up to 7 days',
	7: 'more members than paid for, for more than 7 days',
};
/** The platform gives a time for it that means nothing. */
const UNLIMITED = 5;

/** Licences that WeCom tells in one call. */
const LICENCES = 1_000;
/** WeCom's days are those of Beijing, which is ahead by so much. */
const BEIJING = 8 * 3_600_000;
const DAY = 86_400_000;

/** What ends in one installation, and when: asked of WeCom, but for permissions, which the vault knows. */
export async function readExpiry(
	installation: Installation,
	options: ExpiryOptions,
): Promise<Expiry> {
	const editions = await readEditions(installation, options);
	const licence = options.hasProvider ? await readLicence(installation, options) : undefined;
	const endings: Ending[] = [];
	for (const { name, endsAt } of editions) {
		if (endsAt !== undefined) endings.push({ kind: 'edition', name, endsAt });
	}
	if (licence?.trialEndsAt !== undefined) {
		endings.push({ kind: 'licenceTrial', name: '', endsAt: licence.trialEndsAt });
	}
	if (licence?.enabled) endings.push(...(await readLicences(installation, options)));
	for (const { permission_name: name, expire_time } of installation.details.app_permissions_ext ??
		[]) {
		const endsAt = toMilliseconds(expire_time);
		if (endsAt !== undefined) endings.push({ kind: 'permission', name: String(name), endsAt });
	}
	endings.sort((one, other) => one.endsAt - other.endsAt);
	return { editions, licence, endings };
}

/**
 * Only the older form of the call tells editions, and only third-party apps have them.
 * Doc: 收银台 > 应用版本付费 > 获取企业授权信息
 */
async function readEditions(
	{ kind, corpId, permanentCode }: Installation,
	{ client, tokens }: ExpiryOptions,
): Promise<Edition[]> {
	if (kind === 'customised') return [];
	const { edition_info } = await tokens.use({ kind: 'suite' }, async (value) => {
		const { json } = await client.call({
			method: 'POST',
			path: '/cgi-bin/service/get_auth_info',
			body: { auth_corpid: corpId, permanent_code: permanentCode },
			token: { parameter: 'suite_access_token', value, family: 'suite' },
			repeatable: true,
		});
		return json;
	});
	return listOf(asObject(edition_info).agent).map((agent) => {
		const { agentid, edition_name, app_status, expired_time } = asObject(agent);
		const status = Number(app_status);
		return {
			agentId: Number(agentid),
			name: typeof edition_name === 'string' ? edition_name : '',
			status,
			statusText: STATUS[status] ?? 'unknown',
			endsAt: status === UNLIMITED ? undefined : toMilliseconds(expired_time),
		};
	});
}

/** Doc: https://developer.work.weixin.qq.com/document/path/95844 */
async function readLicence(
	{ suiteId, corpId }: Installation,
	{ client, tokens }: ExpiryOptions,
): Promise<LicenceCheck> {
	return await tokens.use({ kind: 'provider' }, async (value) => {
		const { json } = await client.call({
			method: 'POST',
			path: '/cgi-bin/license/get_app_license_info',
			body: { corpid: corpId, suite_id: suiteId },
			token: { parameter: 'provider_access_token', value, family: 'provider' },
			repeatable: true,
		});
		return {
			enabled: json.license_status === 1,
			// The platform's own spelling of trial.
			trialEndsAt: toMilliseconds(asObject(json.trail_info).end_time),
			checkedFrom: toMilliseconds(json.license_check_time),
		};
	});
}

/** Doc: https://developer.work.weixin.qq.com/document/path/95544 */
async function readLicences(
	{ corpId }: Installation,
	{ client, tokens, pause }: ExpiryOptions,
): Promise<Ending[]> {
	const accounts: unknown[] = [];
	let cursor: unknown;
	do {
		const after = cursor;
		if (after !== undefined) await pause?.();
		const { account_list, next_cursor } = await tokens.use({ kind: 'provider' }, async (value) => {
			const { json } = await client.call({
				method: 'POST',
				path: '/cgi-bin/license/list_actived_account',
				body: {
					corpid: corpId,
					limit: LICENCES,
					...(after === undefined ? {} : { cursor: after }),
				},
				token: { parameter: 'provider_access_token', value, family: 'provider' },
				repeatable: true,
			});
			return json;
		});
		accounts.push(...listOf(account_list));
		// A list that does not go forward has ended.
		cursor = next_cursor === '' || next_cursor === after ? undefined : next_cursor;
	} while (cursor !== undefined);
	return groupLicences(accounts);
}

/**
 * Licences by their type and the day on which they end. A licence that a later one of the same member and type has
 * followed is not told: nobody loses anything with it.
 * @param accounts As `license/list_actived_account` gives them.
 */
export function groupLicences(accounts: readonly unknown[]): Ending[] {
	const latest = new Map<string, { name: string; endsAt: number }>();
	for (const { userid, type, expire_time } of accounts.map(asObject)) {
		const endsAt = toMilliseconds(expire_time);
		const name = type === 2 ? 'interop' : 'base';
		const holder = `${name} ${String(userid)}`;
		if (endsAt === undefined || endsAt < (latest.get(holder)?.endsAt ?? 0)) continue;
		latest.set(holder, { name, endsAt });
	}
	const endings = new Map<string, Ending & { members: number }>();
	for (const { name, endsAt } of latest.values()) {
		const day = `${name} ${Math.floor((endsAt + BEIJING) / DAY)}`;
		const ending = endings.get(day) ?? { kind: 'licence', name, endsAt, members: 0 };
		ending.endsAt = Math.min(ending.endsAt, endsAt);
		ending.members += 1;
		endings.set(day, ending);
	}
	return [...endings.values()];
}

/** An ending with its company; `reason` and `hint` instead, of a company about which WeCom could not be asked. */
export type ExpiringInstallation = Pick<Installation, 'corpId' | 'corpName'> &
	({ ending: Ending } | { reason: string; hint: string });

/** The edition, whether licences are checked, and the licences. */
const CALLS_EACH = 3;

/** Everything that ends in so many days in any installation of the vault, or has ended in as many. */
export async function* findExpiring(
	options: WalkOptions & ExpiryOptions & { days: number },
): AsyncGenerator<ExpiringInstallation> {
	let found = 0;
	const tell = () => `asked what ends: ${found} within ${options.days} days`;
	const pause = async () => await options.sleep(60_000 / options.callsPerMinute, options.signal);
	for await (const installation of walk(options, CALLS_EACH, tell)) {
		const { corpId, corpName } = installation;
		try {
			const { endings } = await readExpiry(installation, { ...options, pause });
			for (const ending of endings) {
				if (Math.abs(ending.endsAt - options.clock()) > options.days * DAY) continue;
				found += 1;
				yield { corpId, corpName, ending };
			}
		} catch (error) {
			if (!(error instanceof WeComError)) throw error;
			yield { corpId, corpName, reason: error.message, hint: error.hint };
		}
	}
}

/** Undefined for 0, with which the platform says that there is no end. */
function toMilliseconds(seconds: unknown): number | undefined {
	return typeof seconds === 'number' && seconds > 0 ? seconds * 1_000 : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}
