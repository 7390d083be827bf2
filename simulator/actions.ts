import { z } from 'zod';
import { NotPossible, type PostOffice, type Subject } from './callbacks/post-office';
import { sealLetter } from './callbacks/envelope';
import type { Courier, DeliveryReport, Verification } from './callbacks/courier';
import type { FieldValue } from './callbacks/payload';
import type { CallbackUrls } from './callbacks/urls';
import { DAY } from './clock';
import type { Faults } from './platform/faults';
import type { Installation } from './platform/installations';
import type { Platform } from './platform/platform';
import { WHOLE_COMPANY } from './platform/scope';
import { secret } from './platform/secret';
import type { TokenOwner } from './platform/tokens';
import { findCorp, findSuite, type Corp, type OwnApp, type Suite } from './world';

const suiteId = z.string();
const corpId = z.string();
const kind = z.enum(['command', 'data', 'system']);
const scope = z
	.strictObject({
		users: z.array(z.string()).default([]),
		departments: z.array(z.int()).default([]),
		tags: z.array(z.int()).default([]),
	})
	.optional();
const keys = { token: z.string().optional(), encodingAesKey: z.string().length(43).optional() };
const app = { suiteId: suiteId.optional(), corpId, agentId: z.int().optional() };

const fieldValue: z.ZodType<FieldValue> = z.lazy(() =>
	z.union([
		z.string(),
		z.number(),
		z.null(),
		z.array(fieldValue),
		z.record(z.string(), fieldValue),
	]),
);

const apiFault = z.strictObject({
	path: z.string().default('*'),
	times: z.int().positive().optional(),
	when: z.enum(['before', 'after']).optional(),
	kind: z.enum(['latency', 'status', 'reset', 'errcode', 'hang', 'html', 'warning']),
	milliseconds: z.number().nonnegative().optional(),
	status: z.int().min(400).max(599).optional(),
	errcode: z.int().optional(),
});

const callbackFaults = z
	.strictObject({
		duplicate: z.boolean(),
		outOfOrder: z.boolean(),
		dropTickets: z.boolean(),
		createAuthForProvider: z.boolean(),
		shuffleEnvelope: z.boolean(),
	})
	.partial();

/** What happened in an installation: by the market an event, by the provider's website a redirect. */
export interface Installed {
	authCode?: string;
	delivery?: DeliveryReport;
	redirect?: string;
}

interface Office {
	platform: Platform;
	postOffice: PostOffice;
	courier: Courier;
	urls: CallbackUrls;
}

/**
 * A thing people do to the platform: checked input, then the deed. Called from TypeScript with the input's type, and
 * from the command line and the console with whatever they sent.
 */
function action<Input extends z.ZodType, Result>(
	input: Input,
	run: (checked: z.output<Input>) => Promise<Result>,
) {
	const call = async (given: z.input<Input>): Promise<Result> => await run(input.parse(given));
	return Object.assign(call, {
		input,
		/** @throws ZodError for input of the wrong shape */
		withUnknown: async (given: unknown): Promise<Result> => await run(input.parse(given)),
	});
}

/** What administrators, members, the provider's console and time do. Each is also POST /simulator/<its-name>. */
export function createActions({ platform, postOffice, courier, urls }: Office) {
	const { world, clock, installations } = platform;

	const suite = (id: string): Suite => {
		const known = findSuite(world, id);
		if (!known) {
			throw new NotPossible(`there is no suite "${id}"`);
		}
		return known;
	};
	const corp = (id: string): Corp => {
		const known = findCorp(world, id);
		if (!known) {
			throw new NotPossible(`there is no company "${id}"`);
		}
		return known;
	};
	const installed = (suiteOf: string, corpOf: string): Installation => {
		const known = installations.find(suite(suiteOf).suiteId, corp(corpOf).corpId);
		if (!known) {
			throw new NotPossible(`${corpOf} has not installed ${suiteOf}`);
		}
		return known;
	};
	const ownApp = (corpOf: Corp, agentId: number | undefined): OwnApp => {
		const known = corpOf.ownApps.find((candidate) => candidate.agentId === agentId);
		if (!known) {
			throw new NotPossible(`${corpOf.corpId} has no own app ${agentId}`);
		}
		return known;
	};
	/** Whom an event about an app is about: an installed suite, or an own app when no suite is named. */
	const subjectOf = (of: { suiteId?: string; corpId: string; agentId?: number }): Subject => {
		if (of.suiteId === undefined) {
			const owner = corp(of.corpId);
			return { corp: owner, ownApp: ownApp(owner, of.agentId) };
		}
		const installation = installed(of.suiteId, of.corpId);
		return { suite: installation.suite, corp: installation.corp, installation };
	};
	const hasCommandUrl = (of: Suite) =>
		urls.find({ kind: 'command', suiteId: of.suiteId }) !== undefined;
	const pushTicket = async (to: Suite): Promise<DeliveryReport> =>
		await postOffice.push(
			'suite_ticket',
			{ suite: to },
			{ SuiteTicket: platform.tickets.issue(to.suiteId) },
		);
	const revokeCorpTokens = ({ suite: of, corp: owner }: Installation) =>
		platform.tokens.revoke(
			(token) =>
				token.family === 'corp' &&
				'suiteId' in token &&
				token.suiteId === of.suiteId &&
				token.corpId === owner.corpId,
		);

	return {
		/** Verifies a callback URL and saves it; a suite whose command URL is saved gets a ticket at once. */
		saveCallbackUrl: action(
			z.strictObject({
				suiteId: suiteId.optional(),
				kind,
				url: z.url(),
				corpId: corpId.optional(),
				agentId: z.int().optional(),
				...keys,
			}),
			async (input): Promise<Verification> => {
				const place = {
					kind: input.kind,
					suite: input.suiteId === undefined ? undefined : suite(input.suiteId),
					corp: input.corpId === undefined ? undefined : corp(input.corpId),
					agentId: input.agentId,
				};
				const holder = keyHolder(place, input.kind);
				holder.token = input.token ?? holder.token;
				holder.encodingAesKey = input.encodingAesKey ?? holder.encodingAesKey;
				const verification = await postOffice.save(place, input.url, holder);
				if (verification.saved && input.kind === 'command' && place.suite) {
					verification.ticket = await pushTicket(place.suite);
				}
				return verification;
			},
		),

		/** Pushes a new suite ticket, as the console's button and the platform's ten minutes do. */
		pushTicket: action(
			z.strictObject({ suiteId }),
			async (input): Promise<DeliveryReport> => await pushTicket(suite(input.suiteId)),
		),

		/**
		 * A company installs a suite. `market`: `create_auth` is pushed. `website`: needs a pre-auth code and gives
		 * the address the administrator's browser is sent to; nothing is pushed. `member`: one member authorises for
		 * itself; only the first of a company makes a `create_auth`, the next ones a `subscribe`.
		 */
		install: action(
			z.strictObject({
				suiteId,
				corpId,
				way: z.enum(['market', 'website', 'member']).default('market'),
				state: z.string().max(128).optional(),
				redirectUri: z.url().optional(),
				preAuthCode: z.string().optional(),
				userId: z.string().optional(),
				allow: scope,
			}),
			async (input): Promise<Installed> => {
				const to = suite(input.suiteId);
				const owner = corp(input.corpId);
				const installedBy = input.userId ?? owner.adminUserId;
				if (!owner.members.some((member) => member.userId === installedBy)) {
					throw new NotPossible(`${owner.corpId} has no member "${installedBy}"`);
				}
				const before = installations.find(to.suiteId, owner.corpId);
				if (input.way === 'member' && before?.authMode === 1) {
					before.scope.users = [...new Set([...before.scope.users, installedBy])];
					const subject = { suite: to, corp: owner, installation: before };
					const fields = { FromUserName: installedBy };
					return { delivery: await postOffice.push('event_subscribe', subject, fields) };
				}
				if (input.way !== 'website' && !hasCommandUrl(to)) {
					throw new NotPossible(`the command URL of ${to.suiteId} is not saved`);
				}
				const preAuthCode =
					input.way === 'website'
						? (input.preAuthCode ?? installations.latestPreAuthCode(to.suiteId))
						: undefined;
				if (input.way === 'website') {
					if (preAuthCode === undefined || input.redirectUri === undefined) {
						throw new NotPossible('a website installation needs a pre-auth code and a redirectUri');
					}
					checkRedirect(to, input.redirectUri);
					installations.preAuthCode(to.suiteId, preAuthCode).used = true;
				}
				if (before) {
					revokeCorpTokens(before);
				}
				const installation = installations.install(to, owner, {
					scope: scopeOf(input.way, installedBy, input.allow),
					installedBy,
					authMode: input.way === 'member' ? 1 : 0,
					state: input.state,
				});
				const authCode = installations.issueAuthCode(installation);
				if (input.redirectUri !== undefined && input.way === 'website') {
					return { authCode, redirect: redirectTo(input.redirectUri, authCode, input.state) };
				}
				const delivery = await postOffice.push(
					'create_auth',
					{ suite: to, corp: owner, installation },
					{ AuthCode: authCode, State: input.state ?? null, ExtraInfo: null },
				);
				return { authCode, delivery };
			},
		),

		/** The administrator changes who may use the app; `change_auth` is pushed. */
		changeScope: action(
			z.strictObject({ suiteId, corpId, allow: scope }),
			async (input): Promise<DeliveryReport> => {
				const installation = installed(input.suiteId, input.corpId);
				installation.scope = { ...(input.allow ?? WHOLE_COMPANY) };
				return await pushChange(installation);
			},
		),

		/** The administrator switches the app off or on again; `change_auth` is pushed. */
		setEnabled: action(
			z.strictObject({ suiteId, corpId, enabled: z.boolean() }),
			async (input): Promise<DeliveryReport> => {
				const installation = installed(input.suiteId, input.corpId);
				installation.enabled = input.enabled;
				return await pushChange(installation);
			},
		),

		/** The company removes the app: code and tokens are dead at once, then `cancel_auth` is pushed. */
		uninstall: action(
			z.strictObject({ suiteId, corpId, silently: z.boolean().default(false) }),
			async (input): Promise<DeliveryReport | undefined> => {
				const installation = installed(input.suiteId, input.corpId);
				installations.remove(installation);
				revokeCorpTokens(installation);
				return input.silently
					? undefined
					: await postOffice.push('cancel_auth', {
							suite: installation.suite,
							corp: installation.corp,
						});
			},
		),

		/** The provider takes a new secret for a customised app: pushed as an auth code, then the old one is dead. */
		resetPermanentCode: action(
			z.strictObject({ suiteId, corpId }),
			async (input): Promise<{ authCode: string; delivery: DeliveryReport }> => {
				const installation = installed(input.suiteId, input.corpId);
				if (installation.suite.kind !== 'customised') {
					throw new NotPossible('only customised apps have a secret to reset');
				}
				const old = installation.permanentCode;
				const next = secret('PERMANENT-');
				const authCode = installations.issueAuthCode(installation, next);
				const delivery = await postOffice.push(
					'reset_permanent_code',
					{ suite: installation.suite, corp: installation.corp, installation },
					{ AuthCode: authCode },
				);
				if (installation.permanentCode === old) {
					installation.permanentCode = next;
					revokeCorpTokens(installation);
				}
				return { authCode, delivery };
			},
		),

		/** A member writes to the app. */
		sendMessage: action(
			z.strictObject({ ...app, userId: z.string(), text: z.string() }),
			async (input): Promise<DeliveryReport> =>
				await postOffice.push('msg_text', subjectOf(input), {
					FromUserName: input.userId,
					Content: input.text,
					MsgId: newMessageId(),
				}),
		),

		/** Pushes any documented event by its id in events.json, with fields of its example replaced. */
		sendEvent: action(
			z.strictObject({
				suiteId: suiteId.optional(),
				corpId: corpId.optional(),
				agentId: z.int().optional(),
				eventId: z.string(),
				fields: z.record(z.string(), fieldValue).default({}),
			}),
			async (input): Promise<DeliveryReport> => {
				const subject: Subject =
					input.suiteId === undefined && input.corpId !== undefined && input.agentId !== undefined
						? subjectOf({ corpId: input.corpId, agentId: input.agentId })
						: {
								suite: input.suiteId === undefined ? undefined : suite(input.suiteId),
								corp: input.corpId === undefined ? undefined : corp(input.corpId),
								installation:
									input.suiteId === undefined || input.corpId === undefined
										? undefined
										: installations.find(input.suiteId, input.corpId),
							};
				return await postOffice.push(input.eventId, subject, input.fields);
			},
		),

		/** Lets time pass: codes, tickets and tokens grow older. `toldToo` also moves the time that callbacks tell. */
		moveClock: action(
			z.strictObject({ seconds: z.number().nonnegative(), toldToo: z.boolean().default(false) }),
			async (input): Promise<{ now: number; told: number }> => {
				clock.move(input.seconds, input.toldToo);
				return await Promise.resolve({ now: clock.now(), told: clock.told() });
			},
		),

		/** Switches faults on; see `Faults`. */
		setFaults: action(
			z.strictObject({
				api: z.array(apiFault).optional(),
				callbacks: callbackFaults.optional(),
			}),
			async (input): Promise<Faults> => await Promise.resolve(platform.faults.set(input)),
		),

		/** Switches all faults off, lets hanging calls go on, and delivers an event that was kept back. */
		clearFaults: action(z.strictObject({}), async (): Promise<Faults> => {
			platform.faults.clear();
			await courier.deliverWaiting();
			return platform.faults.list();
		}),

		/** Lets hanging calls go on without switching the fault off. */
		releaseHung: action(
			z.strictObject({}),
			async (): Promise<{ released: number }> =>
				await Promise.resolve({ released: platform.faults.release() }),
		),

		/** Makes tokens unknown before their time, as the platform may. */
		revokeTokens: action(
			z.strictObject({
				family: z.enum(['suite', 'provider', 'corp']),
				suiteId: suiteId.optional(),
				corpId: corpId.optional(),
			}),
			async (input): Promise<{ revoked: number }> => {
				const matches = (owner: TokenOwner) =>
					owner.family === input.family &&
					(input.suiteId === undefined ||
						('suiteId' in owner && owner.suiteId === input.suiteId)) &&
					(input.corpId === undefined || ('corpId' in owner && owner.corpId === input.corpId));
				return await Promise.resolve({ revoked: platform.tokens.revoke(matches) });
			},
		),

		/** The provider's list of addresses that may call the API; empty allows all. */
		setAllowedAddresses: action(
			z.strictObject({ addresses: z.array(z.string()) }),
			async (input): Promise<string[]> => {
				world.provider.allowedAddresses = input.addresses;
				return await Promise.resolve(input.addresses);
			},
		),

		/** Ends a company's licence trial, or brings it back. */
		requireLicences: action(
			z.strictObject({ corpId, required: z.boolean().default(true) }),
			async (input): Promise<void> => {
				platform.licences.require(corp(input.corpId), input.required);
				await Promise.resolve();
			},
		),

		/** Gives a member a licence without an order. */
		activateLicence: action(
			z.strictObject({
				corpId,
				userId: z.string(),
				type: z.union([z.literal(1), z.literal(2)]).default(1),
				days: z.int().positive().default(31),
			}),
			async (input): Promise<void> => {
				const owner = corp(input.corpId);
				const member = owner.members.find((candidate) => candidate.userId === input.userId);
				if (!member) {
					throw new NotPossible(`${owner.corpId} has no member "${input.userId}"`);
				}
				platform.licences.activate(owner, member, input.type, clock.now() + input.days * DAY);
				await Promise.resolve();
			},
		),

		/**
		 * Sends one delivery exactly as described, also a wrong one: other keys, receive id or time, or tampered with
		 * after sealing. No retries.
		 */
		deliver: action(
			z.strictObject({
				suiteId: suiteId.optional(),
				corpId: corpId.optional(),
				agentId: z.int().optional(),
				kind,
				xml: z.string(),
				url: z.url().optional(),
				timestamp: z.string().optional(),
				nonce: z.string().optional(),
				receiveId: z.string().optional(),
				...keys,
				tamper: z.enum(['signature', 'ciphertext', 'body', 'noQuery']).optional(),
			}),
			async (input): Promise<DeliveryReport> => {
				const subject: Subject = {
					suite: input.suiteId === undefined ? undefined : suite(input.suiteId),
					corp: input.corpId === undefined ? undefined : corp(input.corpId),
				};
				if (input.corpId !== undefined && input.agentId !== undefined) {
					subject.ownApp = ownApp(corp(input.corpId), input.agentId);
				}
				const target = postOffice.target(input.kind, subject, '', input.url);
				const consignment = {
					url: target.url,
					event: `deliver ${input.kind}`,
					keys: {
						token: input.token ?? target.keys.token,
						encodingAesKey: input.encodingAesKey ?? target.keys.encodingAesKey,
					},
					letter: {
						payload: input.xml,
						format: 'xml' as const,
						receiveId: input.receiveId ?? target.receiveId,
						toUserName: target.toUserName,
						agentId: '',
					},
					limit: courier.limits.event,
					mayReply: input.kind === 'data',
				};
				const { query, body, contentType } = tampered(
					sealLetter(
						{
							...consignment.letter,
							timestamp: input.timestamp ?? String(clock.toldSeconds()),
							nonce: input.nonce ?? newMessageId(),
						},
						consignment.keys,
					),
					input.tamper,
				);
				return await courier.sendOnce(consignment, query, body, contentType);
			},
		),

		/** What the platform looks like now, without secrets of the demo world. */
		status: action(z.strictObject({}), async () => {
			const now = clock.now();
			return await Promise.resolve({
				now,
				told: clock.told(),
				callbackUrls: urls.list(),
				installations: installations.all().map((installation) => ({
					suiteId: installation.suite.suiteId,
					corpId: installation.corp.corpId,
					agentId: installation.agentId,
					authMode: installation.authMode,
					scope: installation.scope,
					enabled: installation.enabled,
					installedAt: installation.installedAt,
				})),
				faults: platform.faults.list(),
				messagesSent: platform.messages.sent.length,
			});
		}),
	};

	async function pushChange(installation: Installation): Promise<DeliveryReport> {
		return await postOffice.push(
			'change_auth',
			{ suite: installation.suite, corp: installation.corp, installation },
			{ State: null, ExtraInfo: null },
		);
	}

	/** The object whose Token and EncodingAESKey a URL uses; a customised app's are its own in each company. */
	function keyHolder(place: { suite?: Suite; corp?: Corp; agentId?: number }, of: string) {
		if (of === 'system') {
			return world.provider;
		}
		if (place.suite) {
			const installation = place.corp && installations.find(place.suite.suiteId, place.corp.corpId);
			return installation ?? place.suite;
		}
		if (place.corp) {
			return ownApp(place.corp, place.agentId);
		}
		throw new NotPossible('name the suite, or the company and agent, that the URL belongs to');
	}
}

export type Actions = ReturnType<typeof createActions>;
export type ActionName = keyof Actions;

/** `push-ticket` for `pushTicket`: names in addresses and on the command line. */
export function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** @throws NotPossible when the address is not under the install domain of the suite */
export function checkRedirect({ suiteId: id, redirectHosts }: Suite, redirectUri: string): void {
	const { host, hostname } = new URL(redirectUri);
	if (redirectHosts.length > 0 && !redirectHosts.some((one) => one === host || one === hostname)) {
		throw new NotPossible(`${host} is not an install-redirect domain of ${id}`);
	}
}

/** Where the browser goes when the installation is done (从服务商网站发起). */
function redirectTo(redirectUri: string, authCode: string, state: string | undefined): string {
	const url = new URL(redirectUri);
	url.searchParams.set('auth_code', authCode);
	url.searchParams.set('expires_in', '600');
	if (state !== undefined) {
		url.searchParams.set('state', state);
	}
	return url.toString();
}

function scopeOf(way: string, userId: string, allow: z.output<typeof scope>) {
	return way === 'member'
		? { users: [userId], departments: [], tags: [] }
		: { ...(allow ?? WHOLE_COMPANY) };
}

let lastMessageId = 7_500_000_000_000_000_000n;

/** Message ids are 64-bit numbers, too large for a JavaScript number. */
function newMessageId(): string {
	lastMessageId += BigInt(Date.now() % 1000) + 1n;
	return String(lastMessageId);
}

function tampered(
	sealed: { query: Record<string, string>; body: string; contentType: string },
	how: 'signature' | 'ciphertext' | 'body' | 'noQuery' | undefined,
) {
	switch (how) {
		case 'signature':
			return { ...sealed, query: { ...sealed.query, msg_signature: '0'.repeat(40) } };
		case 'ciphertext':
			return { ...sealed, body: sealed.body.replace(/(<Encrypt><!\[CDATA\[)(.)/, swapFirst) };
		case 'body':
			return { ...sealed, body: sealed.body.slice(0, -20) };
		case 'noQuery':
			return { ...sealed, query: {} };
		case undefined:
			return sealed;
	}
}

function swapFirst(_match: string, before: string, letter: string): string {
	return `${before}${letter === 'A' ? 'B' : 'A'}`;
}
