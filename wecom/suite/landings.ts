import { createHash } from 'node:crypto';

import type { Client } from '../api/client';
import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError } from '../error';
import type { WeComEvent } from '../events/event';
import type { Logger } from '../logger';
import type { Tokens } from '../tokens/tokens';
import type { Installation, Vault } from '../vault/vault';
import type { Cleaning } from './cleaning';
import { createDeliveries, type Deliveries, type Work } from './deliveries';
import { summarise, type Emission } from './emission';
import { kindOfSuite } from './authorisation';
import { readLandingQuery, refuseLanding, type LandingRefusal } from './landing-query';
import { makeLoginCookie, readLoginCookie, type LoginNote } from './login-cookie';
import { createLoginLink, type LoginLinkRequest } from './login-link';
import { signState, verifyState, type StatePurpose } from './state';
import { askForAdministrator, askForMember, askForMemberOf, type Visitor } from './visitor';

/** Where browsers land. */
export interface LandingPlace {
	/** Names the place for good: work that another process takes up ends up there. */
	id: string;
}

/** A browser that is where it should be. The answer may wait for either of the two, and need not. */
export interface Landing {
	accepted: true;
	/** The same for the same landing, and not to be guessed: what a page and its workflow know each other by. */
	id: string;
	/** Where the browser wanted to go after a login; it was on the allow list then. */
	returnTo?: string;
	/** Does the suite's part and hands what comes of it to whoever attends the place. */
	complete(): Promise<Landed>;
	/** The same for a place that nobody attends: leaves it to the caller. */
	completeHere(): Promise<Landed>;
}

/**
 * What became of a landing. `failed`: the suite could not do its part for good, and the workflow is told. `refused`:
 * nothing is kept, and the link may be used again. `elsewhere`: another process goes on with it.
 */
export type Landed =
	| { kind: 'done' | 'failed'; emission: Emission }
	| { kind: 'refused'; refusal: LandingRefusal }
	| { kind: 'elsewhere' };

/** A login that begins: where the browser goes, and what it keeps meanwhile. */
export interface LoginBegun {
	accepted: true;
	url: string;
	/** Value of `Set-Cookie`. */
	cookie: string;
}

/** Browsers that WeCom sends, or that are sent to WeCom to log in. What is accepted survives a crash. */
export interface Landings {
	/**
	 * An administrator comes back from an install link: `?auth_code=&state=`. WeCom pushes no event for such an install;
	 * the landing does what `create_auth` would. Its state works once.
	 */
	install(query: Query, place: LandingPlace): Promise<Landing | LandingRefusal>;
	/** An administrator opens the business settings from the console of their company: `?auth_code=`. */
	businessSettings(
		query: Query,
		place: LandingPlace,
		options: {
			/** Who asks WeCom: the provider, or the suite where the provider has a login app (登录授权应用). */
			askAs: 'provider' | 'suite';
			acceptsStrangers: boolean;
		},
	): Promise<Landing | LandingRefusal>;
	/**
	 * Sends a member to log in. The query may have `reference` (letters and digits, comes back in the item), `return`
	 * (an address of an allowed origin) and, for a customised app, `corp_id`.
	 */
	beginLogin(
		query: Query,
		options: Pick<LoginLinkRequest, 'way' | 'scope'> & {
			/** Address of the landing itself. */
			landingUrl: string;
			/** Origins that a browser may return to, such as `https://app.example.com`. */
			returnOrigins: readonly string[];
			/** The company, where the query does not have to name one. */
			corpId?: string;
		},
	): Promise<LoginBegun | LandingRefusal>;
	/** A member comes back: `?code=&state=`, in the browser that began. Its state works once. */
	endLogin(
		query: Query,
		place: LandingPlace,
		options: { cookies: unknown; acceptsStrangers: boolean },
	): Promise<Landing | LandingRefusal>;
	/** Hands over what is ready for a place and takes up what nobody holds any more, until stopped. */
	readonly attend: Deliveries['attend'];
}

type Query = Readonly<Record<string, unknown>>;

export interface LandingsOptions {
	suiteId: string;
	suiteSecret: string;
	vault: Vault;
	client: Client;
	tokens: Tokens;
	/** The suite's part in a `create_auth`. */
	planInstall(event: WeComEvent, receivedAt: number): Work | undefined;
	/** What to tell the workflow about something that could not be done. */
	explain: Work['explain'];
	/** Of the vault. */
	cleaning: Cleaning;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	holder: string;
}

/** Errcodes for an auth code or a code of a login that is unknown, used or too old. */
const DEAD_CODES = [40078, 40029, 42003, 42022];

/** Seconds that a member may take to log in. */
const LOGIN_LIFE = 600;
/** How long a code of a login can be exchanged, in milliseconds. */
const LOGIN_CODE_LIFE = 300_000;

/** A landing as the event that WeCom would push if it pushed one. */
interface LandingEvent {
	event: WeComEvent;
	/** What must not come twice. */
	unique: string;
}

/** What is done about a login, as the claim keeps it. */
interface LoginTask {
	Code: string;
	AskAs: 'provider' | 'suite';
	/** The company, which asks itself where it is about its customised app. */
	CorpId?: string;
	AcceptsStrangers: boolean;
}

/** Who came is known, and is nobody that the app serves. */
class StrangerError extends Error {}

export function createLandings(options: LandingsOptions): Landings {
	const { suiteId, clock, vault, client } = options;

	const deliveries = createDeliveries<LandingEvent>({
		...options,
		owner: `landing:${suiteId}`,
		claims: vault.claims,
		// Everything was checked before it came here.
		open: ({ event, unique }) => ({ accepted: true, event, message: '', hash: hashOf(unique) }),
		absorb: async () => {},
		plan: (event, receivedAt) =>
			event.id === 'create_auth'
				? planInstall(options, event, receivedAt)
				: planLogin(options, event.data as unknown as LoginTask, receivedAt),
		leaves: () => false,
		answersFirst: () => true,
	});

	const land = async (
		place: LandingPlace,
		id: 'create_auth' | 'business_settings' | 'member_login',
		unique: string,
		data: Record<string, unknown>,
	): Promise<Landing | LandingRefusal> => {
		const landingId = hashOf(`landing\n${unique}`).slice(0, 32);
		const event: WeComEvent = {
			id,
			known: true,
			family: 'command',
			suiteId,
			occurredAt: Math.floor(clock() / 1000),
			data: { ...data, LandingId: landingId },
		};
		const acceptance = await deliveries.accept(
			{ event, unique },
			{ id: place.id, replayWindow: 0, completesInstalls: true, wants: () => true },
		);
		if (acceptance.kind !== 'answer first') {
			return refuseLanding('used', 'the link was used before');
		}
		const { complete, completeHere } = acceptance;
		return {
			accepted: true,
			id: landingId,
			complete: async () => await tell(complete()),
			completeHere: async () => await tell(completeHere()),
		};
	};

	const checkState = (purpose: StatePurpose, state: string) => {
		const verdict = verifyState(options, purpose, state, clock);
		if (verdict.valid) return { accepted: true as const, reference: verdict.state.reference };
		const detail = {
			malformed: 'the state is not of the form that this suite makes',
			forged: 'the state was not made by this suite for this purpose',
			expired: 'the state is too old',
		}[verdict.reason];
		return refuseLanding(verdict.reason, detail);
	};

	/** A third-party app is one for all; a customised app is one for each company. */
	const findApp = async (
		corpId: string | undefined,
	): Promise<LoginLinkRequest['app'] | undefined> => {
		if (kindOfSuite(suiteId) === 'standard') return { suiteId };
		if (corpId === undefined) return undefined;
		const installation = await vault.installations.get(suiteId, corpId);
		const { agentId } = installation ?? {};
		return agentId === undefined ? undefined : { corpId, agentId };
	};

	return {
		async install(query, place) {
			const values = readLandingQuery(query, ['auth_code', 'state']);
			if (!values.accepted) return values;
			const checked = checkState('install link', values.state);
			if (!checked.accepted) return checked;
			const data = { AuthCode: values.auth_code, Reference: checked.reference };
			return await land(place, 'create_auth', values.state, data);
		},

		async businessSettings(query, place, { askAs, acceptsStrangers }) {
			const values = readLandingQuery(query, ['auth_code']);
			if (!values.accepted) return values;
			const { auth_code: code } = values;
			const task: LoginTask = { Code: code, AskAs: askAs, AcceptsStrangers: acceptsStrangers };
			return await land(place, 'business_settings', code, { ...task });
		},

		async beginLogin(query, { way, scope, landingUrl, returnOrigins, corpId: fixed }) {
			const values = readLandingQuery(query, [], ['reference', 'return', 'corp_id']);
			if (!values.accepted) return values;
			const { reference = '' } = values;
			const returnTo =
				values.return === undefined ? undefined : allowed(values.return, returnOrigins);
			if (values.return !== undefined && returnTo === undefined) {
				return refuseLanding('return', 'the address to return to is on no allowed origin');
			}
			const corpId = fixed ?? values.corp_id;
			const app = await findApp(corpId);
			if (!app) {
				return corpId === undefined
					? refuseLanding('missing', 'the URL has no corp_id, and the node names no company')
					: refuseLanding('stranger', 'the company has not installed the app');
			}
			const state = signState(options, {
				purpose: 'member login',
				reference,
				lifetimeSeconds: LOGIN_LIFE,
				clock,
			});
			const note: LoginNote = 'corpId' in app ? { corpId: app.corpId, returnTo } : { returnTo };
			return {
				accepted: true,
				url: createLoginLink({ way, scope, app, redirectUri: landingUrl, state }, client.baseUrl),
				cookie: makeLoginCookie(options, state, note, { landingUrl, lifetimeSeconds: LOGIN_LIFE }),
			};
		},

		async endLogin(query, place, { cookies, acceptsStrangers }) {
			const values = readLandingQuery(query, ['code', 'state']);
			if (!values.accepted) return values;
			const checked = checkState('member login', values.state);
			if (!checked.accepted) return checked;
			const note = readLoginCookie(options, values.state, cookies);
			if (!note) return refuseLanding('other_browser', 'the login was begun in another browser');
			const { corpId, returnTo } = note;
			const task: LoginTask = {
				Code: values.code,
				AskAs: 'suite',
				CorpId: corpId,
				AcceptsStrangers: acceptsStrangers,
			};
			const data = { ...task, Reference: checked.reference };
			const landing = await land(place, 'member_login', values.state, data);
			return landing.accepted ? { ...landing, returnTo } : landing;
		},

		attend: (placeId, emit) =>
			deliveries.attend(placeId, async (emission, key) => {
				// A login that broke off leaves nothing behind, and its browser is long gone.
				if (emission.failure && emission.event.id !== 'create_auth') return;
				await emit(emission, key);
			}),
	};
}

function planInstall(
	options: LandingsOptions,
	event: WeComEvent,
	receivedAt: number,
): Work | undefined {
	const work = options.planInstall(event, receivedAt);
	return (
		work && {
			...work,
			// There is no second chance: an operator who mends a setting within the life of the code still gets the install.
			isTransient: (error) => !isDead(error) && !(error instanceof InstallationMissingError),
			isWorthless: isDead,
		}
	);
}

/** Somebody who waits in front of a browser tries again: nothing is repeated for them. */
function planLogin(options: LandingsOptions, task: LoginTask, receivedAt: number): Work {
	return {
		beforeAnswer: false,
		deadline: receivedAt + LOGIN_CODE_LIFE,
		isTransient: () => false,
		isWorthless: () => true,
		explain: options.explain,
		async run() {
			const visitor = await ask(options, task);
			const installation = await findInstallation(options, visitor);
			if (!installation && !task.AcceptsStrangers) {
				throw new StrangerError('who came belongs to no company that has installed the app');
			}
			return installation ? { visitor, installation: summarise(installation) } : { visitor };
		},
	};
}

async function ask(
	options: LandingsOptions,
	{ AskAs: askAs, Code: code, CorpId: corpId }: LoginTask,
): Promise<Visitor> {
	if (askAs === 'provider') return await askForAdministrator(options, code);
	if (corpId !== undefined) return await askForMemberOf(options, corpId, code);
	return await askForMember(options, code);
}

async function findInstallation(
	{ vault, suiteId }: LandingsOptions,
	{ corpId }: Visitor,
): Promise<Installation | undefined> {
	return corpId === undefined ? undefined : await vault.installations.get(suiteId, corpId);
}

async function tell(working: Promise<Emission | undefined>): Promise<Landed> {
	try {
		const emission = await working;
		if (!emission) return { kind: 'elsewhere' };
		return { kind: emission.failure ? 'failed' : 'done', emission };
	} catch (error) {
		if (isDead(error)) return { kind: 'refused', refusal: refuseLanding('code', error.message) };
		if (error instanceof StrangerError) {
			return { kind: 'refused', refusal: refuseLanding('stranger', error.message) };
		}
		throw error;
	}
}

function isDead(error: unknown): error is WeComPlatformError {
	return error instanceof WeComPlatformError && DEAD_CODES.includes(error.errcode);
}

/** The address as it will be understood, if it is on an allowed origin. */
function allowed(address: string, origins: readonly string[]): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { origin, href } = new URL(address);
	return origins.includes(origin) ? href : undefined;
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
