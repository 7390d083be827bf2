import { HOUR } from '../clock';
import { EditionStatus } from '../platform/editions';
import { Refusal } from '../platform/refusal';
import { PRE_AUTH_CODE_LIFE_SECONDS, type Installation } from '../platform/installations';
import { findCorp, findSuite, type Corp } from '../world';
import { checkAddress } from './caller';
import { recordOf, suiteOf, textOf, type Answer, type Call, type Handler } from './call';

/** Wrong secrets one address may try within an hour before it is shut out for the rest of it. */
const WRONG_SECRETS = { most: 50, milliseconds: HOUR };

/** Tickets, tokens, codes and authorisations: what belongs to the provider and its suites. */
export const authorisationHandlers: Record<string, Handler> = {
	'/cgi-bin/service/get_provider_token': ({ body, platform }) => {
		const { provider } = platform.world;
		if (textOf(body, 'corpid') !== provider.corpId) {
			throw new Refusal(40013);
		}
		if (textOf(body, 'provider_secret') !== provider.providerSecret) {
			throw new Refusal(40001);
		}
		const token = platform.tokens.issue({ family: 'provider' });
		return { provider_access_token: token.value, expires_in: token.expiresIn };
	},

	'/cgi-bin/service/get_suite_token': ({ body, platform }) => {
		const suite = findSuite(platform.world, textOf(body, 'suite_id'));
		if (!suite) {
			throw new Refusal(40083);
		}
		if (textOf(body, 'suite_secret') !== suite.suiteSecret) {
			throw new Refusal(40080);
		}
		if (!platform.tickets.isValid(suite.suiteId, textOf(body, 'suite_ticket'))) {
			throw new Refusal(40085);
		}
		const token = platform.tokens.issue({ family: 'suite', suiteId: suite.suiteId });
		return { suite_access_token: token.value, expires_in: token.expiresIn };
	},

	'/cgi-bin/service/get_pre_auth_code': (call) => ({
		pre_auth_code: call.platform.installations.issuePreAuthCode(suiteOf(call).suiteId),
		expires_in: PRE_AUTH_CODE_LIFE_SECONDS,
	}),

	'/cgi-bin/service/set_session_info': (call) => {
		const { body, platform } = call;
		const suite = suiteOf(call);
		const code = platform.installations.preAuthCode(suite.suiteId, textOf(body, 'pre_auth_code'));
		code.test = recordOf(body, 'session_info').auth_type === 1;
		return {};
	},

	'/cgi-bin/service/v2/get_permanent_code': (call) => {
		const installation = exchange(call);
		const { corp, permanentCode, state } = installation;
		return {
			permanent_code: permanentCode,
			auth_corp_info: { corpid: corp.corpId, corp_name: corp.name },
			auth_user_info: authUser(installation),
			...(state === undefined ? {} : { state }),
		};
	},

	'/cgi-bin/service/get_permanent_code': (call) => {
		const installation = exchange(call);
		const { suite, corp, permanentCode, state } = installation;
		const token =
			suite.kind === 'standard'
				? call.platform.tokens.issue({
						family: 'corp',
						corpId: corp.corpId,
						suiteId: suite.suiteId,
					})
				: undefined;
		return {
			...(token ? { access_token: token.value, expires_in: token.expiresIn } : {}),
			permanent_code: permanentCode,
			auth_corp_info: corpInfo(corp),
			auth_info: { agent: [agentInfo(installation)] },
			auth_user_info: authUser(installation),
			edition_info: { agent: [editionInfo(call, installation)] },
			...(state === undefined ? {} : { state }),
		};
	},

	'/cgi-bin/service/v2/get_auth_info': (call) => {
		const installation = authorised(call);
		return {
			auth_corp_info: corpInfo(installation.corp),
			auth_info: { agent: [agentInfo(installation)] },
		};
	},

	'/cgi-bin/service/get_auth_info': (call) => {
		const installation = authorised(call);
		return {
			auth_corp_info: corpInfo(installation.corp),
			auth_info: { agent: [agentInfo(installation)] },
			edition_info: { agent: [editionInfo(call, installation)] },
		};
	},

	'/cgi-bin/service/get_corp_token': (call) => {
		if (suiteOf(call).kind === 'customised') {
			throw new Refusal(48002, 'customised apps take their token from gettoken');
		}
		const { suite, corp } = authorised(call);
		const token = call.platform.tokens.issue({
			family: 'corp',
			corpId: corp.corpId,
			suiteId: suite.suiteId,
		});
		return { access_token: token.value, expires_in: token.expiresIn };
	},

	'/cgi-bin/gettoken': ({ query, platform, address }) => {
		const guesses = `wrong secrets of ${address}`;
		if (platform.rateLimits.isUsedUp(guesses, WRONG_SECRETS)) {
			throw new Refusal(45009);
		}
		try {
			const owner = secretOwner(query.corpid, query.corpsecret, platform);
			if ('suiteId' in owner) {
				checkAddress(address, platform);
			}
			const token = platform.tokens.issue(owner);
			return { access_token: token.value, expires_in: token.expiresIn };
		} catch (error) {
			platform.rateLimits.allows(guesses, WRONG_SECRETS);
			throw error;
		}
	},

	'/cgi-bin/service/get_admin_list': (call) => {
		const { body, platform } = call;
		const corpId = textOf(body, 'auth_corpid');
		const installation = platform.installations.find(suiteOf(call).suiteId, corpId);
		if (!installation) {
			throw new Refusal(48004);
		}
		if (body.agentid !== installation.agentId) {
			throw new Refusal(40056);
		}
		return { admin: adminsOf(installation) };
	},

	'/cgi-bin/service/corpid_to_opencorpid': ({ body, platform }) => {
		const corp = platform.world.corps.find(
			(candidate) => candidate.plainCorpId === textOf(body, 'corpid').toLowerCase(),
		);
		if (!corp) {
			throw new Refusal(40013);
		}
		if (!platform.installations.all().some((installation) => installation.corp === corp)) {
			throw new Refusal(48001);
		}
		return { open_corpid: corp.corpId };
	},
};

function exchange(call: Call): Installation {
	const { platform, body } = call;
	const { suiteId } = suiteOf(call);
	const code = textOf(body, 'auth_code');
	const { installation, isNewCode } = platform.installations.exchange(suiteId, code);
	if (isNewCode) {
		platform.tokens.revokeCorp(suiteId, installation.corp.corpId);
	}
	return installation;
}

/** @throws Refusal 40013 for an id that is no company's, 40084 for a code that is not its present one */
function authorised(call: Call): Installation {
	const { platform, body } = call;
	const corpId = textOf(body, 'auth_corpid');
	if (!findCorp(platform.world, corpId)) {
		throw new Refusal(40013);
	}
	return platform.installations.authorised(
		suiteOf(call).suiteId,
		corpId,
		textOf(body, 'permanent_code'),
	);
}

/**
 * Whose secret it is: a customised app's permanent code with the encrypted id of its company, or an own app's secret
 * with the plain one. A standard suite's permanent code is nobody's secret.
 */
function secretOwner(
	corpId: string,
	corpSecret: string,
	{ world, installations }: Call['platform'],
) {
	const customised = installations
		.all()
		.find(
			({ suite, permanentCode }) => suite.kind === 'customised' && permanentCode === corpSecret,
		);
	if (customised) {
		if (customised.corp.corpId !== corpId) {
			throw new Refusal(findCorp(world, corpId) ? 40091 : 40013);
		}
		return { family: 'corp', corpId, suiteId: customised.suite.suiteId } as const;
	}
	const plain = world.corps.find((corp) => corp.plainCorpId === corpId.toLowerCase());
	if (!plain && !findCorp(world, corpId)) {
		throw new Refusal(40013);
	}
	if (plain?.ownApps.some((app) => app.secret === corpSecret)) {
		return { family: 'corp', corpId: plain.corpId, ownAppSecret: corpSecret } as const;
	}
	const elsewhere = world.corps.some((corp) =>
		corp.ownApps.some((app) => app.secret === corpSecret),
	);
	throw new Refusal(elsewhere ? 40091 : 40001);
}

function authUser({ corp, installedBy, suite }: Installation): Answer {
	const member = corp.members.find((candidate) => candidate.userId === installedBy);
	return {
		userid: installedBy,
		open_userid: suite.kind === 'standard' ? installedBy : undefined,
		name: member?.name ?? '',
		avatar: '',
	};
}

function corpInfo(corp: Corp): Answer {
	return {
		corpid: corp.corpId,
		corp_name: corp.name,
		corp_type: 'unverified',
		corp_square_logo_url: '',
		corp_user_max: 200,
		corp_full_name: corp.name,
		subject_type: 1,
		corp_scale: '1-50人',
		corp_industry: 'IT服务',
		corp_sub_industry: '计算机软件/硬件/信息服务',
	};
}

/** `privilege.level` 1 reads basic contact fields, 3 may change them. */
export function agentInfo({ suite, agentId, authMode, scope }: Installation): Answer {
	return {
		agentid: agentId,
		name: suite.name,
		round_logo_url: '',
		square_logo_url: '',
		...(suite.singleApp ? {} : { appid: 1 }),
		auth_mode: authMode,
		is_customized_app: suite.kind === 'customised',
		auth_from_thirdapp: false,
		privilege: {
			level: suite.contacts === 'write' ? 3 : 1,
			allow_party: scope.departments,
			allow_user: scope.users,
			allow_tag: scope.tags,
			extra_party: [],
			extra_user: [],
			extra_tag: [],
		},
	};
}

/** The base edition stands for what was never bought. */
function editionInfo(call: Call, installation: Installation): Answer {
	const { editions, clock } = call.platform;
	const { status, edition, users, endsAt } = editions.of(installation);
	return {
		agentid: installation.agentId,
		edition_id: edition?.editionId ?? 'DEMO-EDITION-1',
		edition_name: edition?.name ?? 'Demo Edition',
		app_status: status,
		user_limit: users ?? 4294967295,
		expired_time: status === EditionStatus.Free ? 0 : clock.tell(endsAt),
		is_virtual_version: false,
		is_shared_from_other_corp: false,
	};
}

/** Nobody administers an app that members authorised for themselves. */
export function adminsOf({ corp, authMode }: Installation): Answer[] {
	return authMode === 1
		? []
		: [{ userid: corp.adminUserId, open_userid: corp.adminUserId, auth_type: 1 }];
}
