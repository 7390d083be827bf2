import { createHash } from 'node:crypto';

import { WeComPlatformError } from '../api/error';
import type { Clock, Sleep } from '../clock';
import { InstallationMissingError } from '../error';
import type { WeComEvent } from '../events/event';
import type { Logger } from '../logger';
import type { Vault } from '../vault/vault';
import { createDeliveries, type Deliveries, type Work } from './deliveries';
import type { Emission } from './emission';
import { readLandingQuery, refuseLanding, type LandingRefusal } from './landing-query';
import { verifyState } from './state';

/** Where browsers land, and what the workflow there is called by: work that another process takes up ends up there. */
export interface LandingPlace {
	id: string;
}

/** A browser that is where it should be. The answer may wait for either of the two, and need not. */
export interface Landing {
	accepted: true;
	/** The same for the same landing, and not to be guessed: what a page and its workflow know each other by. */
	id: string;
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

/** Browsers that come to the provider's website from WeCom. Whatever is accepted survives a crash. */
export interface Landings {
	/**
	 * An administrator comes back from an install link: `?auth_code=&state=`. WeCom pushes no event for such an install;
	 * the landing does what `create_auth` would. Its state works once.
	 */
	install(query: Query, place: LandingPlace): Promise<Landing | LandingRefusal>;
	/** Hands over what is ready for a place and takes up what nobody holds any more, until stopped. */
	readonly attend: Deliveries['attend'];
}

type Query = Readonly<Record<string, unknown>>;

export interface LandingsOptions {
	suiteId: string;
	suiteSecret: string;
	vault: Vault;
	/** The suite's part in a `create_auth`. */
	planInstall(event: WeComEvent, receivedAt: number): Work | undefined;
	clock: Clock;
	sleep: Sleep;
	logger: Logger;
	holder: string;
}

/** Unknown, expired, or used before. */
const AUTH_CODE_INVALID = 40078;

/** A landing as the event that WeCom would push if it pushed one. */
interface LandingEvent {
	event: WeComEvent;
	/** What must not come twice. */
	unique: string;
}

export function createLandings(options: LandingsOptions): Landings {
	const { suiteId, clock, vault } = options;

	const deliveries = createDeliveries<LandingEvent>({
		...options,
		owner: `landing:${suiteId}`,
		claims: vault.claims,
		// Everything was checked before it came here.
		open: ({ event, unique }) => ({ accepted: true, event, message: '', hash: hashOf(unique) }),
		absorb: async () => {},
		plan: (event, receivedAt) => planLanding(options, event, receivedAt),
		leaves: () => false,
		answersFirst: () => true,
	});

	const land = async (
		landing: LandingEvent,
		place: LandingPlace,
	): Promise<Landing | LandingRefusal> => {
		const acceptance = await deliveries.accept(landing, {
			id: place.id,
			replayWindow: 0,
			completesInstalls: true,
			wants: () => true,
		});
		if (acceptance.kind !== 'answer first') {
			return refuseLanding('used', 'the link was used before');
		}
		const { complete, completeHere } = acceptance;
		return {
			accepted: true,
			id: idOf(landing.unique),
			complete: async () => await tell(complete()),
			completeHere: async () => await tell(completeHere()),
		};
	};

	return {
		async install(query, place) {
			const values = readLandingQuery(query, ['auth_code', 'state']);
			if (!values.accepted) return values;
			const verdict = verifyState(options, 'install link', values.state, clock);
			if (!verdict.valid) return refuseState(verdict.reason);
			const data = {
				AuthCode: values.auth_code,
				State: values.state,
				Reference: verdict.state.reference,
				LandingId: idOf(values.state),
			};
			return await land({ event: eventOf('create_auth', data), unique: values.state }, place);
		},

		attend: (placeId, emit) => deliveries.attend(placeId, emit),
	};

	function eventOf(id: string, data: Record<string, unknown>): WeComEvent {
		const occurredAt = Math.floor(clock() / 1000);
		return { id, known: true, family: 'command', suiteId, occurredAt, data };
	}
}

function planLanding(
	{ planInstall }: LandingsOptions,
	event: WeComEvent,
	receivedAt: number,
): Work | undefined {
	const work = planInstall(event, receivedAt);
	return (
		work && {
			...work,
			// There is no second chance: an operator who mends a setting within the life of the code still gets the install.
			isTransient: (error) => !isDead(error) && !(error instanceof InstallationMissingError),
			isWorthless: isDead,
		}
	);
}

async function tell(working: Promise<Emission | undefined>): Promise<Landed> {
	try {
		const emission = await working;
		if (!emission) return { kind: 'elsewhere' };
		return { kind: emission.failure ? 'failed' : 'done', emission };
	} catch (error) {
		if (!isDead(error)) throw error;
		return { kind: 'refused', refusal: refuseLanding('code', error.message) };
	}
}

function isDead(error: unknown): error is WeComPlatformError {
	return error instanceof WeComPlatformError && error.errcode === AUTH_CODE_INVALID;
}

function refuseState(reason: 'malformed' | 'forged' | 'expired'): LandingRefusal {
	const detail = {
		malformed: 'the state is not of the form that this suite makes',
		forged: 'the state was not made by this suite for this purpose',
		expired: 'the state is too old',
	}[reason];
	return refuseLanding(reason, detail);
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function idOf(unique: string): string {
	return hashOf(`landing\n${unique}`).slice(0, 32);
}
