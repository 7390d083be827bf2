/**
 * What a campaign does, decided before it begins: a pure function of its seed, so that the same seed is the same campaign.
 * Moments are milliseconds after something that can be seen of the action, so that repeating one means something.
 */

export const actions = [
	'ticket',
	'install',
	'changeScope',
	'uninstall',
	'comeAndGo',
	'resetPermanentCode',
	'messages',
	'tokenRefresh',
	'bulk',
] as const;
export type Action = (typeof actions)[number];

/** One n8n with its vault in SQLite; or main, processors and workers with PostgreSQL and Redis. */
export type LayoutName = 'regular' | 'queue';

/** `n8n`: what n8n has started lives on; `machine`: everything dies at once. */
export type Reach = 'n8n' | 'machine';

/** How WeCom misbehaves, before it acts on a call or after, when only its answer is lost. */
export interface PlatformFault {
	kind: 'latency' | 'reset' | 'status' | 'errcode' | 'html' | 'hang';
	when: 'before' | 'after';
	/** Of `latency`. */
	milliseconds?: number;
	/** Of `status`. */
	status?: number;
}

/** `for`: milliseconds from the moment at which it strikes until it is over. */
export type Fault =
	| { kind: 'kill'; process: number | 'all'; reach: Reach }
	| { kind: 'postgresql'; how: 'restart' | 'crash' | 'disconnect' }
	| { kind: 'postgresql'; how: 'stop'; for: number }
	| { kind: 'redis'; how: 'restart' | 'crash' }
	| { kind: 'full'; for: number }
	| { kind: 'clock'; seconds: number; for: number }
	| { kind: 'platform'; fault: PlatformFault; for: number };
export type FaultKind = Fault['kind'];

/**
 * When a fault strikes: so long after the action began, after WeCom had its first `success`, after the platform got the
 * call that the action leads to, or after n8n had stored an execution.
 */
export interface Moment {
	after: 'begun' | 'answered' | 'called' | 'stored';
	milliseconds: number;
}

export interface Round {
	/** From 1. */
	number: number;
	layout: LayoutName;
	action: Action;
	fault: Fault;
	moment: Moment;
	/** Which of the companies, from 0; and which other one is about at the same time. */
	company: number;
	other: number;
	/** Index of the suite: 0, the third-party app, or 1, the template of customised apps. */
	suite: 0 | 1;
	/** WeCom delivers every event twice. */
	twice: boolean;
	/** Milliseconds by which each answer of the API comes late, so that moments fall into calls. */
	latency: number;
	/** Milliseconds between two attempts of WeCom at a delivery. */
	pause: number;
	/** How many messages a bulk sends. */
	size: number;
}

export interface PlanOptions {
	seed: number;
	rounds: number;
	layouts?: readonly LayoutName[];
	/** How many processes of n8n there are in queue mode. */
	processes?: number;
	companies?: number;
}

/** Of five rounds in a row, so many in each layout. */
const SHARES: readonly LayoutName[] = ['regular', 'queue', 'regular', 'queue', 'regular'];

const FAULTS: Record<LayoutName, readonly FaultKind[]> = {
	regular: ['kill', 'kill', 'kill', 'full', 'clock', 'platform', 'platform'],
	queue: ['kill', 'kill', 'kill', 'postgresql', 'postgresql', 'redis', 'clock', 'platform'],
};

const MOMENTS: Record<Action, ReadonlyArray<Moment['after']>> = {
	ticket: ['begun', 'answered'],
	install: ['begun', 'answered', 'called', 'called', 'stored'],
	changeScope: ['begun', 'answered', 'called', 'stored'],
	uninstall: ['begun', 'answered', 'stored'],
	comeAndGo: ['begun', 'answered', 'called', 'stored'],
	resetPermanentCode: ['begun', 'answered', 'called', 'called', 'stored'],
	messages: ['begun', 'answered', 'called', 'stored'],
	tokenRefresh: ['begun', 'called'],
	bulk: ['called'],
};

/** All rounds of a campaign. Each depends on the seed and its number alone: a longer campaign begins like a shorter one. */
export function planCampaign({ seed, rounds, ...options }: PlanOptions): Round[] {
	return Array.from({ length: rounds }, (_, index) => planRound(seed, index + 1, options));
}

export function planRound(
	seed: number,
	number: number,
	{ layouts, processes = 5, companies = 3 }: Omit<PlanOptions, 'seed' | 'rounds'> = {},
): Round {
	const draw = drawFrom(seed, number);
	const shares = SHARES.filter((name) => layouts === undefined || layouts.includes(name));
	const layout = shares[(number - 1) % shares.length];
	const action = draw.oneOf(actions);
	const kind = draw.oneOf(FAULTS[layout]);
	const company = draw.below(companies);
	return {
		number,
		layout,
		action,
		fault: drawFault(draw, kind, layout, processes),
		moment: { after: draw.oneOf(MOMENTS[action]), milliseconds: drawDelay(draw) },
		company,
		other: (company + 1 + draw.below(companies - 1)) % companies,
		// Only customised apps have a code to reset.
		suite: action === 'resetPermanentCode' ? 1 : draw.oneOf([0, 0, 1]),
		twice: draw.below(4) === 0,
		latency: draw.oneOf([0, 20, 100, 400]),
		pause: draw.oneOf([0, 0, 500, 2_000]),
		size: 10 + draw.below(31),
	};
}

function drawFault(draw: Draw, kind: FaultKind, layout: LayoutName, processes: number): Fault {
	switch (kind) {
		case 'kill': {
			const isOne = layout === 'queue' && draw.below(4) > 0;
			// Together with the rest of the machine, or n8n alone.
			const reach = draw.oneOf(['n8n', 'n8n', 'machine'] as const);
			return { kind, process: isOne ? draw.below(processes) : 'all', reach };
		}
		case 'postgresql': {
			const how = draw.oneOf(['restart', 'crash', 'disconnect', 'stop'] as const);
			return how === 'stop' ? { kind, how, for: 1_000 + draw.below(19_001) } : { kind, how };
		}
		case 'redis':
			return { kind, how: draw.oneOf(['restart', 'crash'] as const) };
		case 'full':
			return { kind, for: 500 + draw.below(6_000) };
		case 'clock': {
			const minutes = draw.oneOf([1, 5, 30, 120, 720]);
			return { kind, seconds: minutes * 60 * draw.oneOf([1, -1]), for: 2_000 + draw.below(6_000) };
		}
		case 'platform':
			return { kind, fault: drawPlatformFault(draw), for: 500 + draw.below(4_000) };
	}
}

function drawPlatformFault(draw: Draw): PlatformFault {
	const kind = draw.oneOf(['latency', 'reset', 'status', 'errcode', 'html', 'hang'] as const);
	const when = draw.oneOf(['before', 'before', 'after'] as const);
	switch (kind) {
		case 'latency':
			return { kind, when, milliseconds: 500 + draw.below(5_000) };
		case 'status':
			return { kind, when, status: draw.oneOf([500, 502, 503, 504]) };
		default:
			return { kind, when };
	}
}

/** Mostly short, since most of what can go wrong does so within moments; sometimes long. */
function drawDelay(draw: Draw): number {
	return draw.below(draw.oneOf([30, 30, 300, 300, 2_000]));
}

interface Draw {
	/** A whole number from 0 to less than the limit. */
	below(limit: number): number;
	oneOf<T>(values: readonly T[]): T;
}

/** Numbers that look random and are the same for the same two. */
function drawFrom(seed: number, number: number): Draw {
	// Mulberry32, by Tommy Ettinger; in the public domain.
	let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)) >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return { below, oneOf: (values) => values[below(values.length)] };
}

/** One line that tells a round to a reader. */
export function describeRound(round: Round): string {
	const { fault, moment } = round;
	const { kind, ...how } =
		fault.kind === 'platform'
			? { ...fault, ...fault.fault, kind: 'platform ' + fault.fault.kind }
			: fault;
	const { fault: _fault, ...details } = how as Record<string, unknown>;
	const told = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`);
	return `${round.layout}: ${round.action} of suite ${round.suite} in company ${round.company}; ${kind}${told.length > 0 ? ` (${told.join(', ')})` : ''} ${moment.milliseconds} ms after it is ${moment.after}${round.twice ? '; delivered twice' : ''}`;
}
