import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import type { FieldValue } from '../callbacks/payload';
import { CONTACT_SYNC_LIFE_SECONDS, type Registration } from '../platform/registrations';
import { WHOLE_COMPANY } from '../platform/scope';
import { foundCorp, type Corp, type Member } from '../world';
import { action } from './action';
import { authorise, pushCreation } from './authorise';
import type { Office } from './office';

/** By the code of the link, or by the visit that opened it. */
const by = { registerCode: z.string().optional(), visit: z.string().optional() };

/** Who came by a promotion code, and what was pushed about it. */
export interface Registered {
	corpId: string;
	userId: string;
	/** Suites that came with it. */
	suiteIds: string[];
	deliveries: DeliveryReport[];
}

/** Companies that come by a promotion QR code (推广二维码). */
export function registrationActions(office: Office) {
	const { platform, postOffice, names } = office;
	const { registrations, callbackUrls, world } = platform;

	const opened = ({ registerCode, visit }: { registerCode?: string; visit?: string }) =>
		visit === undefined ? registrations.open(registerCode ?? '') : registrations.visitor(visit);

	const tell = async (
		eventId: string,
		corp: Corp,
		fields: Record<string, FieldValue>,
	): Promise<DeliveryReport[]> =>
		callbackUrls.find({ kind: 'system' }) === undefined
			? []
			: [await postOffice.push(eventId, { corp }, fields)];

	/** What both events say. */
	const commonFields = (registration: Registration, member: Member) => ({
		RegisterCode: registration.code,
		AuthUserInfo: { UserId: member.userId },
		State: registration.state ?? null,
		TemplateId: registration.package.templateId,
	});

	/** Installs the apps of a package for everybody; each tells its own suite. */
	const install = async (
		registration: Registration,
		corp: Corp,
		member: Member,
	): Promise<DeliveryReport[]> => {
		const deliveries: DeliveryReport[] = [];
		const choice = {
			scope: { ...WHOLE_COMPANY },
			installedBy: member.userId,
			authMode: 0 as const,
		};
		for (const suiteId of registration.package.suiteIds) {
			const suite = names.suite(suiteId);
			if (callbackUrls.find({ kind: 'command', suiteId }) === undefined) {
				authorise(office, suite, corp, choice);
			} else {
				deliveries.push((await pushCreation(office, suite, corp, choice)).delivery);
			}
		}
		return deliveries;
	};

	return {
		/** Somebody opens a registration link, which uses up its code: gives the visit, and what the form says already. */
		openRegistration: action(z.strictObject({ registerCode: z.string() }), ({ registerCode }) => {
			const { visit, corpName, adminName, adminMobile } = registrations.open(registerCode);
			return { visit, corpName, adminName, adminMobile };
		}),

		/**
		 * Somebody without WeCom registers a company by a promotion code: `register_corp` to the provider, with access to
		 * the contacts where the package wants it, then `create_auth` to each suite of the package.
		 */
		registerCompany: action(
			z.strictObject({
				...by,
				corpName: z.string().optional(),
				adminName: z.string().optional(),
				adminMobile: z.string().optional(),
			}),
			async (input): Promise<Registered> => {
				const registration = opened(input);
				const corp = foundCorp(world, {
					name: input.corpName ?? (registration.corpName || 'New Company'),
					adminName: input.adminName ?? (registration.adminName || 'Administrator'),
					adminMobile: input.adminMobile ?? registration.adminMobile,
				});
				const [admin] = corp.members;
				registrations.complete(registration, { corp, admin });
				const { contactSync } = registration;
				const told = await tell('register_corp', corp, {
					...commonFields(registration, admin),
					ContactSync: contactSync
						? { AccessToken: contactSync.token, ExpiresIn: CONTACT_SYNC_LIFE_SECONDS }
						: null,
				});
				const deliveries = [...told, ...(await install(registration, corp, admin))];
				const { suiteIds } = registration.package;
				return { corpId: corp.corpId, userId: admin.userId, suiteIds, deliveries };
			},
		),

		/**
		 * Somebody who is in a company already comes by a promotion code: `enter_register_package` to the provider. An
		 * administrator goes on to add the apps of the package that the company has not got, unless told not to.
		 */
		enterPackage: action(
			z.strictObject({
				...by,
				corpId: z.string(),
				userId: z.string().optional(),
				addApps: z.boolean().default(true),
			}),
			async (input): Promise<Registered> => {
				const corp = names.corp(input.corpId);
				const member = names.member(corp, input.userId ?? corp.adminUserId);
				const isAdmin = member.userId === corp.adminUserId;
				const registration = opened(input);
				registrations.complete(registration);
				const told = await tell('enter_register_package', corp, commonFields(registration, member));
				const missing = registration.package.suiteIds.filter(
					(suiteId) => !platform.installations.find(suiteId, corp.corpId),
				);
				const suiteIds = isAdmin && input.addApps ? missing : [];
				const wanted = { ...registration, package: { ...registration.package, suiteIds } };
				const added = await install(wanted, corp, member);
				return {
					corpId: corp.corpId,
					userId: member.userId,
					suiteIds,
					deliveries: [...told, ...added],
				};
			},
		),

		/** Whether the contacts of a company are locked until the provider has filled them. */
		contactLock: action(z.strictObject({ corpId: z.string() }), ({ corpId }) => ({
			locked: registrations.isLocked(names.corp(corpId)),
		})),
	};
}
