import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import { NotPossible } from '../callbacks/post-office';
import type { Installation } from '../platform/installations';
import { WHOLE_COMPANY } from '../platform/scope';
import { secret } from '../platform/secret';
import { action } from './action';
import { authorise, pushCreation } from './authorise';
import type { Office } from './office';
import { checkRedirect, withParameters } from './redirect';

const installed = { suiteId: z.string(), corpId: z.string() };
const allow = z
	.strictObject({
		users: z.array(z.string()).default([]),
		departments: z.array(z.int()).default([]),
		tags: z.array(z.int()).default([]),
	})
	.optional();

/** What happened in an installation: by the market an event, by the provider's website a redirect. */
export interface Installed {
	authCode?: string;
	delivery?: DeliveryReport;
	/** Where the administrator's browser goes. */
	redirect?: string;
}

/** A suite in a company, from its installation to its removal. */
export function installationActions(office: Office) {
	const { platform, postOffice, names } = office;
	const { installations } = platform;

	const revokeTokens = ({ suite, corp }: Installation) =>
		platform.tokens.revokeCorp(suite.suiteId, corp.corpId);
	const pushChange = async (installation: Installation): Promise<DeliveryReport> =>
		await postOffice.push('change_auth', subjectOf(installation), { State: null, ExtraInfo: null });

	return {
		/**
		 * A company installs a suite. `market`: `create_auth` is pushed. `website`: needs a pre-auth code and gives
		 * the address the administrator's browser is sent to; nothing is pushed. `member`: one member authorises for
		 * itself; only the first of a company makes a `create_auth`, the next ones a `subscribe`.
		 */
		install: action(
			z.strictObject({
				...installed,
				way: z.enum(['market', 'website', 'member']).default('market'),
				state: z.string().max(128).optional(),
				redirectUri: z.url().optional(),
				preAuthCode: z.string().optional(),
				userId: z.string().optional(),
				allow,
			}),
			async (input): Promise<Installed> => {
				const suite = names.suite(input.suiteId);
				const corp = names.corp(input.corpId);
				const { state, redirectUri } = input;
				const installedBy = names.member(corp, input.userId ?? corp.adminUserId).userId;
				const byAdmin = {
					scope: { ...(input.allow ?? WHOLE_COMPANY) },
					installedBy,
					authMode: 0 as const,
					state,
				};
				switch (input.way) {
					case 'market':
						return await pushCreation(office, suite, corp, byAdmin);
					case 'member': {
						const before = installations.find(suite.suiteId, corp.corpId);
						if (before?.authMode !== 1) {
							const scope = { users: [installedBy], departments: [], tags: [] };
							return await pushCreation(office, suite, corp, { ...byAdmin, scope, authMode: 1 });
						}
						before.scope.users = [...new Set([...before.scope.users, installedBy])];
						const fields = { FromUserName: installedBy };
						return {
							delivery: await postOffice.push('event_subscribe', subjectOf(before), fields),
						};
					}
					case 'website': {
						const code = input.preAuthCode ?? installations.latestPreAuthCode(suite.suiteId);
						if (code === undefined || redirectUri === undefined) {
							throw new NotPossible(
								'an installation from a website needs a pre-auth code and a redirectUri',
							);
						}
						checkRedirect(suite, redirectUri);
						installations.preAuthCode(suite.suiteId, code).used = true;
						const { authCode } = authorise(office, suite, corp, byAdmin);
						const redirect = withParameters(redirectUri, {
							auth_code: authCode,
							expires_in: '600',
							state,
						});
						return { authCode, redirect };
					}
				}
			},
		),

		/**
		 * An administrator scans the QR code of a link from `get_customized_auth_url`: each of its templates gets a
		 * `create_auth` with the state of the link.
		 */
		scanTemplateLink: action(
			z.strictObject({ url: z.url(), corpId: z.string(), allow }),
			async (input): Promise<Installed[]> => {
				const code = new URL(input.url).searchParams.get('code') ?? '';
				const link = platform.templateLinks.find(code);
				if (!link) {
					throw new NotPossible('this link was never made, or is over');
				}
				const corp = names.corp(input.corpId);
				const installedAll: Installed[] = [];
				for (const suite of link.templates) {
					const scope = { ...(input.allow ?? WHOLE_COMPANY) };
					const choice = { scope, installedBy: corp.adminUserId, authMode: 0 as const };
					const byAdmin = { ...choice, state: link.state };
					installedAll.push(await pushCreation(office, suite, corp, byAdmin));
				}
				return installedAll;
			},
		),

		/** The administrator changes who may use the app; `change_auth` is pushed. */
		changeScope: action(
			z.strictObject({ ...installed, allow }),
			async (input): Promise<DeliveryReport> => {
				const installation = names.installation(input.suiteId, input.corpId);
				installation.scope = { ...(input.allow ?? WHOLE_COMPANY) };
				return await pushChange(installation);
			},
		),

		/** The administrator switches the app off or on again; `change_auth` is pushed. */
		setEnabled: action(
			z.strictObject({ ...installed, enabled: z.boolean() }),
			async (input): Promise<DeliveryReport> => {
				const installation = names.installation(input.suiteId, input.corpId);
				installation.enabled = input.enabled;
				return await pushChange(installation);
			},
		),

		/**
		 * The company removes the app: code and tokens are dead at once, then `cancel_auth` is pushed, unless
		 * `silently`, as when the platform gives up on a callback.
		 */
		uninstall: action(
			z.strictObject({ ...installed, silently: z.boolean().default(false) }),
			async (input): Promise<DeliveryReport | undefined> => {
				const installation = names.installation(input.suiteId, input.corpId);
				const { suite, corp } = installation;
				installations.remove(installation);
				// The settings of a customised app's callback go with the app.
				platform.callbackUrls.remove({ kind: 'data', suiteId: suite.suiteId, corpId: corp.corpId });
				revokeTokens(installation);
				return input.silently ? undefined : await postOffice.push('cancel_auth', { suite, corp });
			},
		),

		/** The provider takes a new secret for a customised app: pushed as an auth code, then the old one is dead. */
		resetPermanentCode: action(
			z.strictObject(installed),
			async (input): Promise<{ authCode: string; delivery: DeliveryReport }> => {
				const installation = names.installation(input.suiteId, input.corpId);
				if (installation.suite.kind !== 'customised') {
					throw new NotPossible('only customised apps have a secret to reset');
				}
				const old = installation.permanentCode;
				const next = secret('PERMANENT-');
				const authCode = installations.issueAuthCode(installation, next);
				const delivery = await postOffice.push('reset_permanent_code', subjectOf(installation), {
					AuthCode: authCode,
				});
				if (installation.permanentCode === old) {
					installation.permanentCode = next;
					revokeTokens(installation);
				}
				return { authCode, delivery };
			},
		),
	};
}

function subjectOf(installation: Installation) {
	const { suite, corp } = installation;
	return { suite, corp, installation };
}
